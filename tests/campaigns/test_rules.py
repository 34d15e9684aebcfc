"""Seats and terms of the agenda."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.enums import AgendaState, RegistrationState
from campaigns.rules.agenda import Seats, may_register, moves_up, seat_for

NOW = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("state", "starts_in", "until", "ok"),
    [
        (AgendaState.PUBLISHED, 5, None, True),
        (AgendaState.PUBLISHED, 5, 1, True),
        (AgendaState.PUBLISHED, 5, -1, False),
        (AgendaState.PUBLISHED, -1, None, False),
        (AgendaState.CANCELLED, 5, None, False),
        (AgendaState.DRAFT, 5, None, False),
    ],
)
def test_registering_is_open_only_before_the_term_of_a_published_item(state, starts_in, until, ok):
    verdict = may_register(
        state=state,
        starts_at=NOW + dt.timedelta(days=starts_in),
        registration_until=None if until is None else NOW + dt.timedelta(days=until),
        now=NOW,
    )
    assert verdict.ok is ok
    assert ok or verdict.reasons[0].endswith(".")


@given(capacity=st.none() | st.integers(0, 30), arrivals=st.lists(st.integers(1, 20), max_size=40))
def test_a_room_never_holds_more_than_its_capacity(capacity, arrivals):
    taken, waiting = 0, []
    for number, persons in enumerate(arrivals):
        if seat_for(persons, Seats(capacity, taken)) == RegistrationState.REGISTERED:
            taken += persons
        else:
            waiting.append((number, persons))
    assert capacity is None or taken <= capacity
    for number in moves_up(waiting, Seats(capacity, taken)):
        taken += dict(waiting)[number]
    assert capacity is None or taken <= capacity


@given(waiting=st.lists(st.integers(1, 5), max_size=12), free=st.integers(0, 12))
def test_who_moves_up_arrived_before_anybody_who_also_fits(waiting, free):
    queue = list(enumerate(waiting))
    lucky = moves_up(queue, Seats(free, 0))
    left = free - sum(persons for number, persons in queue if number in lucky)
    assert all(persons > left for number, persons in queue if number not in lucky)
    assert lucky == sorted(lucky)
