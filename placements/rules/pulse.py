"""When we ask a mentor and a learner how it goes."""

import datetime as dt
from collections.abc import Collection, Iterable

from catalogue.rules import SchoolCalendar, is_working_day

DAYS_A_WEEK = 7
END_OF_WEEK = 4
"""Days after the first day of a week: who began on Monday is asked on Friday."""


def asked_from(starts_on: dt.date, week: int) -> dt.date:
    """Return from which day on the question of a week (1 is the first) may be asked."""
    return starts_on + dt.timedelta(days=DAYS_A_WEEK * (week - 1) + END_OF_WEEK)


def week_to_ask(starts_on: dt.date, today: dt.date, weeks: Iterable[int], window_days: int) -> int | None:
    """Return the week whose question is due today; None when there is none, or when it is too late to ask.

    Only the newest: who was on holiday for long gets one question, not two.
    """
    due = [week for week in weeks if asked_from(starts_on, week) <= today]
    if not due:
        return None
    newest = max(due)
    return newest if (today - asked_from(starts_on, newest)).days <= window_days else None


def may_ask_on(day: dt.date, calendar: SchoolCalendar) -> bool:
    """Tell whether we ask on a day: never in a weekend, on a public holiday or in a school holiday, and never on a day
    whose holidays are not known.
    """
    return calendar.covers(day, day) and calendar.is_training_day(day)


def next_working_day(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """Return the first day after `day` on which the office works."""
    following = day + dt.timedelta(days=1)
    while not is_working_day(following, holidays):
        following += dt.timedelta(days=1)
    return following
