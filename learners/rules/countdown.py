"""The clock of training days: how long a dual learner may be without a workplace.

Source: onderwijs.vlaanderen.be, "Vind een onderneming en sluit een overeenkomst": the term counts training days from
the start of the programme, and again after an agreement ended early; without an agreement by then the dual programme
stops. The limit, the tones and the alerts are dated rules. How we read it (to be confirmed by the Steunpunt):

- the first day of the programme is day 1; after an agreement the first day without one is day 1;
- a day counts when the learner's week has it (see `week`) and the official school calendar has lessons that day, so
  holidays, the first of May and the eleventh of November never count, and neither does the summer;
- a day of a pause (illness, appeal) does not count: that is practice, we found no text that says so;
- the day of an intake interview is a justified absence and counts as any other day.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.rules import ONE_DAY, SchoolCalendar
from learners.rules.week import MONDAY_TO_FRIDAY, Weekdays, WeekRules

Stretch = tuple[dt.date, dt.date | None]
"""First and last day of a pause; without a last day it still goes on."""


class Tone(StrEnum):
    """How urgent the clock is; pages add words to it."""

    CALM = "green"
    SOON = "amber"
    URGENT = "red"


@dataclass(frozen=True, slots=True)
class TermRules:
    """The term, the training day of it on which each alert falls, and from how many days left it is amber and red."""

    limit: int
    first_alert: int
    second_alert: int
    third_alert: int
    amber: int
    red: int
    week: WeekRules = field(default_factory=WeekRules)


@dataclass(frozen=True, slots=True)
class Countdown:
    """`days_left` counts today; 0 means that the term is over. `alert` is 0 to 3: how many alerts have come.

    `last_day` is None while a pause without an end goes on. When `is_known` is False the school calendar does not reach
    far enough: then no number may be shown.
    """

    days_left: int
    last_day: dt.date | None
    tone: Tone
    alert: int
    alert_since: dt.date | None
    is_paused: bool = False
    is_known: bool = True


def countdown(
    started_on: dt.date,
    today: dt.date,
    rules: TermRules,
    calendar: SchoolCalendar,
    *,
    weekdays: Weekdays = MONDAY_TO_FRIDAY,
    pauses: Sequence[Stretch] = (),
) -> Countdown:
    """Return the state of the term that began on a day."""
    days = list(_term_days(started_on, rules.limit, calendar, weekdays, pauses))
    last_day = days[-1] if len(days) == rules.limit else None
    days_left = rules.limit - sum(day < today for day in days)
    passed = [
        days[alert - 1]
        for alert in (rules.first_alert, rules.second_alert, rules.third_alert)
        if len(days) >= alert and days[alert - 1] <= today
    ]
    return Countdown(
        days_left=days_left,
        last_day=last_day,
        tone=tone_of(days_left, rules),
        alert=len(passed),
        alert_since=passed[-1] if passed else None,
        is_paused=days_left > 0 and is_paused(today, pauses),
        is_known=_is_known(started_on, today, last_day, calendar, pauses),
    )


def tone_of(days_left: int, rules: TermRules) -> Tone:
    """Return red or amber from so many days left, else green."""
    if days_left <= rules.red:
        return Tone.URGENT
    return Tone.SOON if days_left <= rules.amber else Tone.CALM


def stretches_from(stored: Iterable[Sequence[str | None]]) -> tuple[Stretch, ...]:
    """Return pauses as a learner row keeps them: [first day, last day or nothing] in ISO form."""
    return tuple(
        (dt.date.fromisoformat(first), dt.date.fromisoformat(last) if last else None)
        for first, last in stored
        if first
    )


def is_paused(day: dt.date, pauses: Iterable[Stretch]) -> bool:
    """Return whether the clock stands still on a day."""
    return any(first <= day and (last is None or day <= last) for first, last in pauses)


def _term_days(
    started_on: dt.date, limit: int, calendar: SchoolCalendar, weekdays: Weekdays, pauses: Sequence[Stretch]
) -> Iterator[dt.date]:
    """Yield the days of the term; fewer than `limit` when a pause has no end or the calendar stops."""
    ends = min((first for first, last in pauses if last is None), default=dt.date.max)
    day, left = started_on, limit
    while left and day <= calendar.last and day < ends:
        if day.weekday() in weekdays and day not in calendar.days_off and not is_paused(day, pauses):
            yield day
            left -= 1
        day += ONE_DAY


def _is_known(
    started_on: dt.date,
    today: dt.date,
    last_day: dt.date | None,
    calendar: SchoolCalendar,
    pauses: Sequence[Stretch],
) -> bool:
    if last_day is not None:
        return calendar.covers(started_on, last_day)
    still = [first for first, last in pauses if last is None]
    return bool(still) and calendar.covers(started_on, max(today, started_on, *still))
