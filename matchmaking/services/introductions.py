"""When both said yes: learner, company and school know each other's names; and when it comes to nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from core import clock
from core.queue import enqueue
from core.states import MoveRefused
from learners.enums import CaseState
from learners.models import Case
from learners.services import cases
from matchmaking import sentences
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.services import mails
from matchmaking.services.decisions import note_decline
from matchmaking.services.moves import lock_proposal, move_proposal
from matchmaking.services.withdrawing import NEXT_BEST

TO_MATCHING = (CaseState.CONTACTED, CaseState.PARKED, CaseState.REFERRED)


def introduce(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Turn a locked proposal with two yeses into an introduction: case, mails, school. Raises MoveRefused."""
    move_proposal(
        actor=actor, proposal=proposal, target=ProposalState.INTRODUCED, introduced_at=clock.now(), reminded_at=None
    )
    _move_case(actor, proposal.learner.case)
    mails.introduce(people.with_people(proposal.pk))
    return proposal


def _move_case(actor: Actor, case: Case) -> None:
    """A second introduction leaves the case where it is."""
    if case.state == CaseState.INTRODUCED:
        return
    if case.state in TO_MATCHING:
        cases.start_matching(actor=actor, case=case)
    cases.introduce_case(actor=actor, case=case)


@transaction.atomic
def end_introduction(*, actor: Actor, proposal: Proposal, reason: str) -> Proposal:
    """Note that an introduction led to nothing: the pair is not proposed again and the search goes on.

    Raises ValidationError without a reason, MoveRefused when there is no introduction.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Noteer waarom de kennismaking niet tot een plek leidde."})
    locked = lock_proposal(proposal.pk)
    if locked.state != ProposalState.INTRODUCED:
        raise MoveRefused("Er loopt nu geen kennismaking voor dit voorstel.")
    move_proposal(actor=actor, proposal=locked, target=ProposalState.DECLINED, reason=reason)
    note_decline(actor=actor, pair=locked, reason=reason, until=None)
    case = locked.learner.case
    still = Proposal.objects.filter(learner=locked.learner_id, state=ProposalState.INTRODUCED).exists()
    if case.state == CaseState.INTRODUCED and not still:
        cases.end_introduction(actor=actor, case=case)
    enqueue(NEXT_BEST, learner_id=locked.learner_id)
    return locked


@transaction.atomic
def settle_ended(*, actor: Actor, learner_id: int) -> int:
    """Bring proposals in line with a case whose introduction ended on the learner's desk; return how many."""
    rows = list(Proposal.objects.filter(learner=learner_id, state=ProposalState.INTRODUCED).order_by("pk"))
    for row in rows:
        end_introduction(actor=actor, proposal=row, reason=sentences.INTRODUCTION_ENDED)
    return len(rows)
