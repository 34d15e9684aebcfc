"""Region reports: counted against a slow count, small numbers hidden, frozen when published, and made again from it."""

import datetime as dt
import io
import itertools
import json
import random

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import ANONYMOUS, SYSTEM
from catalogue.models import Municipality, Programme, Subregion
from companies.models import ProgrammeWish, Recognition, Workplace
from core.states import MoveRefused
from learners.models import Learner
from placements.models import Agreement
from research import rules_report as rules
from research.models import RegionReport
from research.report_enums import REGION_REPORT_MOVES, ReportState
from research.selectors.region_figures import figures_of_report
from research.selectors.reports import report_page, reports_for
from research.services import reports
from schools.models import ProgrammeOffer
from tests import pdf
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory, SubregionFactory
from tests.factories.companies import EstablishmentFactory, ProgrammeWishFactory, RecognitionFactory, WorkplaceFactory
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory
from tests.factories.research import (
    RegionReportFactory,
    ReportTemplateFactory,
    SupplyDemandFactory,
    SupplyDemandRunFactory,
)
from tests.factories.schools import CampusFactory, OfferYearFactory, ProgrammeOfferFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 2)
BOUND = {"signed", "running", "paused"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def rules_in_force():
    DatedRuleFactory(key="programme-request", scope="smallest", value=5, valid_from=None)
    DatedRuleFactory(key="availability-term", scope="", value=90, valid_from=None)
    DatedRuleFactory(key="wake-up", scope="idle", value=12, valid_from=None)


@pytest.fixture
def province():
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    dice = random.Random(11)
    towns = list(Municipality.objects.filter(name__in=["Oostende", "Brugge", "Gistel", "Kortrijk"]))
    chosen = list(Programme.objects.filter(slug__in=["kok-duaal", "kinderbegeleider-duaal", "elektrotechnicus-duaal"]))
    for number in range(40):
        programme, town = dice.choice(chosen), dice.choice(towns)
        place = EstablishmentFactory(municipality=town)
        RecognitionFactory(establishment=place, programme=programme, **({"lapsed": True} if number % 7 == 0 else {}))
        work = WorkplaceFactory(establishment=place, programme=programme, stale=number % 5 == 0)
        if number % 3 == 0:
            AgreementFactory(workplace=work, running=True, starts_on=dt.date(2026, 9, 1), learner__municipality=town)
        CaseFactory(
            **{"closed" if number % 9 == 0 else "matching": True}, learner__programme=programme,
            learner__municipality=town,
        )  # fmt: skip
    for town, programme in itertools.product(towns, chosen):
        if dice.random() < 0.7:
            ProgrammeOfferFactory(
                campus=CampusFactory(municipality=town), programme=programme, capacity=dice.choice([None, 8, 16])
            )
    for number in range(12):
        ProgrammeWishFactory(
            programme=dice.choice(chosen), municipality=dice.choice(towns), email=f"w{number % 8}@x.test"
        )


def slow_rows(report):
    """Count every cell by going over all rows, without hiding."""
    inside = lambda town: town is not None and (report.subregion is None or town.subregion == report.subregion)
    found = {}
    for programme in Programme.objects.all():
        if report.sector and programme.sector != report.sector:
            continue
        offers = [one for one in ProgrammeOffer.objects.filter(programme=programme) if inside(one.campus.municipality)]
        places = [one.capacity for one in offers if one.capacity is not None]
        learners = [
            one for one in Learner.objects.filter(programme=programme)
            if inside(one.municipality) and one.case.state != "closed"
        ]  # fmt: skip
        bound = {one.learner_id for one in Agreement.objects.all() if one.state in BOUND}
        valid = [
            one for one in Recognition.objects.filter(programme=programme)
            if one.state == "recognised" and one.valid_from <= TODAY <= one.valid_until and inside(one.establishment.municipality)
        ]  # fmt: skip
        worked = {one.workplace.establishment_id for one in Agreement.objects.all() if one.state in BOUND}
        row = {
            "schools": len({one.campus.school_id for one in offers}),
            "capacity": sum(places) if places else None,
            "enrolled": len(learners),
            "waiting": sum(one.pk not in bound and one.case.state != "placed" for one in learners),
            "recognised": len(valid),
            "active": sum(one.establishment_id in worked for one in valid),
            "green": sum(
                inside(one.establishment.municipality) and one.availability_confirmed_at.date() == TODAY
                for one in Workplace.objects.filter(programme=programme)
            ),
            "wishes": len(
                {one.email for one in ProgrammeWish.objects.filter(programme=programme) if inside(one.municipality)}
            ),
        }
        if any(row.values()):
            found[programme.name] = row
    return found


@pytest.mark.parametrize("scope", ["subregion", "sector"])
def test_every_cell_is_the_slow_count_or_hidden(province, scope):
    about = (
        {"subregion": Subregion.objects.get(slug="oostende")}
        if scope == "subregion"
        else {"sector": Programme.objects.get(slug="kok-duaal").sector}
    )
    report = RegionReportFactory.build(**{"subregion": None, "sector": None, **about})
    fast, slow = figures_of_report(report, TODAY), slow_rows(report)
    assert [row["programme"] for row in fast["rows"]] == sorted(slow)
    hidden = 0
    for row in fast["rows"]:
        for column in fast["columns"]:
            told, real = row[column], slow[row["programme"]][column]
            hidden += told == rules.HIDDEN
            assert told == real or (told == rules.HIDDEN and column in rules.ABOUT_PEOPLE), (row["programme"], column)
            assert not (column in rules.ABOUT_PEOPLE and 0 < real < 5 and told == real)
    assert (fast["rows"] != [], hidden > 0) == (True, True)
    assert fast["totals"]["recognised"] == sum(row["recognised"] for row in slow.values())


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=8))
def test_hidden_numbers_do_not_follow_from_the_total(values):
    shown = rules.hide_small(values, 5)
    total = rules.total_of(values, shown, 5)
    assert all(now in (was, rules.HIDDEN) for was, now in zip(values, shown, strict=True))
    assert not any(now is not None and 0 < now < 5 for now in shown)
    if shown.count(rules.HIDDEN) == 1:
        assert total in (None, rules.HIDDEN)
    assert total is None or total == rules.HIDDEN or total >= 5 or total == 0


