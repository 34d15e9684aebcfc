"""Pure questions about courses and certificates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from catalogue.rules import BRUSSELS
from core.verdict import YES, Verdict, no
from knowledge.course_enums import CourseState

HOUR = Decimal(3600)


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it was planned; `called_off` counts for nothing."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    called_off: bool = False


def may_enrol(*, state: str, upcoming: int) -> Verdict:
    """Tell whether somebody may still enrol for a course."""
    if state == CourseState.DROPPED:
        return no(_("Deze vorming gaat niet door."))
    if state != CourseState.OPEN:
        return no(_("Voor deze vorming kun je niet meer inschrijven."))
    if not upcoming:
        return no(_("Alle sessies zijn begonnen of voorbij."))
    return YES


def may_open(sessions: Sequence[Held], now: dt.datetime) -> Verdict:
    """Tell whether a course may be opened: there is a session still to come."""
    if any(one.starts_at > now and not one.called_off for one in sessions):
        return YES
    return no("Plan eerst een sessie die nog moet komen.")


def may_finish(sessions: Sequence[Held], now: dt.datetime) -> Verdict:
    """Tell whether a course may be closed: every session is over."""
    if any(one.ends_at > now and not one.called_off for one in sessions):
        return no("Er komt nog een sessie. Wacht tot die voorbij is.")
    return YES


def sessions_needed(sessions: Sequence[Held], agreed: int | None) -> int:
    """Return how many sessions a certificate asks: what was agreed, never more than were held."""
    held = sum(not one.called_off for one in sessions)
    return min(agreed, held) if agreed else held


def earned(attended: Sequence[Held], needed: int) -> bool:
    """Tell whether somebody earned a certificate."""
    return bool(needed) and len(attended) >= needed


def hours_of(attended: Sequence[Held]) -> Decimal:
    """Return the hours of the sessions somebody was at, to a quarter of an hour."""
    seconds = sum((one.ends_at - one.starts_at).total_seconds() for one in attended)
    return (Decimal(int(seconds)) / HOUR * 4).to_integral_value() / 4


def last_day(attended: Sequence[Held]) -> dt.date:
    """Return the day of the last session somebody was at."""
    return max(one.starts_at.astimezone(BRUSSELS).date() for one in attended)
