"""Rows whose term may have passed; the services decide under a lock."""

import datetime as dt

from learners.enums import CaseState, ReferralState
from learners.models import Case, Referral


def broken_promise_ids(moment: dt.datetime) -> list[int]:
    """Return the new cases whose first contact was promised before a moment."""
    return list(Case.objects.promised_before(moment).values_list("pk", flat=True))


def due_case_ids(today: dt.date) -> list[int]:
    """Return the waiting cases whose follow-up date has come."""
    due = Case.objects.filter(state__in=CaseState.WAITING, state_due_on__lte=today)
    return list(due.values_list("pk", flat=True))


def running_clock_ids() -> list[int]:
    """Return the open cases of learners whose training-day term runs."""
    running = Case.objects.open().filter(learner__clock_started_on__isnull=False)
    return list(running.values_list("pk", flat=True))


def unanswered_referral_ids() -> list[int]:
    """Return the hand-overs without an answer."""
    waiting = Referral.objects.filter(state__in=(ReferralState.SENT, ReferralState.SEEN))
    return list(waiting.values_list("pk", flat=True))
