"""The only place that reads the clock; rules get their `today` from here through services and selectors."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return the current moment, aware."""
    return timezone.now()


def today() -> dt.date:
    """Return the current day in Brussels."""
    return timezone.localdate()


def school_year_of(day: dt.date) -> str:
    """Return the school year a day belongs to, such as '2026-2027' (1 September to 31 August)."""
    start = day.year if day.month >= 9 else day.year - 1
    return f"{start}-{start + 1}"
