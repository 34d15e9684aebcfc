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


def release_learner(
    *, actor: Actor, agreement: Agreement, ended_on: dt.date, cause: Cause, wish: Wish, reporter: Reporter
) -> None:
    """Report the break-off on the case, so that the term of training days starts again and the search begins; not while
    another agreement of the learner still binds.
    """
    if Agreement.objects.binding().filter(learner=agreement.learner_id).exclude(pk=agreement.pk).exists():
        return
    case = Case.objects.filter(learner=agreement.learner_id).first()
    if case is not None and case.state == CaseState.PLACED:
        report_break_off(actor=actor, case=case, cause=cause, ended_on=ended_on, wish=wish, reporter=reporter)
