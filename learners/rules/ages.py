"""Ages from a year and, when it matters, a month of birth. Nobody is asked for the exact day."""

import datetime as dt
from dataclasses import dataclass

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class AgeRules:
    """Ages in years, valid on one day (dated rules `dual-min-age`, `dual-max-age`, `adult-min-age`)."""

    dual_min: int
    dual_min_first_grade: int
    dual_max: int
    adult: int
    consent: int


@dataclass(frozen=True, slots=True)
class Birth:
    """Year and perhaps month of birth."""

    year: int
    month: int | None = None

    @property
    def last_possible_day(self) -> dt.date:
        """The last day on which somebody with this year and month can be born."""
        month = self.month or DECEMBER
        after = dt.date(self.year + 1, 1, 1) if month == DECEMBER else dt.date(self.year, month + 1, 1)
        return after - dt.timedelta(days=1)


def birthday(birth: Birth, years: int) -> dt.date:
    """Return the day from which the age `years` is certain: the birthday of the youngest possible person."""
    day = birth.last_possible_day
    leap_safe = day.day if (day.month, day.day) != (2, 29) else 28
    return dt.date(day.year + years, day.month, leap_safe)


def age_on(birth: Birth, day: dt.date) -> int:
    """Return the age that is certain on a day: born on the last possible day. Never higher than the real age."""
    reached = day.year - birth.year
    return reached if birthday(birth, reached) <= day else reached - 1


def school_year_end(day: dt.date) -> dt.date:
    """Return 31 August of the school year a day belongs to."""
    return dt.date(day.year + (day.month >= 9), 8, 31)


def dual_until(birth: Birth, rules: AgeRules) -> dt.date:
    """Return the last day of dual learning: the end of the school year in which the learner reaches the maximum age."""
    return school_year_end(birthday(birth, rules.dual_max))


def dual_from(birth: Birth, rules: AgeRules, *, first_grade_done: bool) -> dt.date:
    """Return the first day on which the learner is certainly old enough for dual learning."""
    return birthday(birth, rules.dual_min_first_grade if first_grade_done else rules.dual_min)


def month_matters(year: int, today: dt.date, rules: AgeRules) -> bool:
    """Return whether the month of birth can change the answer, so that it has to be asked."""
    reached = today.year - year
    young = range(rules.dual_min_first_grade, rules.dual_min + 2)
    old = range(rules.dual_max - 1, rules.dual_max + 2)
    return reached in young or reached in old or reached == rules.adult


def first_grade_matters(birth: Birth, today: dt.date, rules: AgeRules) -> bool:
    """Return whether the first grade decides: between the two minimum ages."""
    return rules.dual_min_first_grade <= age_on(birth, today) < rules.dual_min
