"""Whose days run out over all learners at once is what counting each learner apart says."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import Programme
from learners.models import Case
from learners.selectors.clock import counter_on
from learners.selectors.running import PILES, _piles, running_terms
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.learners import CaseFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar")]
BEGUN = [TODAY.date() - dt.timedelta(days=days) for days in (0, 7, 17, 21, 24, 28, 35, 60)]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def learners_of_every_kind():
    """Terms that began on many days: plain, paused, with an own week, without a programme, closed or on another route."""
    other = Programme.objects.filter(slug="eigen-week").first() or ProgrammeFactory(slug="eigen-week")
    pause = [[f"{TODAY.date() - dt.timedelta(days=3):%Y-%m-%d}", None]]
    kinds = (
        {},
        {"learner__programme": other},
        {"learner__programme": None},
        {"learner__clock_pauses": pause},
        {"learner__week_at_school": "12", "learner__week_at_work": "3"},
        {"route": "adult"},
        {"closed": True},
    )
    for day in (*BEGUN, None):
        for kind in kinds:
            state = {} if "closed" in kind else {"matching": True}
            CaseFactory(learner__clock_started_on=day, **state, **kind)


def one_by_one(counter):
    found = {pile: set() for pile in PILES}
    for case in Case.objects.select_related("learner__programme"):
        state = counter.of_case(case.learner, case)
        for pile in _piles(state) if state else ():
            found[pile].add(case.pk)
    return found


@pytest.mark.parametrize("weeks_of_programmes", [False, True])
def test_all_at_once_is_each_apart(weeks_of_programmes):
    learners_of_every_kind()
    counter = counter_on(TODAY.date())
    if weeks_of_programmes:
        week = replace(
            counter.rules.week,
            at_school={"": frozenset((0, 1)), "eigen-week": frozenset((0,))},
            at_work={"": frozenset((2, 3, 4)), "eigen-week": frozenset((1,))},
        )
        counter = replace(counter, rules=replace(counter.rules, week=week), _known={})
    expected, running = one_by_one(counter), running_terms(counter)
    assert expected["red"]
    assert expected["lead"]
    for pile in PILES:
        assert running.numbers[pile] == len(expected[pile]), pile
        assert set(Case.objects.filter(getattr(running, pile)).values_list("pk", flat=True)) == expected[pile], pile


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_two_queries(rows):
    for _each in range(rows):
        learners_of_every_kind()
    counter = counter_on(TODAY.date())
    with CaptureQueriesContext(connection) as asked:
        running_terms(counter)
    assert len(asked) == 2
