"""Responsiveness: answers within the days of the rule, over the last months, with a prior for few data."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.adapters.answers import UNKNOWN, Asked, shares_of, timely

NOW = timezone.make_aware(dt.datetime(2026, 11, 27, 12))
TODAY = NOW.date()


def asked(days_ago, *, answered_after=None, state="open", company="", learner="yes", agreed_after=None, maybe=None):
    approved = NOW - dt.timedelta(days=days_ago)
    return Asked(
        establishment=1,
        state=state,
        company_answer=company,
        learner_answer=learner,
        approved_at=approved,
        learner_answered_at=approved + dt.timedelta(days=agreed_after) if agreed_after is not None else None,
        company_answered_at=approved + dt.timedelta(days=answered_after) if answered_after is not None else None,
        put_off_at=approved + dt.timedelta(days=maybe[0]) if maybe else None,
        later_on=(approved + dt.timedelta(days=maybe[1])).date() if maybe else None,
    )


@pytest.mark.parametrize(
    ("row", "in_time"),
    [
        (asked(30, answered_after=7, company="yes"), True),
        (asked(30, answered_after=8, company="yes"), False),
        (asked(30, answered_after=7, company="no"), True),  # a no in time is an answer in time
        (asked(30, answered_after=12, company="yes", agreed_after=6), True),  # asked when the learner agreed
        (asked(30, state="expired"), False),
        (asked(8), False),  # waits too long already
        (asked(7), None),  # may still answer in time
        (asked(10, maybe=(3, 20)), True),  # a maybe with a day is an answer, as long as the day is not over
        (asked(10, maybe=(8, 20)), False),  # the maybe itself came too late
        (asked(30, maybe=(3, 20), answered_after=20, company="no"), True),  # the day was kept
        (asked(30, maybe=(3, 20), answered_after=21, company="yes"), False),  # it was not
        (asked(30, maybe=(3, 20)), False),
        (asked(30, maybe=(3, 20), state="expired"), False),
        (asked(30, maybe=(9, 20), answered_after=15, company="yes"), False),
        (asked(30, state="expired", learner=""), None),  # the learner never agreed: the company saw nothing
    ],
)
def test_when_an_answer_is_in_time(row, in_time):
    assert timely(row, TODAY, 7) is in_time


def test_only_the_last_months_count_and_few_data_stay_near_the_middle():
    old = asked(400, answered_after=1, company="yes")
    assert shares_of([old], TODAY, days=7, months=12) == {}
    assert shares_of([asked(30, answered_after=1, company="yes")], TODAY, days=7, months=12) == {1: 2 / 3}
    assert UNKNOWN == 0.5


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_share_lies_between_nothing_and_all_and_grows_with_good_answers(good, late):
    rows = [asked(30, answered_after=1, company="yes")] * good + [asked(30, answered_after=20, company="yes")] * late
    share = shares_of(rows, TODAY, days=7, months=12).get(1, UNKNOWN)
    more = shares_of([*rows, asked(30, answered_after=2, company="no")], TODAY, days=7, months=12)[1]
    assert 0 < share < 1
    assert more > share
