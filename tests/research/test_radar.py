"""The radar: the line against an independent one, an error that is really measured, and unknown years that are no nought."""

import numpy as np
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import Sector
from core import clock
from research import rules_trend as rules
from research.market_enums import Count
from research.models import SupplyDemandRun
from research.selectors.market_grid import Lens
from research.selectors.radar import radar_page
from research.selectors.rule_book import RuleBook
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import (
    ActivityFactory,
    DatedRuleFactory,
    MunicipalityFactory,
    ProgrammeActivityFactory,
    ProgrammeFactory,
    SectorFactory,
    store_rules,
)
from tests.factories.companies import EstablishmentFactory, RecognitionFactory
from tests.factories.research import SupplyDemandFactory, SupplyDemandRunFactory
from tests.factories.schools import SchoolMembershipFactory

URL = "/onderzoek/radar/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@given(st.lists(st.integers(0, 500), min_size=3, max_size=8))
def test_the_line_is_that_of_numpy(values):
    slope, height = rules.line_through(list(enumerate(values)))
    expected = np.polyfit(range(len(values)), values, 1)
    assert (slope, height) == pytest.approx(tuple(expected), abs=1e-6)
    found = rules.forecast(values, 3)
    assert 0 <= found.low <= found.value <= found.high


def test_a_straight_line_has_no_error_and_a_jump_has():
    assert rules.forecast([10, 12, 14, 16], 3) == rules.Forecast(18, 0, 2.0)
    jump = rules.forecast([10, 10, 10, 40], 3)
    assert jump.error == 15  # the third year was right, the fourth 30 off


def test_too_few_years_give_no_forecast_and_an_unknown_year_is_no_nought():
    assert rules.forecast([5, 6], 3).missing == "te weinig jaren (2 van 3)"
    assert rules.forecast([5, 6, 8], 4).missing == "te weinig jaren (3 van 4)"
    assert rules.forecast([5], 0).missing == "te weinig jaren (1 van 2)"
    assert rules.forecast([5, 6, 7, None], 3).missing == "dit schooljaar is niet bekend"
    assert rules.forecast([10, None, 14, 16], 3).value == 18
    assert rules.forecast([9, 6, 3, 0], 3).value == 0


@pytest.mark.parametrize(
    ("values", "words"),
    [([10, 12, 14], "stijgt met 2,0 per jaar"), ([14, 12, 10], "daalt met 2,0 per jaar"), ([10, 10, 10], "blijft gelijk"),
     ([0, 0, 0], "blijft gelijk"), ([1], "niet bekend")],
)  # fmt: skip
def test_the_trend_in_words(values, words):
    assert rules.trend_words(values, rules.forecast(values, 3), 2) == words


def test_what_is_called_steady_is_a_rule():
    found = rules.forecast([100, 101, 102], 3)
    assert rules.trend_words([100, 101, 102], found, 2) == "blijft gelijk"
    assert rules.trend_words([100, 101, 102], found, 1) == "blijft gelijk"
    assert rules.trend_words([100, 101, 102], found, 0) == "stijgt met 1,0 per jaar"


@pytest.fixture
def years(db):
    food, metal = SectorFactory(slug="voeding", name="Voeding"), SectorFactory(slug="metaal", name="Metaal")
    cook, weld = ProgrammeFactory(sector=food), ProgrammeFactory(sector=metal)
    town = MunicipalityFactory()
    for year, cooks, welders in (("2024-2025", 10, 4), ("2025-2026", 12, 4), ("2026-2027", 14, 4)):
        SupplyDemandRunFactory(school_year=year)
        SupplyDemandFactory(school_year=year, programme=cook, municipality=town, recognised=cooks)
        SupplyDemandFactory(school_year=year, programme=weld, municipality=town, recognised=welders)
    store_rules(
        [("spearhead-sector", "voeding", 1), ("radar-trend", "fewest-years", 3), ("radar-trend", "steady-share", 2)]
    )
    return cook, weld, town


