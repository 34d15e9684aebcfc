"""What an agreement does to the case of the learner."""

import datetime as dt

from accounts.actor import Actor
from learners.enums import CaseState, Cause, Reporter, Wish
from learners.models import Case, Learner
from learners.services import cases, contact
from learners.services.break_offs import report_break_off
from placements.models import Agreement


def place_learner(*, actor: Actor, learner: Learner) -> None:
    """Bring the case to 'placed', from whatever open state it is in: the term of training days stops."""
    case = Case.objects.filter(learner=learner).first()
    if case is None or case.state in (CaseState.PLACED, CaseState.CLOSED):
        return
    if case.state == CaseState.NEW:
        contact.note_contact(actor=actor, case=case, text="Er is een overeenkomst.")
    elif case.state == CaseState.PARKED:
        cases.resume_case(actor=actor, case=case)
    elif case.state == CaseState.REFERRED:
        cases.take_back_case(actor=actor, case=case)
    cases.place_case(actor=actor, case=case)


def release_learner(*, actor: Actor, agreement: Agreement, ended_on: dt.date) -> None:
    """Report that the workplace fell away, unless another agreement of the learner still binds: the term of training
    days starts again and another place is looked for. Who reported it earlier is not asked twice.
    """
    if Agreement.objects.binding().filter(learner=agreement.learner_id).exclude(pk=agreement.pk).exists():
        return
    case = Case.objects.filter(learner=agreement.learner_id).first()
    if case is not None and case.state == CaseState.PLACED:
        report_break_off(
            actor=actor,
            case=case,
            cause=cause_of(agreement.end_cause),
            ended_on=ended_on,
            wish=Wish.UNKNOWN,
            reporter=Reporter.STAFF if actor.is_staff or actor.is_system else Reporter.SCHOOL,
        )


def cause_of(code: str) -> Cause:
    """Return the cause behind the code of an agreement; a code outside the closed list counts as 'something else'."""
    return Cause(code) if code in Cause.values else Cause.OTHER
