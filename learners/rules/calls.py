"""When we call somebody again who did not pick up: in a part of the day they prefer, and not at the same hour."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from catalogue.rules import is_working_day
from learners.enums import Moment
from learners.rules.words import BRUSSELS

PARTS = (Moment.MORNING, Moment.AFTERNOON, Moment.AFTER_SCHOOL)
ANY_PART = (Moment.MORNING, Moment.AFTERNOON)
LONGEST_WAIT = 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of one day in which we call."""

    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class CallTerms:
    """The hours of each part of a day and how often we try (dated rules `call-slot` and `call-tries`)."""

    hours: Mapping[str, tuple[dt.time, dt.time]]
    most: int

    def part_of(self, moment: dt.datetime) -> str:
        """Return the part of the day a moment falls in, an empty string when in none."""
        local = moment.astimezone(BRUSSELS).time()
        return next((part for part in PARTS if self.hours[part][0] <= local < self.hours[part][1]), "")


def next_slot(now: dt.datetime, wanted: str, terms: CallTerms, holidays: Collection[dt.date]) -> Slot:
    """Return the first slot on a working day that begins after `now` in the wanted part of the day.

    Who has no preference is called in another part than the one in which nobody answered: the next half day.
    Raises ValueError when there is no working day in the next two months.
    """
    parts = [wanted] if wanted in PARTS else [part for part in ANY_PART if part != terms.part_of(now)]
    first = now.astimezone(BRUSSELS).date()
    for day in (first + dt.timedelta(days=number) for number in range(LONGEST_WAIT)):
        if not is_working_day(day, holidays):
            continue
        slots = sorted((_slot(day, terms.hours[part]) for part in parts), key=lambda slot: slot.starts_at)
        later = [slot for slot in slots if slot.starts_at > now]
        if later:
            return later[0]
    raise ValueError("no working day to call on")


def _slot(day: dt.date, hours: tuple[dt.time, dt.time]) -> Slot:
    return Slot(dt.datetime.combine(day, hours[0], BRUSSELS), dt.datetime.combine(day, hours[1], BRUSSELS))