def test_a_template_starts_the_report(rules_in_force):
    ReportTemplateFactory(scope="subregion", opening="**{naam}** in {schooljaar}.")
    report = reports.start_report(actor=SYSTEM, school_year="2026-2027", subregion=SubregionFactory(name="Kust"))
    assert (report.opening, report.figures["rows"]) == ("**Subregio Kust** in 2026-2027.", [])


@pytest.mark.parametrize("year", ["2027-2028", "2026", "2026-2028", "ooit", ""])
def test_a_year_that_has_not_begun_or_is_none_is_refused(rules_in_force, year):
    with pytest.raises(ValidationError):
        reports.start_report(actor=SYSTEM, school_year=year, subregion=SubregionFactory())
    assert not RegionReport.objects.exists()


def test_one_report_for_a_region_and_a_year_and_never_about_both(rules_in_force):
    region = SubregionFactory()
    reports.start_report(actor=SYSTEM, school_year="2026-2027", subregion=region)
    with pytest.raises(ValidationError, match="al een rapport"):
        reports.start_report(actor=SYSTEM, school_year="2026-2027", subregion=region)
    with pytest.raises(ValidationError, match="een subregio of een sector"):
        reports.start_report(
            actor=SYSTEM, school_year="2026-2027", subregion=SubregionFactory(), sector=ProgrammeFactory().sector
        )


