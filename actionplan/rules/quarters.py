"""Quarters of a year, for the timeline."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        return f"K{(self.first.month + 2) // 3} {self.first.year}"


def quarters_between(first: dt.date, last: dt.date) -> list[Quarter]:
    """Return the quarters that hold the days from `first` to `last`."""
    start = dt.date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
    found = []
    while start <= last:
        after = dt.date(start.year + 1, 1, 1) if start.month == 10 else dt.date(start.year, start.month + 3, 1)
        found.append(Quarter(start, after - dt.timedelta(days=1)))
        start = after
    return found
