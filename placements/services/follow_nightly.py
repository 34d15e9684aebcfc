"""What the night does to appointments and try-out days that wait for an answer."""

from accounts.actor import SYSTEM
from core import clock
from core.states import MoveRefused
from placements.selectors import planner as found
from placements.selectors import tryout as tries
from placements.services.planner import cancel_meeting, remind_meeting
from placements.services.tryout import ask_review, close_review, expire_try_out

NOBODY_CHOSE = "Er is op tijd geen moment gekozen."


def follow_meetings() -> dict[str, int]:
    """Remind of moments nobody answered in time, and call off proposals of which every moment is over.

    Returns how many of each. Each is its own transaction; safe to run twice.
    """
    counts = {"reminded": 0, "cancelled": 0}
    for meeting in found.without_future(clock.now()):
        try:
            cancel_meeting(actor=SYSTEM, meeting=meeting, reason=NOBODY_CHOSE)
        except MoveRefused:  # somebody chose or cancelled in the meantime
            continue
        counts["cancelled"] += 1
    for meeting in found.unanswered(clock.today()):
        counts["reminded"] += remind_meeting(meeting=meeting)
    return counts


def follow_try_outs() -> dict[str, int]:
    """Ask the two questions after the last day, close what was not answered in time. Returns how many of each.

    Each is its own transaction; safe to run twice.
    """
    today, counts = clock.today(), {"expired": 0, "asked": 0, "closed": 0}
    work = (
        ("expired", tries.unanswered, expire_try_out),
        ("asked", tries.over, ask_review),
        ("closed", tries.unreviewed, close_review),
    )
    for name, rows, verb in work:
        for row in rows(today):
            try:
                verb(actor=SYSTEM, try_out=row)
            except MoveRefused:  # somebody answered in the meantime
                continue
            counts[name] += 1
    return counts