class TestYearThatIsOver:
    """A report made in autumn is about the year before: it tells what was counted then, not what is there today."""

    def start(self, region, year="2025-2026"):
        return reports.start_report(actor=SYSTEM, school_year=year, subregion=region)

    def test_it_tells_the_last_count_of_that_year(self, rules_in_force):
        offer = ProgrammeOfferFactory(capacity=40)
        town, programme = offer.campus.municipality, offer.programme
        OfferYearFactory(offer=offer, school_year="2025-2026", status="running", capacity=12)
        CaseFactory.create_batch(9, matching=True, learner__programme=programme, learner__municipality=town)
        SupplyDemandRunFactory(school_year="2025-2026", as_of=dt.date(2026, 8, 31), is_closed=True)
        known = {"school_year": "2025-2026", "programme": programme, "municipality": town}
        SupplyDemandFactory(**known, enrolled=7, waiting=6, capacity=12, recognised=3, active=2, green=1)
        report = self.start(town.subregion)
        (row,) = report.figures["rows"]
        told = {key: row[key] for key in report.figures["columns"]}
        assert told == {
            "schools": 1,
            "capacity": 12,
            "enrolled": 7,
            "waiting": 6,
            "recognised": 3,
            "active": 2,
            "green": 1,
            "wishes": 0,
        }
        other = ProgrammeOfferFactory(campus=offer.campus)  # nobody kept whether it ran then
        SupplyDemandFactory(**known | {"programme": other.programme}, capacity=None, recognised=4)
        stopped = OfferYearFactory(school_year="2025-2026", status="stopped", offer__campus=offer.campus).offer
        SupplyDemandFactory(**known | {"programme": stopped.programme}, capacity=None, recognised=4)
        again = figures_of_report(report, TODAY)
        schools = {row["programme"]: row["schools"] for row in again["rows"]}
        assert schools == {programme.name: 1, other.programme.name: None, stopped.programme.name: 0}
        assert again["totals"]["schools"] == 1
        assert report.figures["counted_on"] == "2026-08-31"
        assert report_page(report).as_of == dt.date(2026, 8, 31)
        now = self.start(town.subregion, "2026-2027").figures["rows"][0]
        assert (now["capacity"], now["enrolled"]) == (40, 9)

    def test_what_has_no_date_is_not_known_when_the_year_was_counted_afterwards(self, rules_in_force, client):
        offer = ProgrammeOfferFactory()
        town, programme = offer.campus.municipality, offer.programme
        SupplyDemandRunFactory(school_year="2024-2025", as_of=dt.date(2025, 8, 31), is_closed=True, is_backfilled=True)
        known = {"school_year": "2024-2025", "programme": programme, "municipality": town}
        SupplyDemandFactory(**known, enrolled=None, waiting=None, capacity=None, recognised=3, active=2, green=None)
        ProgrammeWishFactory(programme=programme, municipality=town)  # of today
        report = self.start(town.subregion, "2024-2025")
        (row,) = report.figures["rows"]
        assert [row[key] for key in ("schools", "enrolled", "waiting", "green")] == [None] * 4
        assert (row["recognised"], row["wishes"], report.figures["totals"]["waiting"]) == (3, 0, None)
        client.force_login(UserFactory(staff=True))
        page = client.get(reverse("research:report", args=[report.public_id])).content.decode()
        assert "niet bekend" in page
        assert "Stand op 31 augustus 2025." in page

    def test_a_year_that_nobody_counted_has_no_report(self, rules_in_force):
        with pytest.raises(ValidationError, match="telde niemand"):
            self.start(SubregionFactory(), "2019-2020")
        draft = RegionReportFactory(school_year="2019-2020")
        for act in (reports.count_report, reports.publish_report):
            with pytest.raises(MoveRefused, match="telde niemand"):
                act(actor=SYSTEM, report=draft)


def test_the_chart_shows_where_most_wait_and_leaves_out_what_may_not_be_told():
    report = RegionReportFactory()
    rows = [("Kok", 0, 1), ("Lasser", 9, 5), ("Slager", rules.HIDDEN, 30), ("Bakker", 8, 1), ("Kapper", None, 4)]
    report.figures["rows"] = [{"programme": name, "waiting": a, "green": b} for name, a, b in rows]
    assert report_page(report).bars == [("Lasser", 9, 5), ("Bakker", 8, 1), ("Kok", 0, 1)]


def test_publishing_freezes_and_the_page_is_made_from_what_was_frozen(rules_in_force):
    programme = ProgrammeFactory(name="Kok duaal")
    offer = ProgrammeOfferFactory(programme=programme, capacity=12)
    region = offer.campus.municipality.subregion
    report = reports.start_report(actor=SYSTEM, school_year="2026-2027", subregion=region)
    with pytest.raises(MoveRefused, match="inleiding"):
        reports.publish_report(actor=SYSTEM, report=report)
    reports.write_report(actor=SYSTEM, report=report, opening="Zo staat het.")
    report = reports.publish_report(actor=SYSTEM, report=report)
    before, figures = report_page(report), dict(report.figures)
    offer.capacity = 99
    offer.save(update_fields=["capacity"])
    report = RegionReport.objects.get()
    assert (report.figures, report_page(report).rows, report_page(report).is_whole) == (figures, before.rows, True)
    assert rules.fingerprint(json.loads(rules.canonical(report.figures))) == report.fingerprint
    for act in (reports.count_report, reports.write_report):
        with pytest.raises(MoveRefused):
            act(actor=SYSTEM, report=report)
    again = figures_of_report(report, TODAY)
    assert again["rows"][0]["capacity"] == 99  # a new count would say something else


