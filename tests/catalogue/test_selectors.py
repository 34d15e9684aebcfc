"""What the apps above read: places, minutes, days, rules and words."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from catalogue import selectors
from catalogue.enums import MatrixKind, TravelMode
from catalogue.models import GlossaryTerm, Municipality, TravelMatrix
from catalogue.rules import PostalKind, RuleMissing, TravelTableMissing
from catalogue.services.travel import store_estimates
from tests.catalogue.gtfs_feeds import files, zipped
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def loaded():
    call_command("load_reference", verbosity=0, stdout=io.StringIO())


class TestPlaces:
    def test_postal_codes_inside_and_outside(self):
        MunicipalityFactory(name="Roeselare", postal_code="8800")
        assert selectors.municipality_of("8800").municipality.name == "Roeselare"
        assert selectors.municipality_of("B-8800").municipality.name == "Roeselare"
        assert selectors.municipality_of("8999") == selectors.PostalAnswer(PostalKind.NONSENSE)
        assert selectors.municipality_of("9000") == selectors.PostalAnswer(PostalKind.ELSEWHERE)
        assert selectors.municipality_of("59200") == selectors.PostalAnswer(PostalKind.FOREIGN)
        assert selectors.municipality_of("x") == selectors.PostalAnswer(PostalKind.NONSENSE)

    def test_municipalities_in_one_query(self, django_assert_num_queries):
        for _ in range(3):
            MunicipalityFactory()
        with django_assert_num_queries(1):
            assert [place.subregion.name for place in selectors.municipalities()]


class TestTravel:
    def test_zones_in_order_of_nis_and_modes_in_order(self, loaded):
        tables = selectors.travel_tables()
        assert tables.zones == tuple(sorted(tables.zones))
        assert tables.stacked().shape == (62, 62, 5)
        assert tables.stacked().dtype == np.uint8
        for place, mode in enumerate(TravelMode.ORDER):
            assert (tables.stacked()[:, :, place] == tables.tables[mode].minutes).all()
        assert all(table.is_estimate and "Schatting" in table.source for table in tables.tables.values())

    def test_between_two_places(self, loaded):
        tables = selectors.travel_tables()
        nis = dict(Municipality.objects.values_list("name", "nis"))
        assert 14 <= tables.between(nis["Kortrijk"], nis["Kuurne"], "bicycle") <= 30
        assert tables.between(nis["De Panne"], nis["Wervik"], "walk") is None

    def test_missing_and_outdated_tables(self):
        with pytest.raises(TravelTableMissing, match="ontbreken"):
            selectors.travel_tables()
        MunicipalityFactory()
        store_estimates()
        assert len(selectors.travel_tables().zones) == 1
        MunicipalityFactory()
        with pytest.raises(TravelTableMissing, match="andere gemeenten"):
            selectors.travel_tables()
        assert len(store_estimates()) == 5
        assert len(selectors.travel_tables().zones) == 2


class TestImport:
    @pytest.fixture
    def province(self):
        for nis, longitude in (("30001", 3.0), ("30002", 3.1), ("30003", 3.2)):
            MunicipalityFactory(nis=nis, latitude=51.0, longitude=longitude)
        store_estimates()

    @pytest.fixture
    def feed(self, tmp_path):
        path = tmp_path / "feed.zip"
        path.write_bytes(zipped(files()).read())
        return path

    def test_replaces_only_public_transport(self, province, feed, capsys):
        before = selectors.travel_tables()
        call_command("import_gtfs", str(feed), date=dt.date(2026, 11, 24), source="De Lijn, proef")
        after = selectors.travel_tables()
        bus = after.tables["public_transport"]
        assert (bus.kind, bus.source, bus.data_date) == (MatrixKind.TIMETABLE, "De Lijn, proef", dt.date(2026, 11, 24))
        assert bus.arrive_before == dt.time(8, 30)
        assert not bus.is_estimate
        assert after.between("30001", "30003", "public_transport") == 50
        assert after.between("30003", "30001", "public_transport") is None
        assert after.between("30001", "30001", "public_transport") == before.between(
            "30001", "30001", "public_transport"
        )
        for mode in ("walk", "bicycle", "moped", "car"):
            assert (after.tables[mode].minutes == before.tables[mode].minutes).all()
        assert "dienstregeling van 24/11/2026, aankomst voor 08:30. 50% van de" in capsys.readouterr().out

    def test_an_estimate_never_overwrites_a_timetable(self, province, feed):
        call_command("import_gtfs", str(feed), stdout=io.StringIO())
        assert store_estimates() == []
        assert TravelMatrix.objects.get(mode="public_transport").kind == MatrixKind.TIMETABLE
        MunicipalityFactory()
        assert set(store_estimates()) == set(TravelMode.values)

    def test_a_bad_feed_changes_nothing(self, province, tmp_path):
        path = tmp_path / "feed.zip"
        path.write_bytes(zipped(files(trips=None)).read())
        before = list(TravelMatrix.objects.values())
        with pytest.raises(CommandError, match="Het bestand trips.txt ontbreekt in de feed."):
            call_command("import_gtfs", str(path))
        assert list(TravelMatrix.objects.values()) == before

    def test_arguments_and_an_empty_province(self, feed):
        with pytest.raises(CommandError, match="Draai eerst load_reference"):
            call_command("import_gtfs", str(feed))
        with pytest.raises(CommandError, match="is geen datum"):
            call_command("import_gtfs", str(feed), "--date", "morgen")
        with pytest.raises(CommandError, match="is geen uur"):
            call_command("import_gtfs", str(feed), "--arrive", "vroeg")


class TestDays:
    def test_school_calendar_of_the_real_data(self, loaded):
        calendar = selectors.school_calendar()
        assert calendar.covers(dt.date(2025, 9, 1), dt.date(2028, 8, 31))
        assert not calendar.covers(dt.date(2028, 9, 1), dt.date(2028, 9, 30))
        # Twenty training days from 19 October 2026, across the autumn break and Armistice Day.
        assert calendar.nth_training_day(dt.date(2026, 10, 19), 20) == dt.date(2026, 11, 23)
        assert not calendar.is_training_day(dt.date(2027, 5, 6))
        assert (
            calendar.training_days(dt.date(2026, 9, 1), dt.date(2027, 6, 30)) == 184
        )  # 217 weekdays less 33 in holidays

    def test_an_empty_calendar_covers_nothing(self):
        calendar = selectors.school_calendar()
        assert not calendar.covers(dt.date(2026, 9, 1), dt.date(2026, 9, 1))
        assert calendar.training_days(dt.date(2026, 9, 7), dt.date(2026, 9, 13)) == 5

    def test_first_contact_promise(self, loaded):
        tuesday = dt.datetime(2026, 11, 10, 16, 0, tzinfo=BRUSSELS)
        assert selectors.first_contact_due(tuesday) == dt.datetime(2026, 11, 12, 16, 0, tzinfo=BRUSSELS)


class TestRules:
    def test_value_changes_on_its_day(self, loaded):
        first, later = dt.date(2022, 11, 30), dt.date(2022, 12, 1)
        assert str(selectors.rule_value("learning-allowance", "tier-1", on=first)) == "480.90"
        assert str(selectors.rule_value("learning-allowance", "tier-1", on=later)) == "567.00"
        assert str(selectors.rule_value("learning-allowance", "tier-1", on=dt.date(2026, 11, 23))) == "612.50"

    def test_scope_goes_before_everybody(self):
        DatedRuleFactory(key="term", value=12)
        DatedRuleFactory(key="term", scope="constructiv", value=6)
        today = dt.date(2026, 11, 23)
        assert selectors.rule_value("term", "constructiv", on=today) == 6
        assert selectors.rule_value("term", "volta", on=today) == 12
        assert selectors.rule_value("term", on=today) == 12

    def test_an_absent_or_ended_rule_is_an_error(self):
        DatedRuleFactory(key="old", valid_until=dt.date(2023, 6, 30))
        DatedRuleFactory(key="next", valid_from=dt.date(2030, 1, 1))
        for key in ("old", "next", "never"):
            with pytest.raises(RuleMissing, match=f"De regel {key} heeft geen waarde op 23/11/2026"):
                selectors.rule_value(key, on=dt.date(2026, 11, 23))
        assert selectors.rule_value("old", on=dt.date(2023, 6, 30)) == 1

    def test_the_row_tells_source_and_unit(self, loaded):
        row = selectors.rule_row("appeal-days", on=dt.date(2026, 11, 23))
        assert (row.value, row.unit) == (10, "dagen")
        assert row.source.startswith("https://www.vlaanderen.be")
        listed = selectors.rules_in_force(["company-premium"], on=dt.date(2026, 11, 23))
        assert [(rule.scope, rule.value) for rule in listed] == [("paid", 1000), ("unpaid", 600)]
        assert not selectors.rules_in_force(["company-premium"], on=dt.date(2023, 8, 31)).exists()


def test_glossary_sorts_as_people_do(loaded):
    terms = [term.search_text for term in selectors.glossary()]
    assert terms == sorted(terms)
    assert len(terms) == GlossaryTerm.objects.count() >= 55


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_queries_do_not_grow(rows, django_assert_num_queries):
    for number in range(rows):
        MunicipalityFactory()
        DatedRuleFactory(key="term", scope=f"s{number}")
    store_estimates()
    on = dt.date(2026, 11, 23)
    with django_assert_num_queries(2):
        selectors.travel_tables()
    with django_assert_num_queries(1):
        selectors.school_calendar()
    with django_assert_num_queries(1):
        selectors.rule_value("term", "s0", on=on)
    with django_assert_num_queries(1):
        list(selectors.rules_in_force(["term"], on=on))
