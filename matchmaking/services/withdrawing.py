"""Taking proposals back, one by one or because the place or the search is gone."""

from django.db import transaction

from accounts.actor import Actor
from core.queue import enqueue
from learners.enums import EventVerb
from learners.services.timeline import add_event
from matchmaking import rules, sentences
from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.selectors.load import place_now
from matchmaking.services import mails
from matchmaking.services.moves import lock_proposal, move_proposal

NEXT_BEST = "matchmaking.tasks.find_next_best"


@transaction.atomic
def withdraw_proposal(*, actor: Actor, proposal: Proposal, reason: str, search_on: bool = True) -> Proposal:
    """Take a live proposal back and tell those who were asked. Raises MoveRefused when it is over.

    With `search_on` the next best is made for the learner.
    """
    locked = lock_proposal(proposal.pk)
    was_asked = locked.state in (ProposalState.OPEN, ProposalState.INTRODUCED)
    move_proposal(actor=actor, proposal=locked, target=ProposalState.WITHDRAWN, reason=reason)
    if was_asked:
        told = people.with_people(locked.pk)
        lost = reason == sentences.PLACE_LOST
        mails.tell_withdrawn(told, learner=search_on, company=was_company_asked(told), lost=lost)
        if search_on:
            enqueue(NEXT_BEST, learner_id=locked.learner_id)
    return locked


def was_company_asked(proposal: Proposal) -> bool:
    """Tell whether the company got this proposal."""
    return (
        proposal.company_answer != Answer.WAITING
        or proposal.learner_answer == Answer.YES
        or people.agreed_to_share(proposal.learner_id)
    )


@transaction.atomic
def withdraw_of_workplace(*, actor: Actor, workplace_id: int, reason: str) -> int:
    """Withdraw every draft and open proposal of a workplace that is gone; return how many."""
    rows = _waiting_at(workplace_id)
    for row in rows:
        withdraw_proposal(actor=actor, proposal=row, reason=reason)
    return len(rows)


@transaction.atomic
def review_workplace(*, actor: Actor, workplace_id: int) -> int:
    """Withdraw the drafts and open proposals that no longer stand since their workplace changed; return how many.

    An introduction is left to a colleague: see `selectors.work_queue.without_recognition`.
    """
    rows = _waiting_at(workplace_id)
    if not rows:
        return 0
    place, withdrawn = place_now(workplace_id), 0
    for row in rows:
        proposed_at = row.approved_at or row.created_at
        verdict = rules.still_stands(place, proposed_at=proposed_at, company_answer=row.company_answer)
        if not verdict:
            withdraw_proposal(actor=actor, proposal=row, reason=" ".join(verdict.reasons))
            withdrawn += 1
    return withdrawn


def _waiting_at(workplace_id: int) -> list[Proposal]:
    """Drafts and open proposals of a workplace, locked."""
    rows = Proposal.objects.select_for_update().filter(
        workplace=workplace_id, state__in=(ProposalState.DRAFT, ProposalState.OPEN)
    )
    return list(rows.order_by("pk"))


@transaction.atomic
def hold_of_learner(*, actor: Actor, learner_id: int) -> int:
    """Withdraw everything of a learner who takes another step first, and tell both sides so; return how many.

    The company does not hear why: the class council's advice is not theirs to read.
    """
    rows = list(Proposal.objects.live().filter(learner=learner_id).order_by("pk"))
    for row in rows:
        locked = lock_proposal(row.pk)
        was_asked = locked.state in (ProposalState.OPEN, ProposalState.INTRODUCED)
        move_proposal(actor=actor, proposal=locked, target=ProposalState.WITHDRAWN, reason=sentences.OTHER_STEP)
        if was_asked:
            told = people.with_people(locked.pk)
            text = sentences.held_line(told)
            add_event(case=told.learner.case, actor=actor, verb=EventVerb.PROPOSED, text=text, for_learner=True)
            mails.tell_held(told, company=was_company_asked(told))
    return len(rows)


@transaction.atomic
def withdraw_of_learner(*, actor: Actor, learner_id: int, reason: str, introduced: bool = False) -> int:
    """Withdraw what a learner no longer needs; with `introduced` also what became an introduction. Return how many."""
    states = ProposalState.LIVE if introduced else (ProposalState.DRAFT, ProposalState.OPEN)
    rows = list(Proposal.objects.filter(learner=learner_id, state__in=states).order_by("pk"))
    for row in rows:
        withdraw_proposal(actor=actor, proposal=row, reason=reason, search_on=False)
    return len(rows)
