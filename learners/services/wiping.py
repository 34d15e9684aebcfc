"""Stopping at the learner's request, and wiping what tells who somebody is."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from core import clock
from core.codes import new_code
from core.languages import in_dutch
from core.retention import Rows
from learners.enums import CaseState, EventVerb
from learners.models import (
    Appointment,
    BreakOff,
    Case,
    CaseEvent,
    ClockPause,
    ContactDetails,
    CoView,
    FormerFile,
    HandIn,
    Intake,
    Interview,
    Referral,
)
from learners.selectors.referrals import open_referrals
from learners.selectors.terms import terms_on
from learners.services.cases import close_case
from learners.services.referrals import withdraw_referral
from learners.services.timeline import add_event, lock_case
from privacy import journal


@in_dutch
@transaction.atomic
def request_stop(*, actor: Actor, case: Case) -> Case:
    """Close a case because the learner asks so, and plan the wiping. Asking twice changes nothing."""
    locked = lock_case(case.pk)
    if locked.wipe_on is not None:
        return locked
    for referral in open_referrals(locked.learner):
        withdraw_referral(referral=referral, actor=actor)
    if locked.state != CaseState.CLOSED:
        close_case(actor=actor, case=locked, reason=_("Op vraag van de lerende"))
        locked = lock_case(case.pk)
    today = clock.today()
    locked.wipe_on = today + dt.timedelta(days=terms_on(today).wipe_days)
    locked.save(update_fields=["wipe_on", "updated_at"])
    journal.record(actor=actor, verb="wipe_requested", subject=locked.learner)
    return locked


@transaction.atomic
def wipe_cases(rows: Rows) -> int:
    """Wipe a batch of closed cases. Returns how many."""
    count = 0
    for case_id in rows.values_list("pk", flat=True)[:500]:
        wipe_case(case_id=case_id)
        count += 1
    return count


@transaction.atomic
def close_idle_cases(rows: Rows) -> int:
    """Close a batch of cases nobody has worked on for the whole term; they are wiped a term later. Returns how many."""
    cases = list(rows[:500])
    for case in cases:
        close_case(actor=SYSTEM, case=case, reason=_("Lang niets meer gehoord"))
    return len(cases)


@transaction.atomic
def wipe_case(*, case_id: int) -> None:
    """Take away everything that can tell who the learner is; keep what figures need (route, programme, sub-region)."""
    case = lock_case(case_id)
    ContactDetails.objects.filter(learner=case.learner_id).delete()
    FormerFile.objects.filter(learner=case.learner_id).delete()
    Intake.objects.filter(learner=case.learner_id).update(answers={})
    CaseEvent.objects.filter(case=case).update(text="", actor_label="")
    Appointment.objects.filter(case=case).delete()
    CoView.objects.filter(learner=case.learner_id).delete()
    HandIn.objects.filter(case=case).delete()
    Referral.objects.filter(case=case).update(note="", outcome_note="", consent_by="")
    ClockPause.objects.filter(learner=case.learner_id).delete()
    Interview.objects.filter(learner=case.learner_id).delete()
    BreakOff.objects.filter(case=case).update(reported_by="")
    _empty_learner(case)
    case.closed_reason = ""
    case.wipe_on = None
    case.save(update_fields=["closed_reason", "wipe_on", "updated_at"])
    add_event(case=case, actor=SYSTEM, verb=EventVerb.WIPED)
    journal.record(actor=SYSTEM, verb="learner_wiped", subject=case.learner)


def _empty_learner(case: Case) -> None:
    learner = case.learner
    emptied: dict[str, Any] = {
        "code": new_code(),
        "birth_month": None,
        "postal_code": "",
        "coach": None,
        "own_company_name": "",
        "languages": [],
        "licences": [],
        "accessibility": [],
        "barriers": [],
        "readiness_source": "",
        "promote_reason": "",
        "clock_pauses": [],
    }
    for name, value in emptied.items():
        setattr(learner, name, value)
    learner.save(update_fields=[*emptied, "updated_at"])
    learner.wanted_activities.clear()
