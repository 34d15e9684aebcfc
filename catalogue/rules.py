"""Pure questions: training days of the school calendar, working hours of the office, postal codes, dated rules."""

import datetime as dt
import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

SATURDAY = 5
DAYS_A_WEEK = 7
ONE_DAY = dt.timedelta(days=1)
BRUSSELS = ZoneInfo("Europe/Brussels")
Period = tuple[dt.date, dt.date]
VACATIONS_A_YEAR = 4
"""Autumn, Christmas, spring half-term and Easter: the week-long holidays within a school year (order of the Flemish
Government of 17 April 1991). A year with fewer was not filled in completely, and a count over it would be wrong."""


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The days on which nobody has lessons, for a known stretch of time.

    Outside `first`..`last`, and in `gaps` (first and last day of what nobody filled in), only weekends count as days
    off; ask `covers` before you promise a date there.
    """

    first: dt.date
    last: dt.date
    days_off: frozenset[dt.date]
    gaps: tuple[tuple[dt.date, dt.date], ...] = ()
    _weekdays_off: tuple[dt.date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weekdays = tuple(sorted(day for day in self.days_off if day.weekday() < SATURDAY))
        object.__setattr__(self, "_weekdays_off", weekdays)

    @classmethod
    def from_periods(
        cls,
        first: dt.date,
        last: dt.date,
        periods: Iterable[Period],
        gaps: Iterable[Period] = (),
    ) -> "SchoolCalendar":
        """Return the calendar in which every day of every period (first and last day included) is off."""
        days_off = {start + ONE_DAY * step for start, end in periods for step in range((end - start).days + 1)}
        return cls(first, last, frozenset(days_off), tuple(gaps))

    @classmethod
    def from_years(
        cls, years: Iterable[Period], vacations: Sequence[Period], public: Sequence[Period]
    ) -> "SchoolCalendar":
        """Return the calendar of the school years that are whole (see `is_whole_year`); others are as good as absent.

        It reaches to the end of the holiday after the last of them. What lies between two of them and is no holiday
        is a gap. Without one whole year it covers nothing (its first day lies after its last).
        """
        known = sorted(year for year in years if is_whole_year(year, vacations))
        periods = [*vacations, *public]
        if not known:
            return cls.from_periods(dt.date.max, dt.date.min, periods)
        ends = [_end_with_summer(last, vacations) for _first, last in known]
        gaps = [
            (end + ONE_DAY, following - ONE_DAY)
            for end, (following, _last) in zip(ends, known[1:], strict=False)
            if following - end > ONE_DAY
        ]
        return cls.from_periods(known[0][0], max(ends), periods, gaps)

    def covers(self, first: dt.date, last: dt.date) -> bool:
        """Return whether the holidays between two days are known."""
        inside = self.first <= first and last <= self.last
        return inside and not any(start <= last and first <= end for start, end in self.gaps)

    def is_training_day(self, day: dt.date) -> bool:
        """Return whether a learner is at school or at the workplace that day."""
        return day.weekday() < SATURDAY and day not in self.days_off

    def training_days(self, first: dt.date, last: dt.date) -> int:
        """Return the number of training days from `first` up to and including `last`; 0 when `last` is earlier."""
        if last < first:
            return 0
        weeks, rest = divmod((last - first).days + 1, DAYS_A_WEEK)
        weekdays = weeks * SATURDAY + sum((first.weekday() + step) % DAYS_A_WEEK < SATURDAY for step in range(rest))
        off = bisect_right(self._weekdays_off, last) - bisect_left(self._weekdays_off, first)
        return weekdays - off

    def nth_training_day(self, first: dt.date, count: int) -> dt.date:
        """Return the day on which `count` (1 or more) training days have passed, counting from `first` itself.

        Raises ValueError when `count` is smaller than 1.
        """
        if count < 1:
            raise ValueError("count must be at least 1")
        day = first
        left = count - self.is_training_day(day)
        while left:
            day += ONE_DAY
            left -= self.is_training_day(day)
        return day


def is_whole_year(year: Period, vacations: Iterable[Period]) -> bool:
    """Return whether the holidays of a school year were filled in: all four of `VACATIONS_A_YEAR` begin in it."""
    first, last = year
    long_ones = {start for start, end in vacations if (end - start).days >= SATURDAY - 1 and first <= start <= last}
    return len(long_ones) >= VACATIONS_A_YEAR


def _end_with_summer(last: dt.date, vacations: Iterable[Period]) -> dt.date:
    """Return the last day of the holiday that follows a school year, or of the year itself."""
    return max((end for start, end in vacations if start <= last + ONE_DAY <= end), default=last)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the office works: from `opens` to `closes`, Monday to Friday, on the clock of `zone`."""

    opens: dt.time
    closes: dt.time
    zone: ZoneInfo = BRUSSELS

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("the office must close after it opens")

    def on(self, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Return the opening and closing moment of a day."""
        return (
            dt.datetime.combine(day, self.opens, self.zone),
            dt.datetime.combine(day, self.closes, self.zone),
        )


def is_working_day(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Return whether the office works that day."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_hours(
    start: dt.datetime, hours: float, holidays: Collection[dt.date], *, office: OfficeHours
) -> dt.datetime:
    """Return the moment at which `hours` working hours have passed since `start`, on the clock of the office.

    Nothing counts before opening, after closing, in weekends and on `holidays`. A promise that ends exactly at
    closing time is due that day, not the next morning. Zero hours outside office hours: the next opening.

    Raises ValueError for a naive `start` or negative `hours`.
    """
    if start.tzinfo is None:
        raise ValueError("start must be aware")
    if hours < 0:
        raise ValueError("hours must not be negative")
    moment = start.astimezone(office.zone)
    left = dt.timedelta(hours=hours)
    while True:
        opens, closes = office.on(moment.date())
        if is_working_day(moment.date(), holidays) and moment < closes:
            moment = max(moment, opens)
            if left <= closes - moment:
                return moment + left
            left -= closes - moment
        moment = office.on(moment.date() + ONE_DAY)[0]


class PostalKind(enum.Enum):
    """What a typed postal code is, before anybody looks it up."""

    PROVINCE = "province"
    ELSEWHERE = "elsewhere"
    FOREIGN = "foreign"
    NONSENSE = "nonsense"


def postal_kind(typed: str) -> PostalKind:
    """Return what kind of postal code somebody typed.

    Belgian codes have four digits from 1000; those of West-Vlaanderen are 8000 to 8999. A code with letters and
    digits ('1234 AB', 'L-1234') or with five digits (59200) belongs to another country.
    """
    text = re.sub(r"[\s.-]", "", typed).upper().removeprefix("B")
    if re.fullmatch(r"[1-9]\d{3}", text, re.ASCII):
        return PostalKind.PROVINCE if text.startswith("8") else PostalKind.ELSEWHERE
    has_digits = any(char.isdigit() for char in text)
    has_letters = any(char.isalpha() for char in text)
    if re.fullmatch(r"\d{5}", text, re.ASCII) or (has_digits and has_letters and len(text) >= 4):
        return PostalKind.FOREIGN
    return PostalKind.NONSENSE


class RuleMissing(LookupError):
    """No dated rule holds on that day. The message is a Dutch sentence for the person who keeps the rules."""

    def __init__(self, key: str, scope: str, on: dt.date) -> None:
        self.key, self.scope, self.on = key, scope, on
        where = f" voor {scope}" if scope else ""
        super().__init__(
            f"De regel {key}{where} heeft geen waarde op {on:%d/%m/%Y}. Vul ze aan bij de gedateerde regels."
        )


class TravelTableMissing(LookupError):
    """There is no travel table for a mode, or it was made for other municipalities."""
