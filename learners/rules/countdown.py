"""The clock of training days: how long a dual learner may be without a workplace.

Source: onderwijs.vlaanderen.be, "Vind een onderneming en sluit een overeenkomst": the term counts training days from
the start of the programme, and again after a contract ended early. The limit and the alerts are dated rules.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from catalogue.rules import SchoolCalendar


class Tone(StrEnum):
    """How urgent the clock is; pages add words to it."""

    CALM = "green"
    SOON = "amber"
    URGENT = "red"


@dataclass(frozen=True, slots=True)
class TermRules:
    """The term and its three alerts, in training days since the start."""

    limit: int
    first_alert: int
    second_alert: int
    third_alert: int


@dataclass(frozen=True, slots=True)
class Countdown:
    """`days_left` counts today; 0 means that the term is over. `alert` is 0 to 3: how many alerts were passed."""

    days_left: int
    last_day: dt.date
    tone: Tone
    alert: int
    alert_since: dt.date | None


def countdown(started_on: dt.date, today: dt.date, rules: TermRules, calendar: SchoolCalendar) -> Countdown:
    """Return the state of the term that began on a day. The start itself is the first training day."""
    last_day = calendar.nth_training_day(started_on, rules.limit)
    days_left = calendar.training_days(max(today, started_on), last_day)
    passed = [day for day in _alert_days(started_on, rules, calendar) if day <= today]
    return Countdown(days_left, last_day, tone_of(days_left, rules), len(passed), passed[-1] if passed else None)


def tone_of(days_left: int, rules: TermRules) -> Tone:
    """Return green, amber from the first alert on, red from the second alert on."""
    if days_left <= rules.limit - rules.second_alert:
        return Tone.URGENT
    if days_left <= rules.limit - rules.first_alert:
        return Tone.SOON
    return Tone.CALM


def _alert_days(started_on: dt.date, rules: TermRules, calendar: SchoolCalendar) -> list[dt.date]:
    """Return the three days on which an alert falls: when that many training days have passed."""
    alerts = (rules.first_alert, rules.second_alert, rules.third_alert)
    return [calendar.nth_training_day(started_on, alert + 1) for alert in alerts]