def test_figures_that_were_touched_are_called_out_and_not_published_again(client):
    report = RegionReportFactory(published=True)
    RegionReport.objects.filter(pk=report.pk).update(figures={**report.figures, "least": 1})
    shown = client.get(reverse("research:report", args=[report.public_id])).content.decode()
    assert "niet meer die van de publicatie" in shown
    reports.withdraw_report(actor=SYSTEM, report=report)
    with pytest.raises(MoveRefused, match="niet meer die"):
        reports.publish_report(actor=SYSTEM, report=report)


@pytest.mark.parametrize("state", ReportState.values)
@pytest.mark.parametrize(
    ("target", "act"), [("published", reports.publish_report), ("withdrawn", reports.withdraw_report)]
)
def test_each_verb_refuses_from_every_other_state(rules_in_force, state, target, act):
    report = RegionReportFactory(**{} if state == "draft" else {"published": True, "state": state})
    if target in REGION_REPORT_MOVES[state]:
        assert act(actor=SYSTEM, report=report).state == target
    else:
        with pytest.raises(MoveRefused):
            act(actor=SYSTEM, report=report)


def test_the_public_sees_what_is_published(client):
    draft, shown = RegionReportFactory(), RegionReportFactory(published=True)
    gone = RegionReportFactory(published=True, state="withdrawn")
    assert list(reports_for(ANONYMOUS)) == [shown]
    page = client.get(reverse("research:reports")).content.decode()
    assert (shown.scope_name in page, draft.scope_name in page, gone.scope_name in page) == (True, False, False)
    for report, status in ((draft, 404), (shown, 200), (gone, 404)):
        for name in ("report", "report_pdf", "report_figures"):
            assert client.get(reverse(f"research:{name}", args=[report.public_id])).status_code == status
    client.force_login(UserFactory(staff=True))
    assert "Alleen collega" in client.get(reverse("research:report", args=[draft.public_id])).content.decode()


def test_the_paper_and_the_data_say_what_the_page_says(client):
    report = RegionReportFactory(published=True, opening="Wat we **zien**. <script>x</script>")
    page = client.get(reverse("research:report", args=[report.public_id])).content.decode()
    assert ("<strong>zien</strong>" in page, "<script>x" in page, report.fingerprint in page) == (True, False, True)
    read = pdf.read(client.get(reverse("research:report_pdf", args=[report.public_id])).content)
    assert (read.language, {"H1", "H2", "Table", "TH"} <= read.tags) == ("nl-BE", True)
    assert "minderdan5" in read.text
    data = client.get(reverse("research:report_figures", args=[report.public_id])).content.decode()
    assert rules.fingerprint(json.loads(data)) == report.fingerprint


def test_the_desk_starts_writes_and_publishes(client, rules_in_force):
    client.force_login(UserFactory(staff=True))
    region = SubregionFactory(name="Kust")
    add = reverse("admin:research_regionreport_add")
    assert (
        "een schooljaar dat begonnen is"
        in client.post(add, {"school_year": "2031-2032", "subregion": region.pk}).content.decode()
    )
    client.post(add, {"school_year": "2026-2027", "subregion": region.pk})
    report = RegionReport.objects.get()
    change = reverse("admin:research_regionreport_change", args=[report.pk])
    client.post(change, {"opening": "Zo staat het.", "about_demand": "", "about_supply": "", "outlook": ""})
    act = {"action": "publish", "_selected_action": [report.pk]}
    client.post(reverse("admin:research_regionreport_changelist"), act)
    report.refresh_from_db()
    assert (report.state, report.opening) == ("published", "Zo staat het.")
    client.post(change, {"opening": "Anders."})
    report.refresh_from_db()
    assert report.opening == "Zo staat het."
    client.post(reverse("admin:research_reporttemplate_add"), {"scope": "sector", "opening": "Over {naam}."})
    assert reverse("admin:research_reporttemplate_changelist")


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_the_list_of_reports_costs(client, rows, django_assert_num_queries):
    for _ in range(rows):
        RegionReportFactory(published=True)
    with django_assert_num_queries(2):
        client.get(reverse("research:reports"))


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_a_report_costs(client, rows, django_assert_num_queries):
    report = RegionReportFactory(published=True, programmes=rows)
    with django_assert_num_queries(1):
        client.get(reverse("research:report", args=[report.public_id]))


def test_counting_costs_the_same_for_any_number_of_rows(province, django_assert_num_queries):
    report = RegionReportFactory.build(subregion=Subregion.objects.get(slug="oostende"))
    with django_assert_num_queries(9):
        figures_of_report(report, TODAY)
