"""Pure arithmetic of terms."""

import calendar
import datetime as dt
from decimal import Decimal

DAYS = "dagen"
MONTHS = "maanden"
YEARS = "jaar"
MONTHS_A_YEAR = 12


def cutoff(today: dt.date, amount: int | Decimal, unit: str) -> dt.date:
    """Return the first day that is still kept: `today` minus a term in days, months or years.

    Raises ValueError for another unit or a negative amount.
    """
    if amount < 0:
        raise ValueError("a term is not negative")
    if unit == DAYS:
        return today - dt.timedelta(days=int(amount))
    if unit in {MONTHS, YEARS}:
        return _months_before(today, int(amount) * (MONTHS_A_YEAR if unit == YEARS else 1))
    raise ValueError(f"a term in {unit!r} is not known")


def _months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day some months earlier, or the last day of that month when it is shorter."""
    year, month0 = divmod(day.year * MONTHS_A_YEAR + day.month - 1 - months, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month0 + 1)[1]
    return dt.date(year, month0 + 1, min(day.day, last))


def kept_until(day: dt.date, amount: int | Decimal, unit: str) -> dt.date:
    """Return the day on which a term that started on `day` is over. Raises ValueError as `cutoff`."""
    if amount < 0:
        raise ValueError("a term is not negative")
    if unit == DAYS:
        return day + dt.timedelta(days=int(amount))
    if unit in {MONTHS, YEARS}:
        return _months_before(day, -int(amount) * (MONTHS_A_YEAR if unit == YEARS else 1))
    raise ValueError(f"a term in {unit!r} is not known")
