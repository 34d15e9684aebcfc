"""Supply and demand: every cell against a slow independent count, twice the same, what is over stays, unknown is not nought."""

import datetime as dt
import io
import itertools
import random

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import DatedRule, Municipality, Programme, TravelMatrix
from catalogue.selectors import travel_tables
from catalogue.services.travel import store_estimates
from companies.models import ProgrammeWish, Recognition, Workplace
from learners.models import Learner
from placements.models import Agreement
from research import rules_market
from research.market_enums import DEFINITIONS, Count
from research.models import SupplyDemand, SupplyDemandRun
from research.rules_report import HIDDEN
from research.services.market import refresh_supply_demand
from research.tasks import count_supply_demand
from schools.models import OfferYear, ProgrammeOffer
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.companies import EstablishmentFactory, ProgrammeWishFactory, RecognitionFactory, WorkplaceFactory
from tests.factories.learners import CaseFactory, LearnerFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import CampusFactory, OfferYearFactory, ProgrammeOfferFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 2)
SIGNED = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
BOUND = {"signed", "running", "paused"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def years_back():
    DatedRuleFactory(key="supply-demand", scope="years-back", value=4, unit="schooljaren", valid_from=None)


@pytest.fixture
def province():
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    dice = random.Random(7)
    towns = list(Municipality.objects.filter(name__in=["Oostende", "Brugge", "Gistel", "Kortrijk", "De Panne"]))
    chosen = list(Programme.objects.filter(slug__in=["kok-duaal", "kinderbegeleider-duaal", "elektrotechnicus-duaal"]))
    for number in range(30):
        programme, town = dice.choice(chosen), dice.choice(towns)
        place = EstablishmentFactory(municipality=town)
        RecognitionFactory(establishment=place, programme=programme, **({"lapsed": True} if number % 7 == 0 else {}))
        work = WorkplaceFactory(establishment=place, programme=programme, stale=number % 5 == 0, places=1 + number % 3)
        home = None if number % 8 == 0 else town
        if number % 3 == 0:
            worker = CaseFactory(matching=True, learner__programme=programme, learner__municipality=home).learner
            AgreementFactory(workplace=work, running=True, starts_on=dt.date(2026, 9, 1), learner=worker)
        CaseFactory(
            **{"closed" if number % 9 == 0 else "matching": True},
            learner__programme=programme,
            learner__municipality=home,
        )
    for town, programme in itertools.product(towns, chosen):
        if dice.random() < 0.6:
            ProgrammeOfferFactory(
                campus=CampusFactory(municipality=town), programme=programme, capacity=dice.choice([None, 8, 16])
            )
    for number in range(9):
        ProgrammeWishFactory(programme=dice.choice(chosen), municipality=dice.choice(towns), email=f"w{number}@x.test")
    store_estimates()  # the factories made towns of their own


def slow_cell(programme, town):
    """Count one cell by going over all rows in Python."""
    at = lambda other: other == town
    learners = [
        one for one in Learner.objects.filter(programme=programme)
        if at(one.municipality) and hasattr(one, "case") and one.case.state != "closed"
    ]  # fmt: skip
    bound = {one.learner_id for one in Agreement.objects.all() if one.state in BOUND}
    offers = [one for one in ProgrammeOffer.objects.filter(programme=programme) if at(one.campus.municipality)]
    told = [one.capacity for one in offers if one.capacity is not None]
    valid = [
        one for one in Recognition.objects.filter(programme=programme)
        if at(one.establishment.municipality) and one.state == "recognised" and one.valid_from <= TODAY <= one.valid_until
    ]  # fmt: skip
    worked = {one.workplace.establishment_id for one in Agreement.objects.all() if one.state in BOUND}
    spots = [one for one in Workplace.objects.filter(programme=programme) if at(one.establishment.municipality)]
    wishes = [one for one in ProgrammeWish.objects.filter(programme=programme) if at(one.municipality)]
    return {
        "enrolled": len(learners),
        "waiting": sum(one.pk not in bound and one.case.state != "placed" for one in learners),
        "placed": sum(one.pk in bound for one in learners),
        "sites": len(offers),
        "capacity": sum(told) if told else None,
        "recognised": len(valid),
        "active": sum(one.establishment_id in worked for one in valid),
        "asleep": sum(one.establishment_id not in worked for one in valid),
        "places": sum(one.places for one in spots if one.establishment_id in {row.establishment_id for row in valid}),
        "green": sum(one.availability_confirmed_at.date() == TODAY for one in spots),
        "wishes": len(wishes),
        "wished": sum(one.learners for one in wishes),
    }


def cells():
    return {(row.programme_id, row.municipality_id): row for row in SupplyDemand.objects.of_year("2026-2027")}


def test_every_cell_is_the_slow_count(province):
    run = refresh_supply_demand()
    found, filled = cells(), 0
    for programme in Programme.objects.filter(
        slug__in=["kok-duaal", "kinderbegeleider-duaal", "elektrotechnicus-duaal"]
    ):
        for town in [None, *Municipality.objects.all()]:
            slow, row = slow_cell(programme, town), found.get((programme.pk, town.pk if town else None))
            if row is None:
                assert not any(slow.values()), (programme, town)
                continue
            filled += any(slow.values())
            assert {name: getattr(row, name) for name in slow} == slow, (programme, town)
    assert filled > 10
    assert (run.total, run.has_travel, run.is_closed) == (len(found), True, False)
    assert any(key[1] is None for key in found), "people from outside the province have a row of their own"


def test_reach_is_the_slow_count(province):
    refresh_supply_demand()
    tables, found = travel_tables(), cells()
    programme = Programme.objects.get(slug="kok-duaal")
    for town in Municipality.objects.all():
        row = found.get((programme.pk, town.pk))
        for mode, column in (("bicycle", "sites_bicycle"), ("public_transport", "sites_transport")):
            offers = ProgrammeOffer.objects.filter(programme=programme).select_related("campus__municipality")
            minutes = [tables.between(town.nis, one.campus.municipality.nis, mode) for one in offers]
            near = sum(one is not None and one <= 45 for one in minutes)
            assert (getattr(row, column) if row else 0) == near, (town, mode)


def test_twice_is_once_and_a_change_touches_only_its_rows(province):
    first = refresh_supply_demand()
    before = set(SupplyDemand.objects.values_list("pk", flat=True))
    for _each in range(2):
        count_supply_demand()
    again = SupplyDemandRun.objects.get(school_year="2026-2027")
    assert (first.changed > 0, again.changed) == (True, 0)
    assert set(SupplyDemand.objects.values_list("pk", flat=True)) == before
    learner = Learner.objects.filter(case__state="matching", municipality__name="Brugge").first()
    Learner.objects.filter(pk=learner.pk).update(municipality=Municipality.objects.get(name="Kortrijk"))
    assert refresh_supply_demand().changed == 2  # the town they left, and the one they came to
    ProgrammeWish.objects.all().delete()
    refresh_supply_demand()
    assert not SupplyDemand.objects.of_year("2026-2027").filter(wishes__gt=0).exists()


def test_a_school_year_that_is_over_stays_as_it_was(province):
    refresh_supply_demand()
    kept = list(SupplyDemand.objects.of_year("2026-2027").order_by("pk").values_list())
    with time_machine.travel("2027-09-02 10:00+02:00", tick=False):
        Learner.objects.all().delete()
        assert refresh_supply_demand().school_year == "2027-2028"
    assert list(SupplyDemand.objects.of_year("2026-2027").order_by("pk").values_list()) == kept
    run = SupplyDemandRun.objects.get(school_year="2026-2027")
    assert (run.is_closed, run.is_backfilled, run.as_of) == (True, False, TODAY)


def test_an_older_year_is_counted_once_from_dates_and_the_rest_is_not_known(years_back):
    DatedRuleFactory(key="wake-up", scope="idle", value=12, valid_from=None)
    offer = ProgrammeOfferFactory(capacity=20)
    OfferYearFactory(offer=offer, school_year="2024-2025", status="running", capacity=12)
    place = EstablishmentFactory(municipality=offer.campus.municipality)
    RecognitionFactory(
        establishment=place, programme=offer.programme, valid_from=dt.date(2025, 1, 1), valid_until=dt.date(2026, 1, 1)
    )
    AgreementFactory(running=True, starts_on=dt.date(2025, 9, 1), signed_at=SIGNED)
    refresh_supply_demand()
    row = SupplyDemand.objects.of_year("2024-2025").get()
    assert (row.sites, row.capacity, row.recognised) == (1, 12, 1)
    assert (row.asleep, row.placed, row.wishes) == (None, None, None)  # no agreement and no wish is as old as that
    SupplyDemandRun.objects.filter(school_year="2024-2025").delete()
    Agreement.objects.update(starts_on=dt.date(2025, 8, 31), learner=LearnerFactory(programme=None))
    ProgrammeWishFactory(confirmed_at=SIGNED.replace(year=2025, month=5), expires_on=dt.date(2025, 6, 1))
    refresh_supply_demand()
    row = SupplyDemand.objects.of_year("2024-2025").get()
    assert (row.asleep, row.placed, row.wishes) == (1, 0, 0)
    assert (row.enrolled, row.waiting, row.green, row.sites_bicycle) == (None, None, None, None)
    run = SupplyDemandRun.objects.get(school_year="2024-2025")
    assert (run.is_backfilled, run.as_of) == (True, dt.date(2025, 8, 31))
    OfferYear.objects.all().delete()
    refresh_supply_demand()
    assert SupplyDemand.objects.of_year("2024-2025").get() == row


def test_a_year_of_which_nobody_filled_in_the_offer_is_not_known_and_no_nought(years_back):
    RecognitionFactory(valid_from=dt.date(2024, 1, 1), valid_until=dt.date(2030, 1, 1))
    OfferYearFactory(school_year="2023-2024", status="running", capacity=12)
    refresh_supply_demand()
    row = SupplyDemand.objects.of_year("2024-2025").get()
    assert (row.recognised, row.sites, row.capacity) == (1, None, None)
    assert not SupplyDemand.objects.of_year("2022-2023").exists()


def test_without_rules_or_travel_tables_the_count_says_so_and_shows_no_nought():
    offer = ProgrammeOfferFactory(capacity=None)
    TravelMatrix.objects.all().delete()
    run = refresh_supply_demand()
    row = SupplyDemand.objects.of_year("2026-2027").get()
    assert (run.has_travel, row.municipality) == (False, offer.campus.municipality)
    assert (row.sites, row.capacity, row.green, row.sites_bicycle, row.green_transport) == (1, None, None, None, None)
    assert (row.recognised, row.active, row.asleep) == (0, None, None)  # the term of sleep is not there either


def test_how_long_a_place_sleeps_is_one_rule_for_all(province):
    """The wake-up desk, supply and demand and the plan read the same term: change it, and all change."""
    DatedRule.objects.filter(key="wake-up", scope="idle").update(value=1)
    Agreement.objects.update(state="ended", ended_on=TODAY - dt.timedelta(days=40), end_cause="no_click")
    refresh_supply_demand()
    assert SupplyDemand.objects.of_year("2026-2027").aggregate(n=Sum("active"))["n"] == 0
    DatedRule.objects.filter(key="wake-up", scope="idle").update(value=2)
    refresh_supply_demand()
    assert SupplyDemand.objects.of_year("2026-2027").aggregate(n=Sum("active"))["n"] > 0


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_count_costs_the_same_for_more_rows(rows, django_assert_max_num_queries):
    for _each in range(rows):
        ProgrammeOfferFactory()
    refresh_supply_demand()  # the older years are counted once
    with django_assert_max_num_queries(20):
        refresh_supply_demand()


def test_every_column_has_a_definition():
    assert set(DEFINITIONS) == set(Count.values)
    assert {field.name for field in SupplyDemand._meta.fields} >= set(Count.values)


VALUES = st.one_of(st.none(), st.integers(0, 12))


@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), max_size=5)))
def test_a_hidden_number_follows_from_no_total(rows):
    shown = rules_market.hide_grid(rows, 5)
    flat = list(zip(itertools.chain(*rows), itertools.chain(*shown), strict=True))
    assert all(now in (was, HIDDEN) for was, now in flat)
    assert not any(now is not None and 0 < now < 5 for _was, now in flat)
    for line, told in [*zip(rows, shown, strict=True), *zip(zip(*rows), zip(*shown), strict=True)]:
        alone = [was for was, now in zip(line, told, strict=True) if now == HIDDEN]
        others = [now for now in told if now is not None and now > 0]
        assert len(alone) != 1 or not others, "one hidden number beside a total that is told"
