"""Figures: unknown instead of nought, formulas that never mix, typed figures marked, doubts, a frozen year."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from actionplan.enums import Missing
from actionplan.models import Formula, Measure, Reading, Snapshot
from actionplan.reference import TABLES
from actionplan.rules.figures import Counted, missing_of, shown, value_of
from actionplan.rules.years import year_before, year_named, year_of
from actionplan.selectors import counts
from actionplan.selectors.counts import count_for
from actionplan.selectors.measures import goal_figures, indicator_figures, years_of
from actionplan.services.measures import change_formula, lift_doubt, raise_doubt, set_target
from actionplan.services.readings import enter_figure, refresh_figures
from actionplan.services.snapshots import take_snapshot
from actionplan.tasks import count_figures
from catalogue.models import DatedRule
from catalogue.services.reference import load_table
from core.states import MoveRefused
from learners.models import Case
from tests.factories.accounts import UserFactory
from tests.factories.actionplan import (
    DoubtFactory,
    FormulaFactory,
    IndicatorFactory,
    ReadingFactory,
    SnapshotFactory,
    SnapshotLineFactory,
    StrategicGoalFactory,
)
from tests.factories.campaigns import AgendaItemFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.learners import CaseFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
NOW = "2026-11-20 10:00+01:00"
MIRA = Actor(name="Mira", is_staff=True, is_coordinator=True)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        DatedRuleFactory(key="quality-min-group", value=5, valid_from=None)
        yield


@pytest.fixture
def loaded():
    for table in TABLES:
        load_table(table)


@pytest.fixture
def second_way(monkeypatch):
    """Another way to count who signed up: always seventy."""
    monkeypatch.setitem(counts._counts, "signed-up.2", lambda _year: Counted(70))
    return "signed-up.2"


def percent(numerator, denominator, smallest=5):
    value = value_of(Counted(numerator, denominator), "percent")
    missing = missing_of(Counted(numerator, denominator), "percent")
    return shown(
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing=missing,
        unit="percent",
        smallest=smallest,
    )


class TestRules:
    @pytest.mark.parametrize(
        ("counted", "unit", "value", "missing"),
        [
            (Counted(0), "count", Decimal(0), ""),
            (Counted(missing=Missing.NO_ROWS), "count", None, Missing.NO_ROWS),
            (Counted(1, 3), "percent", Decimal("33.3"), ""),
            (Counted(2, 3), "percent", Decimal("66.6"), ""),  # never better than it is
            (Counted(0, 0), "percent", None, Missing.NO_DENOMINATOR),
            (Counted(0, 7), "percent", Decimal(0), ""),
            (Counted(), "count", None, Missing.NO_ROWS),
        ],
    )
    def test_a_count_gives_a_value_or_says_what_is_missing(self, counted, unit, value, missing):
        assert value_of(counted, unit) == value
        assert missing_of(counted, unit) == missing

    def test_dividing_by_nothing_is_unknown_with_a_sentence(self):
        assert percent(0, 0).text == "onbekend"
        assert "om door te delen" in percent(0, 0).why

    @pytest.mark.parametrize(
        ("numerator", "denominator", "hidden"),
        [(2, 4, True), (3, 40, True), (37, 40, True), (0, 40, False), (40, 40, False), (20, 40, False)],
    )
    def test_few_people_stay_hidden_and_so_do_the_others(self, numerator, denominator, hidden):
        told = percent(numerator, denominator)
        assert (told.value is None) == hidden
        if hidden:
            assert str(numerator) not in told.text + told.counted
        assert percent(numerator, denominator, smallest=1).value is not None

    def test_a_small_number_of_people_gets_a_bound(self):
        known = {"denominator": None, "missing": "", "unit": "count", "smallest": 5}
        assert shown(value=Decimal(3), numerator=3, **known).text == "minder dan 5"
        assert shown(value=Decimal(0), numerator=0, **known).text == "0"
        assert shown(value=Decimal(5), numerator=5, **known).text == "5"

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("2025-2026", True),
            ("2026-2027", True),
            ("2027-2028", False),
            ("2026-2028", False),
            ("onzin", False),
            ("", False),
        ],
    )
    def test_only_school_years_that_began_exist(self, name, found):
        assert (year_named(name, dt.date(2026, 11, 20)) is not None) == found

    def test_a_year_ends_on_the_last_of_august(self):
        assert year_of(dt.date(2026, 8, 31)).name == "2025-2026"
        year = year_of(dt.date(2026, 9, 1))
        assert (year.name, year_before(year).until) == ("2026-2027", dt.date(2026, 8, 31))


class TestCounting:
    def test_the_nightly_count_twice_is_once(self, loaded):
        CaseFactory.create_batch(3)
        count_figures()
        before = list(Reading.objects.order_by("pk").values_list("formula", "school_year", "value", "missing"))
        count_figures()
        assert list(Reading.objects.order_by("pk").values_list("formula", "school_year", "value", "missing")) == before
        reading = Reading.objects.get(formula__function="signed-up.1", school_year="2026-2027")
        assert reading.value == 3
        assert not Reading.objects.filter(formula__measure__origin="manual").exists()

    def test_every_computed_formula_of_the_files_has_its_count(self, loaded):
        computed = Measure.objects.filter(origin="computed")
        assert computed.count() >= 12
        for formula in Formula.objects.filter(measure__in=computed):
            assert count_for(formula.function) is not None
            assert bool(formula.denominator) == (formula.measure.unit == "percent")
        assert not Measure.objects.filter(formulas=None).exists()

    def test_an_empty_portal_says_unknown_everywhere_and_never_nought(self, loaded, client):
        refresh_figures()
        figures = [figure for row in indicator_figures("2026-2027", smallest=5) for figure in row.figures]
        assert {figure.shown.text for figure in figures} == {"onbekend"}
        assert all(figure.shown.why for figure in figures)

    def test_the_year_before_is_counted_until_it_is_frozen(self, loaded):
        case = CaseFactory()
        Case.objects.filter(pk=case.pk).update(created_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
        refresh_figures()
        last_year = Reading.objects.get(formula__function="signed-up.1", school_year="2025-2026")
        assert last_year.value == 1
        take_snapshot(actor=MIRA, school_year="2025-2026")
        CaseFactory()
        Case.objects.update(created_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
        refresh_figures()
        last_year.refresh_from_db()
        assert last_year.value == 1
        line = Snapshot.objects.get().lines.get(measure=last_year.formula.measure)
        assert line.value == 1

    def test_a_formula_the_portal_does_not_know_is_unknown(self):
        FormulaFactory(function="vroeger.1")
        refresh_figures()
        reading = Reading.objects.get(school_year="2026-2027")
        assert (reading.value, reading.missing) == (None, Missing.NO_FORMULA)

    def test_a_new_formula_starts_its_own_series(self, second_way):
        formula = FormulaFactory(function="signed-up.1")
        CaseFactory()
        refresh_figures()
        words = {"definition": "Anders", "numerator": "x", "denominator": "", "source": "y"}
        known = {"actor": MIRA, "measure": formula.measure, "valid_from": dt.date(2026, 11, 20), **words}
        with pytest.raises(ValidationError, match="andere versie"):
            change_formula(function="signed-up.1", **known)
        with pytest.raises(ValidationError, match="kent deze telling niet"):
            change_formula(function="verzonnen.1", **known)
        with pytest.raises(ValidationError, match="ander cijfer"):
            change_formula(function="alternatives.1", **known)
        change_formula(function=second_way, **known)
        refresh_figures()
        assert Reading.objects.filter(formula=formula, school_year="2026-2027").get().value == 1
        newest, before = [row for row in years_of(formula.measure, smallest=1) if row.school_year == "2026-2027"]
        assert (newest.formula_number, newest.breaks, before.formula_number, before.shown.text) == (2, True, 1, "1")
        (row,) = indicator_figures("2026-2027", smallest=1)
        assert row.figures[0].formula.number == 2


class TestFormulaChanged:
    """No wrong number when a formula changed: a later version waits for its day, and nothing is compared across."""

    WORDS = {"actor": MIRA, "definition": "Anders", "numerator": "x", "denominator": "", "source": "y"}

    def test_a_version_for_later_waits_for_its_day(self, second_way):
        formula = FormulaFactory(function="signed-up.1")
        CaseFactory()
        later = dt.date(2027, 9, 1)
        change_formula(measure=formula.measure, function=second_way, valid_from=later, **self.WORDS)
        refresh_figures()
        (row,) = indicator_figures("2026-2027", smallest=1)
        assert (row.figures[0].formula.number, row.figures[0].shown.text) == (1, "1")
        (row,) = indicator_figures("2024-2025", smallest=1)  # nobody counted that year
        assert (row.figures[0].formula.number, row.figures[0].shown.text) == (1, "onbekend")
        with time_machine.travel("2027-09-01 08:00+02:00", tick=False):
            refresh_figures()
            (row,) = indicator_figures("2027-2028", smallest=1)
        assert (row.figures[0].formula.number, row.figures[0].shown.text) == (2, "70")

    def test_a_version_does_not_begin_before_the_one_before(self, second_way):
        formula = FormulaFactory(function="signed-up.1", valid_from=dt.date(2026, 9, 1))
        known = {"measure": formula.measure, "function": second_way, **self.WORDS}
        with pytest.raises(ValidationError, match="01/09/2026"):
            change_formula(valid_from=dt.date(2026, 8, 31), **known)
        assert change_formula(valid_from=dt.date(2026, 9, 1), **known).number == 2

    def test_baseline_and_target_of_another_formula_are_not_put_beside_it(self, second_way, client):
        formula = FormulaFactory(function="signed-up.1")
        StrategicGoalFactory().indicators.add(formula.measure.indicator)
        told = {"target": Decimal(700), "target_note": "2028", "baseline": Decimal(420), "baseline_note": "2024"}
        set_target(actor=MIRA, measure=formula.measure, **told)
        CaseFactory()
        refresh_figures()
        assert "420" in client.get(reverse("actionplan:figures")).content.decode()
        change_formula(measure=formula.measure, function=second_way, valid_from=dt.date(2026, 11, 20), **self.WORDS)
        refresh_figures()
        page = client.get(reverse("actionplan:figures")).content.decode()
        assert ("420" in page, "700" in page, "een andere telling" in page) == (False, False, True)
        file = client.get(reverse("actionplan:figures_csv")).content.decode("utf-8-sig")
        assert "420" not in file
        page = client.get(reverse("actionplan:measure", args=[formula.measure.code])).content.decode()
        assert "horen bij versie 1 van de formule" in page
        set_target(actor=MIRA, measure=formula.measure, **told)  # somebody looked at them again
        assert "420" in client.get(reverse("actionplan:figures")).content.decode()

    def test_the_form_offers_only_other_counts_of_the_same_figure(self, client, second_way):
        formula = FormulaFactory(function="signed-up.1")
        client.force_login(UserFactory(coordinator=True))
        page = client.get(reverse("actionplan:measure_formula", args=[formula.measure.code])).content.decode()
        assert second_way in page
        assert "alternatives.1" not in page
        other = FormulaFactory(function="info-moments.1")
        page = client.get(reverse("actionplan:measure_formula", args=[other.measure.code])).content.decode()
        assert "kent nog geen andere telling" in page


class TestTyped:
    def test_a_typed_figure_is_marked_with_who_and_where(self, client):
        formula = FormulaFactory(measure__manual=True, function="")
        told = {"school_year": "2025-2026", "as_of": dt.date(2026, 6, 30), "note": "Rapport, blz. 3"}
        for value in ("8.4", "8.5"):
            enter_figure(actor=MIRA, measure=formula.measure, value=Decimal(value), **told)
        reading = Reading.objects.get()
        assert (reading.value, reading.entered_by, reading.note) == (Decimal("8.5"), MIRA.label, "Rapport, blz. 3")
        StrategicGoalFactory().indicators.add(formula.measure.indicator)
        page = client.get(reverse("actionplan:figures"), {"schooljaar": "2025-2026"}).content.decode()
        assert "8,5 procent" in page
        assert "Ingevoerd door een medewerker" in page
        assert MIRA.label not in page

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"school_year": "2027-2028"}, "dat begonnen is"),
            ({"school_year": "2024-2025"}, "vastgelegd"),
            ({"value": Decimal("100.1")}, "0 tot 100"),
            ({"value": Decimal(-1)}, "0 tot 100"),
        ],
    )
    def test_what_cannot_be_is_refused(self, sent, sentence):
        SnapshotFactory(school_year="2024-2025")
        measure = FormulaFactory(measure__manual=True, function="").measure
        told = {"school_year": "2025-2026", "value": Decimal(8), "as_of": dt.date(2026, 6, 30), "note": "x"} | sent
        with pytest.raises(ValidationError, match=sentence):
            enter_figure(actor=MIRA, measure=measure, **told)
        assert not Reading.objects.exists()

    def test_what_the_portal_counts_nobody_types(self):
        measure = FormulaFactory().measure
        with pytest.raises(ValidationError, match="zelf"):
            enter_figure(
                actor=MIRA,
                measure=measure,
                school_year="2025-2026",
                value=Decimal(1),
                as_of=dt.date(2026, 6, 1),
                note="x",
            )


class TestDoubts:
    def test_a_doubt_stands_beside_the_figure_until_it_is_lifted(self, client):
        reading = ReadingFactory()
        measure = reading.formula.measure
        StrategicGoalFactory().indicators.add(measure.indicator)
        raise_doubt(actor=MIRA, measure=measure, reason="Eerste")
        raise_doubt(actor=MIRA, measure=measure, reason="De import liep fout")
        assert measure.doubts.count() == 1
        for name, args in (("figures", []), ("measure", [measure.code]), ("figures_csv", [])):
            assert "De import liep fout" in client.get(reverse(f"actionplan:{name}", args=args)).content.decode()
        take_snapshot(actor=MIRA, school_year="2025-2026")
        lift_doubt(actor=MIRA, measure=measure)
        with pytest.raises(MoveRefused):
            lift_doubt(actor=MIRA, measure=measure)
        assert "De import liep fout" not in client.get(reverse("actionplan:figures")).content.decode()
        report = client.get(reverse("actionplan:report", args=["2025-2026"])).content.decode()
        assert "De import liep fout" in report  # the year was frozen while it was not right


class TestSnapshot:
    def test_a_frozen_year_does_not_change_any_more(self, client):
        reading = ReadingFactory(school_year="2025-2026", numerator=40, value=40)
        measure = reading.formula.measure
        take_snapshot(actor=MIRA, school_year="2025-2026", foreword="Een goed jaar.")
        Reading.objects.update(value=99, numerator=99)
        Measure.objects.update(title="Iets anders")
        set_target(
            actor=MIRA, measure=measure, target=Decimal(50), target_note="2030", baseline=None, baseline_note=""
        )
        page = client.get(reverse("actionplan:report", args=["2025-2026"])).content.decode()
        assert ">40" in page
        assert "Een goed jaar." in page
        assert "99" not in page
        assert "Iets anders" not in page
        with pytest.raises(ValidationError, match="al vastgelegd"):
            take_snapshot(actor=MIRA, school_year="2025-2026")

    @pytest.mark.parametrize("year", ["2027-2028", "onzin", "2020-2022"])
    def test_only_a_year_that_began_can_be_frozen(self, year):
        with pytest.raises(ValidationError, match="dat begonnen is"):
            take_snapshot(actor=MIRA, school_year=year)

    def test_a_year_that_runs_is_not_frozen_while_it_still_changes(self, client):
        with pytest.raises(ValidationError, match=r"loopt tot 31/08/2027"):
            take_snapshot(actor=MIRA, school_year="2026-2027")
        with time_machine.travel("2027-08-31 23:00+02:00", tick=False), pytest.raises(ValidationError):
            take_snapshot(actor=MIRA, school_year="2026-2027")
        with time_machine.travel("2027-09-01 08:00+02:00", tick=False):
            assert take_snapshot(actor=MIRA, school_year="2026-2027").school_year == "2026-2027"

    def test_a_year_without_data_is_frozen_as_unknown(self, loaded):
        take_snapshot(actor=MIRA, school_year="2023-2024")
        lines = Snapshot.objects.get().lines.all()
        assert len(lines) == Measure.objects.count()
        assert {line.value for line in lines} == {None}
        assert {line.missing for line in lines} == {Missing.NO_YEAR, Missing.NOT_ENTERED}

    def test_the_report_as_pdf_and_file(self, client):
        pytest.importorskip("weasyprint")
        line = SnapshotLineFactory(title="Lerenden & <plekken>", numerator=12, value=12)
        year = line.snapshot.school_year
        made = client.get(reverse("actionplan:report_pdf", args=[year]))
        assert made["Content-Type"] == "application/pdf"
        assert made.content.startswith(b"%PDF-")
        text = client.get(reverse("actionplan:report_csv", args=[year])).content.decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
        assert (row["Cijfer"], row["Waarde"], row["Bron"]) == ("Lerenden & <plekken>", "12", "dit portaal")


class TestPages:
    def test_totals_on_the_page_equal_the_rows(self, loaded, client):
        CaseFactory.create_batch(7)
        refresh_figures()
        page = client.get(reverse("actionplan:figures")).content.decode()
        assert ">7<" in page
        file = client.get(reverse("actionplan:figures_csv")).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
        shown_on_page = sum(
            len(one.figures) for goal in goal_figures("2026-2027", smallest=5) for one in goal.indicators
        )
        assert len(rows) == shown_on_page == page.count('class="plan-figure"')
        assert {row["Waarde"] for row in rows if row["Cijfer"] == "Lerenden die zich aanmeldden"} == {"7"}

    def test_the_public_sees_no_small_group_and_a_colleague_does(self, loaded, client):
        CaseFactory.create_batch(3)
        refresh_figures()
        url = reverse("actionplan:measure", args=["aanmeldingen"])
        assert "minder dan 5" in client.get(url).content.decode()
        client.force_login(UserFactory(staff=True))
        page = client.get(url).content.decode()
        assert "minder dan 5" not in page
        assert ">3<" in page

    def test_without_the_rule_of_small_groups_the_public_sees_nothing_about_people(self, loaded, client):
        CaseFactory.create_batch(9)
        AgendaItemFactory(starts_at=timezone.now() - dt.timedelta(days=1), ends_at=timezone.now())
        refresh_figures()
        DatedRule.objects.filter(key="quality-min-group").delete()
        assert "niet getoond" in client.get(reverse("actionplan:measure", args=["aanmeldingen"])).content.decode()
        assert "niet getoond" not in client.get(reverse("actionplan:measure", args=["infomomenten"])).content.decode()
        client.force_login(UserFactory(staff=True))
        assert ">9<" in client.get(reverse("actionplan:measure", args=["aanmeldingen"])).content.decode()

    @pytest.mark.parametrize("year", ["2030-2031", "gisteren", "2026-2028"])
    def test_a_year_that_does_not_exist_is_not_found(self, client, year):
        assert client.get(reverse("actionplan:figures"), {"schooljaar": year}).status_code == 404

    def test_a_year_before_the_portal_says_that_there_is_nothing(self, loaded, client):
        page = client.get(reverse("actionplan:figures"), {"schooljaar": "2019-2020"}).content.decode()
        assert "Voor dit schooljaar zijn er geen gegevens." in page

    @pytest.mark.budget
    @pytest.mark.parametrize("rows", (1, 3, 25))
    def test_the_figures_cost_the_same_for_any_number(self, client, django_assert_max_num_queries, rows):
        goal = StrategicGoalFactory()
        for _each in range(rows):
            reading = ReadingFactory()
            DoubtFactory(measure=reading.formula.measure)
            goal.indicators.add(reading.formula.measure.indicator)
        with django_assert_max_num_queries(14):
            client.get(reverse("actionplan:figures"))

    @pytest.mark.budget
    @pytest.mark.parametrize("rows", (1, 3, 25))
    def test_the_report_costs_the_same_for_any_number(self, client, django_assert_max_num_queries, rows):
        snapshot = SnapshotFactory()
        SnapshotLineFactory.create_batch(rows, snapshot=snapshot)
        with django_assert_max_num_queries(5):
            client.get(reverse("actionplan:report", args=[snapshot.school_year]))


class TestDesk:
    def test_a_coordinator_counts_doubts_types_targets_and_freezes(self, loaded, client):
        CaseFactory.create_batch(6)
        client.force_login(UserFactory(coordinator=True))
        assert "opnieuw geteld" in client.post(reverse("actionplan:figures_refresh"), follow=True).content.decode()
        url = reverse("actionplan:measure_doubt", args=["aanmeldingen"])
        assert "Zeg in één zin" in client.post(url, {"reason": ""}).content.decode()
        assert "Dubbels" in client.post(url, {"reason": "Dubbels"}, follow=True).content.decode()
        url = reverse("actionplan:measure_target", args=["aanmeldingen"])
        assert "Vul dit ook in" in client.post(url, {"target": "700"}).content.decode()
        client.post(url, {"target": "700", "target_note": "2028, het POF"})
        assert Measure.objects.get(code="aanmeldingen").target == 700
        url = reverse("actionplan:measure_enter", args=["ongekwalificeerde-uitstroom"])
        day = {"as_of_day": "30", "as_of_month": "6", "as_of_year": "2026"}
        sent = {"school_year": "2025-2026", "value": "8,4", "note": "Rapport", **day}
        assert "Typ een getal" in client.post(url, sent | {"value": "veel"}).content.decode()
        assert "8,4 procent" in client.post(url, sent, follow=True).content.decode()
        assert client.get(reverse("actionplan:measure_enter", args=["aanmeldingen"])).status_code == 404
        page = client.post(reverse("actionplan:snapshot_take"), {"school_year": "2025-2026"}, follow=True)
        assert "Jaarverslag duaal leren 2025-2026" in page.content.decode()
        assert "8,4 procent" in page.content.decode()


@pytest.mark.parametrize(
    ("key", "make", "names"),
    [
        ("actionplan.readings", lambda: ReadingFactory(entered_by="Mira"), ["entered_by"]),
        ("actionplan.doubts", lambda: DoubtFactory(raised_by="Mira", lifted_by="Jef"), ["raised_by", "lifted_by"]),
        (
            "actionplan.snapshots",
            lambda: SnapshotFactory(taken_by="Mira", taken_on=dt.date(2026, 11, 20)),
            ["taken_by"],
        ),
    ],
)
def test_names_go_and_figures_stay(key, make, names):
    DatedRuleFactory(key="retention-journal", value=2, unit="jaar")
    row = make()
    day = dt.date(2028, 11, 20)
    assert run_policy(key, day) == 0
    assert run_policy(key, day + dt.timedelta(days=1)) == 1
    assert run_policy(key, day + dt.timedelta(days=1)) == 0
    row.refresh_from_db()
    assert {getattr(row, name) for name in names} == {""}


def test_an_indicator_without_figures_says_so(client):
    StrategicGoalFactory().indicators.add(IndicatorFactory())
    assert "nog geen cijfer" in client.get(reverse("actionplan:figures")).content.decode()
