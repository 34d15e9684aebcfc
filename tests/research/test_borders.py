"""Borders that change: a year that is over keeps its sub-regions, the page says what changed, and no old name is guessed."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import ProtectedError

from accounts.actor import Actor
from catalogue.models import FormerMunicipality, Municipality, Sector
from core import clock
from core.lists import RowOutcome
from research import rules_borders as rules
from research.market_enums import Count, Look
from research.models import OutsideFigure, SupplyDemand, SupplyDemandRun
from research.report_enums import ReportColumn
from research.selectors.market import market_page
from research.selectors.market_grid import Least, Lens
from research.selectors.radar import radar_page
from research.selectors.region_past import columns_of_past
from research.selectors.rule_book import RuleBook
from research.services import outside
from research.services.market import refresh_supply_demand
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import (
    FormerMunicipalityFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    SubregionFactory,
    store_rules,
)
from tests.factories.companies import EstablishmentFactory, ProgrammeWishFactory, RecognitionFactory
from tests.factories.research import RegionReportFactory, SupplyDemandFactory, SupplyDemandRunFactory

pytestmark = pytest.mark.django_db
STAFF = Actor(user_id=None, name="Stien", organisation="Steunpunt", is_staff=True)
OLD, NEW = "2023-2024", "2026-2027"
LAST = dt.date(2024, 12, 31)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


def former(name, nis, *, then=1, town=10, town_nis="37022", now=1, until=LAST, since=None):
    regions = {1: "Westhoek", 2: "Oostende"}
    return rules.Former(
        nis, name, then, regions[then], since, until, town, town_nis, "Tielt", now, regions[now]
    )  # fmt: skip


def test_a_day_before_the_move_has_the_borders_of_then_and_a_split_one_is_not_known():
    moved, now = [former("Tielt", "37022", then=2)], {10: 1, 11: 2}
    assert rules.regions_on(now, moved, LAST) == {10: 2, 11: 2}
    assert rules.regions_on(now, moved, LAST + dt.timedelta(1)) == now
    apart = [former("Tielt", "37015", then=1), former("Meulebeke", "37007", then=2)]
    assert rules.regions_on(now, apart, LAST) == {10: None, 11: 2}
    later = [former("Tielt", "37022", then=2, since=dt.date(2020, 1, 1))]
    assert rules.regions_on(now, later, dt.date(2019, 12, 31)) == now


def test_what_changed_is_told_in_a_sentence_and_only_where_it_matters():
    merged = [former("Tielt", "37015"), former("Meulebeke", "37007")]
    assert rules.changes_since(merged, LAST) == [
        "Tielt is sinds 01/01/2025 een fusie van Meulebeke en Tielt; de cijfers staan bij de fusiegemeente."
    ]
    assert rules.changes_since(merged, LAST + dt.timedelta(1)) == []
    assert rules.changes_since(merged, LAST, region=2) == []
    moved = [former("Tielt", "37022", then=2)]
    assert "hoorde tot 01/01/2025 bij Oostende" in rules.changes_since(moved, LAST, region=2)[0]
    apart = [former("Tielt", "37015"), former("Meulebeke", "37007", then=2)]
    assert "tellen enkel mee in heel West-Vlaanderen" in rules.changes_since(apart, LAST, region=1)[0]
    assert (rules.differ(merged, [LAST], 1), rules.differ(moved, [LAST], 1), rules.differ(moved, [LAST], 3)) == (
        False, True, False,
    )  # fmt: skip


@pytest.fixture
def town():
    """A town that was counted in the Westhoek, and belongs to the coast since 2025."""
    store_rules(
        [("supply-demand", "years-back", 4), ("radar-trend", "fewest-years", 3), ("radar-trend", "steady-share", 2)]
    )
    coast, hill = SubregionFactory(slug="kust", name="Kust"), SubregionFactory(slug="westhoek", name="Westhoek")
    moved = MunicipalityFactory(name="Grensdorp", subregion=coast)
    FormerMunicipalityFactory(
        nis=moved.nis, name=moved.name, became=moved, subregion=hill, valid_until=dt.date(2025, 12, 31)
    )
    RecognitionFactory(
        establishment=EstablishmentFactory(municipality=moved), programme=ProgrammeFactory(name="Kok duaal"),
        valid_from=dt.date(2020, 1, 1), valid_until=dt.date(2028, 1, 1),
    )  # fmt: skip
    refresh_supply_demand()
    return moved


def page_of(year, region, per="opleiding"):
    run = SupplyDemandRun.objects.get(school_year=year)
    lens = Lens(year, region)
    return market_page(lens, run, per=per, looks=[Look.SUPPLY], mapped=Count.GREEN, sort="", least=Least())


def recognised(page):
    return {line.name: line.values[Count.RECOGNISED] for line in page.lines if line.values[Count.RECOGNISED]}


def test_a_former_year_keeps_the_sub_region_of_that_year(town):
    coast, hill = town.subregion, FormerMunicipality.objects.get().subregion
    assert recognised(page_of(NEW, coast)) == {"Kok duaal": 1}
    assert recognised(page_of(NEW, hill)) == {}
    assert recognised(page_of(OLD, coast)) == {}
    assert recognised(page_of(OLD, hill)) == {"Kok duaal": 1}
    assert [line.name for line in page_of(OLD, hill, "gemeente").lines] == ["Grensdorp"]
    assert [line.name for line in page_of(OLD, coast, "gemeente").lines] == []
    assert recognised(page_of(OLD, None)) == {"Kok duaal": 1}
    assert "hoorde tot 01/01/2026 bij Westhoek" in page_of(OLD, hill).borders[0]
    assert page_of(NEW, coast).borders == []


def test_a_town_without_a_single_figure_stands_in_its_old_sub_region_too(town):
    SupplyDemand.objects.all().delete()
    hill = FormerMunicipality.objects.get().subregion
    assert [line.name for line in page_of(OLD, hill, "gemeente").lines] == ["Grensdorp"]
    assert [line.name for line in page_of(NEW, hill, "gemeente").lines] == []


def test_a_closed_year_does_not_move_when_a_town_moves_afterwards(town):
    hill = FormerMunicipality.objects.get().subregion
    Municipality.objects.filter(pk=town.pk).update(subregion=hill)
    refresh_supply_demand()
    assert set(SupplyDemand.objects.filter(school_year=NEW).values_list("subregion", flat=True)) == {hill.pk}
    year = "2025-2026"  # its last day lies after the move, and it was counted before the second one
    assert set(SupplyDemand.objects.filter(school_year=year).values_list("subregion", flat=True)) == {
        town.subregion_id
    }
    with pytest.raises(ProtectedError):
        town.delete()


def test_a_move_that_we_heard_of_after_the_count_gives_a_closed_year_its_borders_of_then(town):
    hill, coast = FormerMunicipality.objects.get().subregion, town.subregion
    SupplyDemand.objects.filter(school_year=OLD).update(subregion=coast)  # counted before somebody noted the move
    before = SupplyDemand.objects.filter(school_year=OLD).values_list("pk", "recognised")
    told = list(before)
    refresh_supply_demand()
    assert set(SupplyDemand.objects.filter(school_year=OLD).values_list("subregion", flat=True)) == {hill.pk}
    assert list(before) == told


def test_parts_of_two_sub_regions_count_for_the_province_alone(town):
    coast = town.subregion
    FormerMunicipalityFactory(
        nis="39999", name="Ander deel", became=town, subregion=coast, valid_until=dt.date(2025, 12, 31)
    )
    SupplyDemandRun.objects.filter(school_year=OLD).delete()
    SupplyDemand.objects.filter(school_year=OLD).delete()
    refresh_supply_demand()
    hill = FormerMunicipality.objects.exclude(nis="39999").get().subregion
    assert (recognised(page_of(OLD, coast)), recognised(page_of(OLD, hill))) == ({}, {})
    assert recognised(page_of(OLD, None)) == {"Kok duaal": 1}
    assert "tellen enkel mee in heel West-Vlaanderen" in page_of(OLD, hill).borders[0]


def test_the_radar_gives_no_trend_over_a_border_that_moved(town):
    book, sectors = RuleBook(clock.today()), list(Sector.objects.order_by("name"))
    hill = FormerMunicipality.objects.get().subregion

    def radar(region):
        return radar_page(Lens(NEW, region), list(SupplyDemandRun.objects.all()), Count.RECOGNISED, book, sectors)

    (line,) = radar(hill).lines
    assert (line.trend, line.forecast.missing) == ("niet bekend", "de grenzen van de streek veranderden")
    assert "Grensdorp" in radar(hill).borders[0]
    assert radar(None).lines[0].forecast.missing == ""


def test_the_page_says_it(client, town):
    client.force_login(UserFactory(is_staff=True))
    old = client.get(f"/onderzoek/vraag-en-aanbod/?jaar={OLD}").content.decode()
    assert "De grenzen van gemeenten of streken veranderden" in old
    assert "hoorde tot 01/01/2026 bij Westhoek" in old
    assert "De grenzen van gemeenten" not in client.get("/onderzoek/vraag-en-aanbod/").content.decode()


HEAD = ["Opleiding", "Gemeente", "Jaar", "Vacatures"]


@pytest.fixture
def merged():
    """The real mergers of 2025."""
    call_command("load_reference", verbosity=0, stdout=io.StringIO())


def read(place, year):
    rows = [HEAD, ["Kok duaal", place, year, "12"]]
    known = {"actor": STAFF, "source": "VDAB", "definition": "Vacatures.", "data_date": dt.date(2026, 1, 1)}
    table = outside.read_in(
        actor=STAFF, table=outside.keep_table(kind="vacancies", file_name="x.csv", rows=rows, **known)
    )
    return table.answers.get()


@pytest.mark.parametrize(
    ("place", "year", "words"),
    [
        ("Meulebeke", "2023", "‘Meulebeke’ is een gemeente van vroeger. Sinds 01/01/2025 is Tielt (37022) een fusie"),
        ("Meulebeke", "2026", "‘Meulebeke’ is een gemeente van vroeger."),
        ("37015", "2023", "‘37015’ is een gemeente van vroeger."),
        ("Tielt", "2023", "‘Tielt’ kan voor 2023 de gemeente van voor of na de fusie zijn."),
        ("Wingene", "2024-2025", "Tel de delen samen op en schrijf 37021."),
    ],
)
def test_a_figure_of_a_part_of_a_merged_town_is_refused_with_what_to_do(merged, place, year, words):
    answer = read(place, year)
    assert answer.outcome == RowOutcome.BAD
    assert words in answer.message
    assert not OutsideFigure.objects.exists()


@pytest.mark.parametrize(("place", "year"), [("37022", "2023"), ("Tielt", "2025"), ("Brugge", "2023")])
def test_a_figure_of_the_whole_merged_town_is_read(merged, place, year):
    assert read(place, year).outcome == RowOutcome.NEW
    assert OutsideFigure.objects.get().municipality.nis == ("31005" if place == "Brugge" else "37022")


def test_the_real_mergers_stayed_within_their_sub_region(merged):
    rows = FormerMunicipality.objects.select_related("became")
    assert {(one.name, one.became.name) for one in rows} == {
        ("Ruiselede", "Wingene"), ("Wingene", "Wingene"), ("Meulebeke", "Tielt"), ("Tielt", "Tielt"),
    }  # fmt: skip
    assert all(one.subregion_id == one.became.subregion_id and one.source for one in rows)


def test_a_former_year_costs_one_query_more_for_any_number_of_moves(client, django_assert_max_num_queries):
    for _each in range(25):
        FormerMunicipalityFactory(valid_until=dt.date(2025, 12, 31))
    SupplyDemandRunFactory(school_year=OLD, is_closed=True, as_of=dt.date(2024, 8, 31))
    SupplyDemandFactory(school_year=OLD)
    client.force_login(UserFactory(is_staff=True))
    for path in ("vraag-en-aanbod", "kwadrant", "radar", "witte-vlekken"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/onderzoek/{path}/?jaar={OLD}").status_code == 200


def test_a_report_about_a_former_year_counts_within_the_borders_of_then(town):
    hill, coast = FormerMunicipality.objects.get().subregion, town.subregion
    ProgrammeWishFactory(
        municipality=town, programme=SupplyDemand.objects.first().programme, expires_on=dt.date(2024, 12, 1),
        confirmed_at=dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC),
    )  # fmt: skip
    told = {}
    for region in (hill, coast):
        report = RegionReportFactory(school_year=OLD, subregion=region)
        columns = columns_of_past(report, dt.date(2024, 8, 31))
        told[region.slug] = (columns[ReportColumn.RECOGNISED], columns[ReportColumn.WISHES])
    programme = SupplyDemand.objects.first().programme_id
    assert told == {"westhoek": ({programme: 1}, {programme: 1}), "kust": ({}, {})}


def test_a_map_of_what_nobody_knows_says_so_instead_of_an_empty_map(client, town):
    client.force_login(UserFactory(is_staff=True))
    old = client.get(f"/onderzoek/vraag-en-aanbod/?jaar={OLD}&per=gemeente&kaart=waiting").content.decode()
    assert "Gemeenten in West-Vlaanderen" in old
    assert f"‘Zonder werkplek’ is voor {OLD} niet bekend." in old
    known = client.get(f"/onderzoek/vraag-en-aanbod/?jaar={OLD}&kaart=recognised").content.decode()
    assert "Opleidingen in West-Vlaanderen" in known
    assert "niet bekend. Kies hierboven" not in known