def page(measure=Count.RECOGNISED, year="2026-2027", subregion=None):
    runs = list(SupplyDemandRun.objects.all())
    book = RuleBook(clock.today())
    return radar_page(Lens(year, subregion), runs, measure, book, Sector.objects.order_by("name"))


def test_sectors_over_the_years_with_their_forecast(years):
    by = {line.sector.slug: line for line in page().lines}
    food = by["voeding"]
    assert (food.values, food.forecast.value, food.forecast.error) == ([10, 12, 14], 16, 0)
    assert (food.is_spearhead, by["metaal"].is_spearhead) == (True, False)
    assert by["metaal"].trend == "blijft gelijk"
    assert page(year="2025-2026").lines[0].forecast.missing != ""
    assert [line.letter for line in page().lines] == ["A", "B"]
    drawn = page().drawn[0]
    assert (drawn.name, len(drawn.points.split())) == ("Voeding", 3)


def test_letters_of_lines_that_end_together_do_not_cover_each_other(years):
    for _each in range(6):
        programme = ProgrammeFactory(sector=SectorFactory())
        for year in ("2024-2025", "2025-2026", "2026-2027"):
            SupplyDemandFactory(school_year=year, programme=programme, municipality=years[2], recognised=4)
    drawn = page().drawn
    places = sorted(one.label_y for one in drawn)
    assert len(drawn) == 8
    assert all(below - above >= 24 for above, below in zip(places, places[1:], strict=False))
    assert (places[0] >= 20, places[-1] <= 302) == (True, True)


def test_years_counted_afterwards_are_named(client, years):
    SupplyDemandRun.objects.filter(school_year="2024-2025").update(is_backfilled=True, is_closed=True)
    client.force_login(UserFactory(is_staff=True))
    assert "achteraf geteld, uit datums: 2024-2025." in client.get(URL).content.decode()


def test_a_year_in_which_something_was_not_counted_stays_unknown(years):
    SupplyDemandFactory(school_year="2023-2024", programme=years[0], municipality=years[2], recognised=8, wishes=None)
    SupplyDemandRunFactory(school_year="2023-2024")
    assert page(Count.WISHES).lines[0].values == [None, 0, 0, 0]


def test_what_companies_could_add_needs_enough_of_the_list_and_no_recognition(years):
    cook, _weld, town = years
    assert page().lines[0].potential is None
    DatedRuleFactory(key="max-dual-proposal", scope="", value=60, valid_from=None)
    work = [ActivityFactory() for _each in range(4)]
    for position, one in enumerate(work):
        ProgrammeActivityFactory(programme=cook, activity=one, position=position)
    able, weak, held = (EstablishmentFactory(municipality=town) for _each in range(3))
    able.activities.set(work[:3])
    weak.activities.set(work[:2])
    held.activities.set(work)
    RecognitionFactory(establishment=held, programme=cook)
    line = next(one for one in page().lines if one.sector == cook.sector)
    assert (line.potential, line.companies) == (1, 1)
    elsewhere = MunicipalityFactory().subregion
    assert [one.potential for one in page(subregion=elsewhere).lines] == []


def test_a_school_follows_no_numbers_of_people(client, years):
    client.force_login(SchoolMembershipFactory().user)
    text = client.get(URL).content.decode()
    assert "Erkende bedrijven per sector" in text
    assert 'value="placed"' not in text
    refused = client.get(f"{URL}?meet=placed").content.decode()
    assert "Met overeenkomst per sector" not in refused


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_radar_costs_the_same_for_more_rows(client, years, rows, django_assert_max_num_queries):
    for _each in range(rows):
        SupplyDemandFactory(recognised=3)
    client.force_login(UserFactory(is_staff=True))
    client.get(URL)
    with django_assert_max_num_queries(12):
        assert client.get(URL).status_code == 200
