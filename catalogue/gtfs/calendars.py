"""Which services run on a day: `calendar.txt` and its exceptions in `calendar_dates.txt`; either may be missing."""

import datetime as dt
import zipfile
from dataclasses import dataclass, field

from catalogue.gtfs import tables
from catalogue.gtfs.errors import GtfsError, at

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED, REMOVED = "1", "2"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The regular weeks and the exceptions of every service in a feed."""

    weeks: dict[str, tuple[tuple[bool, ...], dt.date, dt.date]] = field(default_factory=dict)
    added: dict[dt.date, set[str]] = field(default_factory=dict)
    removed: dict[dt.date, set[str]] = field(default_factory=dict)

    def running(self, day: dt.date) -> set[str]:
        """Return the ids of the services that run on a day."""
        regular = {
            service
            for service, (weekdays, first, last) in self.weeks.items()
            if first <= day <= last and weekdays[day.weekday()]
        }
        return (regular - self.removed.get(day, set())) | self.added.get(day, set())

    def span(self) -> tuple[dt.date, dt.date]:
        """Return the first and last day the feed speaks of. Raises GtfsError when there is none."""
        days = [day for _, first, last in self.weeks.values() for day in (first, last)] + list(self.added)
        if not days:
            raise GtfsError("De feed noemt geen enkele dag waarop iets rijdt.")
        return min(days), max(days)


def read_calendar(feed: zipfile.ZipFile) -> Calendar:
    """Return the calendar of a feed. Raises GtfsError when both files are missing or a line is wrong."""
    calendar = Calendar()
    has_weeks = tables.member(feed, "calendar.txt") is not None
    has_dates = tables.member(feed, "calendar_dates.txt") is not None
    if not has_weeks and not has_dates:
        raise GtfsError("De bestanden calendar.txt en calendar_dates.txt ontbreken allebei in de feed.")
    if has_weeks:
        _read_weeks(feed, calendar)
    if has_dates:
        _read_exceptions(feed, calendar)
    return calendar


def _read_weeks(feed: zipfile.ZipFile, calendar: Calendar) -> None:
    name = "calendar.txt"
    for line, (service, start, end, *flags) in tables.rows(
        feed, name, ("service_id", "start_date", "end_date", *WEEK)
    ):
        if any(flag not in ("0", "1") for flag in flags):
            raise at(name, line, "een weekdag is geen 0 of 1.")
        first, last = tables.day(start, name, line), tables.day(end, name, line)
        if last < first:
            raise at(name, line, "end_date ligt voor start_date.")
        calendar.weeks[service] = (tuple(flag == "1" for flag in flags), first, last)


def _read_exceptions(feed: zipfile.ZipFile, calendar: Calendar) -> None:
    name = "calendar_dates.txt"
    for line, (service, date, kind) in tables.rows(feed, name, ("service_id", "date", "exception_type")):
        if kind not in (ADDED, REMOVED):
            raise at(name, line, f"exception_type is '{kind}'. Alleen 1 (rijdt) en 2 (rijdt niet) bestaan.")
        exceptions = calendar.added if kind == ADDED else calendar.removed
        exceptions.setdefault(tables.day(date, name, line), set()).add(service)
