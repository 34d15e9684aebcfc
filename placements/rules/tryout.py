"""Try-out days: when they end, who still has to say something, and what comes out."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from catalogue.rules import is_working_day
from placements.enums import TryOutGoOn, TryOutResult, TryOutSide


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; `percent` is None when the whole is too small to show or empty ('onbekend')."""

    total: int
    part: int
    percent: int | None
    hidden: bool


def last_day_of(first_day: dt.date, days: int, holidays: Collection[dt.date]) -> dt.date:
    """Return the last of `days` working days, counting from `first_day`."""
    day, left = first_day, days
    while True:
        left -= is_working_day(day, holidays)
        if left <= 0:
            return day
        day += dt.timedelta(days=1)


def answers_first(asked_by: str) -> TryOutSide:
    """Return who has to say yes: the other side, and the company when a colleague asked."""
    return TryOutSide.LEARNER if asked_by == TryOutSide.COMPANY else TryOutSide.COMPANY


def result_of(answers: Mapping[str, str]) -> TryOutResult:
    """Return the outcome of what both answered: one no is a no; two times yes goes on; anything else is unknown."""
    if TryOutGoOn.NO in answers.values():
        return TryOutResult.NO
    both = all(answers.get(side) == TryOutGoOn.YES for side in TryOutSide.PAIR)
    return TryOutResult.GO_ON if both else TryOutResult.UNKNOWN


def share_of(part: int, total: int, smallest: int) -> Share:
    """Return a share in whole per cent; hidden below the smallest group, and also when nearly none or all would tell."""
    hidden = 0 < total < smallest
    percent = None if hidden or total == 0 else round(100 * part / total)
    return Share(total, part, percent, hidden)
