"""Pure questions about a programme request: its dates, the norm, who may do what, and how far the dossier is."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from core.verdict import YES, Verdict, no
from research.request_enums import RequestKind, RequestState

YEARS = ("expected_1", "expected_2", "expected_3")
ALWAYS_TOLD = ("teacher_needs", "complementarity")
NEVER_EXPECTS = (RequestKind.STOP,)


def first_day(start_year: str) -> dt.date:
    """Return the first day of a school year such as '2027-2028'."""
    return dt.date(int(start_year[:4]), 9, 1)


def deadline(start_year: str, month: int, day: int) -> dt.date:
    """Return the last day on which a request for a school year may leave: in the calendar year before it starts."""
    return dt.date(int(start_year[:4]) - 1, month, day)


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later; the last day of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def counting_day(start_year: str, month: int, day: int) -> dt.date:
    """Return the day in the first school year from which who came is compared with who was expected."""
    first = first_day(start_year)
    return dt.date(first.year + (month < first.month), month, day)


def start_years(today: dt.date, month: int, day: int) -> list[str]:
    """Return the school years that can still be asked for in time, the next two, and the one that is just late."""
    first = today.year + 1 if (today.month, today.day) <= (month, day) else today.year + 2
    years = [first, first + 1]
    late = first - 1
    if dt.date(late, 9, 1) > today:
        years.append(late)
    return [f"{year}-{year + 1}" for year in years]


def under_norm(expected: dict[str, int | None], norm: int | None) -> list[int]:
    """Return the years (1 to 3) whose expected number of learners is below the norm; none without a norm."""
    if norm is None:
        return []
    return [at for at, key in enumerate(YEARS, start=1) if (told := expected.get(key)) is not None and told < norm]


def may_submit(kind: str, told: dict[str, object], today: dt.date, until: dt.date | None) -> Verdict:
    """Return whether a dossier can go to the forum, with everything that is still missing."""
    faults = []
    if kind not in NEVER_EXPECTS and any(told.get(key) is None for key in YEARS):
        faults.append("Vul in hoeveel lerenden jullie de eerste drie jaar verwachten.")
    if not told.get("teacher_needs"):
        faults.append("Vul in welke leraren jullie nodig hebben.")
    if not told.get("complementarity"):
        faults.append("Leg uit hoe de opleiding past naast wat er al is.")
    if until is not None and today > until and not told.get("late_reason"):
        faults.append(f"De termijn was {until:%d/%m/%Y}. Leg uit waarom de aanvraag later komt.")
    return no(*faults) if faults else YES


def days_late(state: str, today: dt.date, until: dt.date | None, decision_by: dt.date | None) -> int:
    """Return how many days a request is over its date; 0 when it is not."""
    due = decision_by if state == RequestState.SENT else until if state in RequestState.BEFORE_SENT else None
    return max(0, (today - due).days) if due else 0


def warning_step(today: dt.date, until: dt.date | None, steps: Collection[int]) -> int | None:
    """Return the step (days before) that is due for a draft, 0 when its deadline passed, None when it is early."""
    if until is None:
        return None
    left = (until - today).days
    if left < 0:
        return 0
    return next((step for step in sorted(steps) if left <= step), None)


@dataclass(frozen=True, slots=True)
class Filled:
    """How much of a dossier stands there: fields the portal filled, fields there are."""

    by_portal: int
    total: int

    @property
    def percent(self) -> int:
        """The share in whole percents, rounded down."""
        return self.by_portal * 100 // self.total if self.total else 0
