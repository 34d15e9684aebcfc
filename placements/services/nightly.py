"""What the calendar does to agreements."""

from accounts.actor import SYSTEM
from core import clock
from core.states import MoveRefused
from placements.selectors import due
from placements.services.running import end_agreement, start_running


def follow_calendar() -> dict[str, int]:
    """Start the agreements whose first day is there and end those past their last day. Returns how many of each.

    Each agreement is its own transaction; one that somebody moved in the meantime is left alone.
    """
    counts = {"started": 0, "ended": 0}
    for agreement in due.starting_by(clock.today()):
        try:
            start_running(actor=SYSTEM, agreement=agreement)
        except MoveRefused:
            continue
        counts["started"] += 1
    for agreement in due.ending_before(clock.today()):
        if agreement.ends_on is None:
            continue
        try:
            end_agreement(actor=SYSTEM, agreement=agreement, ended_on=agreement.ends_on)
        except MoveRefused:
            continue
        counts["ended"] += 1
    return counts
