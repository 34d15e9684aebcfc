"""Pure questions about what a campaign brought."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

PEOPLE = ("intakes", "registrations", "companies")
"""Counts of people: small ones are hidden. Visits and scans count devices, also of who came ten times."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Five counts; None is a number too small to show."""

    visits: int = 0
    scans: int = 0
    intakes: int | None = 0
    registrations: int | None = 0
    companies: int | None = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A first and a last day."""

    first: dt.date
    last: dt.date

    @property
    def before(self) -> "Period":
        """The period of the same length just before this one."""
        days = self.last - self.first + dt.timedelta(days=1)
        return Period(self.first - days, self.last - days)


def hidden(numbers: dict[int, int], smallest: int) -> set[int]:
    """Return the keys whose number may not be shown: 1 to `smallest` - 1, and when that is only one, also the smallest
    of the others, because a total would give the hidden one away.
    """
    small = {key for key, number in numbers.items() if 0 < number < smallest}
    others = [key for key, number in numbers.items() if number >= smallest]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda key: (numbers[key], key)))
    return small


def cost_per_intake(spent: Decimal, intakes: int | None) -> Decimal | None:
    """Return what one intake cost in euro, None without intakes or when their number is hidden."""
    return (spent / intakes).quantize(Decimal("0.01")) if intakes else None
