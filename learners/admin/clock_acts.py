"""Acts of a colleague about a lost workplace, in the words of the services."""

import datetime as dt

from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.states import MoveRefused
from learners.enums import Cause, Reporter, Wish
from learners.models import BreakOff, Case
from learners.selectors.break_offs import reported_of
from learners.services.break_offs import report_break_off, undo_break_off


def report_lost(*, actor: Actor, case: Case, cause: Cause, ended_on: dt.date, wish: Wish) -> BreakOff:
    """Report a lost workplace that a colleague heard of."""
    return report_break_off(actor=actor, case=case, cause=cause, ended_on=ended_on, wish=wish, reporter=Reporter.STAFF)


def undo_lost(*, actor: Actor, case: Case) -> BreakOff:
    """Take the current report back. Raises `MoveRefused` without one, or when it is too late."""
    reported = reported_of(case)
    if reported is None:
        raise MoveRefused(_("Er is geen melding om terug te nemen."))
    return undo_break_off(actor=actor, break_off=reported.row)


def can_undo(case: Case) -> bool:
    """Tell whether a report is there that may be taken back (`reported_at` comes from `desk.queue`)."""
    return getattr(case, "reported_at", None) is not None


def stands_still(case: Case) -> bool:
    """Tell whether a pause without an end goes on."""
    return any(last is None for _first, last in case.learner.clock_pauses)


def runs(case: Case) -> bool:
    """Tell whether a term runs that can be paused."""
    return case.learner.clock_started_on is not None and not stands_still(case)
