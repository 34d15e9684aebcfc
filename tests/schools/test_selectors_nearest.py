"""The nearest places: only those that could be proposed today, by the learner's own ways to travel."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from accounts.actor import Actor
from catalogue.models import TravelMatrix
from catalogue.selectors import travel_tables
from companies.enums import Availability, CompanyState, MentorState
from learners.selectors.school_learners import learners_of_school, read_learners
from matchmaking.selectors.school_board import board_terms, nearest_places
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.matchmaking import ProposalFactory, make_workplace

TODAY = timezone.localdate()
DAYS = 60


def rows_of(*learners):
    found = learners_of_school(Actor(is_staff=True), learners[0].school_id)
    return read_learners(found.filter(pk__in=[one.pk for one in learners]))


def near(*learners):
    return nearest_places(rows_of(*learners), TODAY, DAYS)


def found(learner):
    return [place.company for place in near(learner).places.get(learner.pk, [])]


def test_the_two_nearest_with_minutes_of_the_stored_table(desk):
    province = desk.province
    learner = desk.learner(max_minutes=250, modes=["bicycle", "public_transport"])
    far, middle, home = (
        make_workplace(province.programme, municipality=town) for town in (province.far, province.near, province.home)
    )
    places = near(learner).places[learner.pk]
    assert [place.company for place in places] == [one.establishment.company.name for one in (home, middle)]
    tables = travel_tables()
    for place, town in zip(places, (province.home, province.near), strict=True):
        by_mode = [tables.between(province.home.nis, town.nis, mode) for mode in learner.modes]
        assert place.minutes == min(minutes for minutes in by_mode if minutes is not None)
        assert place.municipality == town.name
        assert place.journey.endswith("schatting")
    assert far.establishment.company.name not in str(places)


def test_what_the_learner_cannot_do_does_not_count(desk):
    desk.province.place()
    assert found(desk.learner()) != []
    assert found(desk.learner(max_minutes=5)) == []
    assert found(desk.learner(modes=["walk"])) == []
    assert found(desk.learner(programme=None)) == []
    assert found(desk.learner(municipality=None)) == []


@pytest.mark.parametrize(
    "fault",
    [
        {"availability": Availability.MAYBE},
        {"availability_confirmed_at": None},
        {"stale": True},
        {"withdrawn": True},
        {"mentor": MentorState.NO},
        {"recognised": False},
    ],
)
def test_a_place_that_cannot_be_proposed_is_not_near(desk, fault):
    learner = desk.learner()
    desk.province.place(**fault)
    assert found(learner) == []


def test_a_ceased_company_or_ended_recognition_is_not_near(desk):
    learner = desk.learner()
    gone, ended = desk.province.place(), desk.province.place()
    gone.establishment.company.state = CompanyState.CEASED
    gone.establishment.company.ceased_on = TODAY
    gone.establishment.company.save()
    ended.establishment.recognitions.update(valid_until=TODAY - dt.timedelta(days=1))
    assert found(learner) == []


def test_a_full_place_is_not_near_and_free_places_are_counted(desk):
    first, second = desk.learner(), desk.learner()
    place = desk.province.place(places=3, max_learners=2)
    assert [(one.programme_id, one.free) for one in near(first, second).workplaces] == [
        (desk.province.programme.pk, 2)
    ]
    ProposalFactory(learner=first, workplace=place, opened=True)
    (reached,) = near(first, second).workplaces
    assert (reached.free, reached.learners) == (1, {first.pk, second.pk})
    ProposalFactory(learner=second, workplace=place, introduced=True)
    assert near(first, second).places == {}


def test_without_travel_tables_nothing_is_said_about_distance(desk):
    learner = desk.learner()
    desk.province.place()
    TravelMatrix.objects.first().delete()
    answer = near(learner)
    assert answer.places == {}
    assert answer.unknown == {learner.pk}


def test_a_thousand_learners_cost_two_queries(desk, django_assert_num_queries):
    desk.province.place()
    rows = [desk.learner() for _number in range(3)]
    learners = rows_of(*rows) * 350
    with django_assert_num_queries(2):
        nearest_places(learners, TODAY, DAYS)


def test_the_terms_come_from_the_dated_rules(desk, django_assert_num_queries):
    with django_assert_num_queries(1):
        terms = board_terms(TODAY)
    assert (terms.search.limit, terms.search.second_alert, terms.availability_days) == (20, 15, 60)


def test_learners_read_together_get_what_each_gets_alone(desk):
    """Other towns, other ways to travel, other programmes: a table of minutes for all says what one row says."""
    dice, province = random.Random(7), desk.province
    other = ProgrammeFactory(name="Slager duaal")
    for number in range(12):
        town = (province.home, province.near, province.far)[number % 3]
        make_workplace((province.programme, other)[number % 2], municipality=town, places=1 + number % 3)
    learners = [
        desk.learner(
            programme=dice.choice((province.programme, other)),
            municipality=dice.choice((province.home, province.near, province.far)),
            modes=dice.choice(([], ["walk"], ["bicycle", "car"], ["public_transport"], ["moped", "walk"])),
            max_minutes=dice.choice((5, 30, 60, 250)),
        )
        for _number in range(25)
    ]
    together, alone = near(*learners), [near(one) for one in learners]
    assert together.places == {key: places for one in alone for key, places in one.places.items()}
    assert sum(len(one.learners) for one in together.workplaces) == sum(len(one.workplaces) for one in alone)
    assert len(together.places) > 10
    tables = travel_tables()
    for learner in learners:
        for place in together.places.get(learner.pk, []):
            town = next(one for one in (province.home, province.near, province.far) if one.name == place.municipality)
            modes = learner.modes or ["walk", "public_transport"]
            reach = [tables.between(learner.municipality.nis, town.nis, mode) for mode in modes]
            assert place.minutes == min(minutes for minutes in reach if minutes is not None) <= learner.max_minutes
            assert tables.between(learner.municipality.nis, town.nis, place.mode) == place.minutes
