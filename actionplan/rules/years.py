"""School years as periods to count over."""

import datetime as dt
from dataclasses import dataclass

FIRST_MONTH = 9


@dataclass(frozen=True, slots=True)
class Year:
    """A school year from 1 September to 31 August; `until` is the last day that can be counted today."""

    name: str
    first: dt.date
    last: dt.date
    until: dt.date


def year_of(day: dt.date) -> Year:
    """Return the school year of a day, counted until that day."""
    start = day.year if day.month >= FIRST_MONTH else day.year - 1
    return Year(f"{start}-{start + 1}", dt.date(start, FIRST_MONTH, 1), dt.date(start + 1, FIRST_MONTH - 1, 31), day)


def year_named(name: str, today: dt.date) -> Year | None:
    """Return the school year with a name such as '2026-2027', None for what is no school year or lies ahead."""
    start, dash, end = name.partition("-")
    if not (dash and len(start) == len(end) == 4 and start.isdecimal() and end.isdecimal()):
        return None
    if int(end) != int(start) + 1 or not 2000 <= int(start) <= today.year:
        return None
    first, last = dt.date(int(start), FIRST_MONTH, 1), dt.date(int(end), FIRST_MONTH - 1, 31)
    return Year(name, first, last, min(last, today)) if first <= today else None


def year_before(year: Year) -> Year:
    """Return the school year before, whole."""
    found = year_of(year.first - dt.timedelta(days=1))
    return Year(found.name, found.first, found.last, found.last)
