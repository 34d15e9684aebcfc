"""The end of a lost workplace: a new one was found, or the case was closed."""

from core import clock
from learners.enums import BreakOffOutcome
from learners.models import BreakOff, Case


def settle_break_off(case: Case, outcome: BreakOffOutcome) -> int:
    """Settle the current report of a locked case, when there is one. Verbs of the case call this. Returns how many."""
    moment = clock.now()
    return BreakOff.objects.current().filter(case=case).update(outcome=outcome, settled_at=moment, updated_at=moment)
