"""What happens when nobody answers. Each verb looks again under a lock, so running it twice is harmless."""

import datetime as dt

from django.db import transaction

from accounts.actor import SYSTEM
from core import clock
from core.queue import enqueue
from matchmaking import rules, sentences
from matchmaking.enums import Answer, ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.selectors import people
from matchmaking.selectors.terms import terms
from matchmaking.services import mails
from matchmaking.services.asking import remind_company
from matchmaking.services.moves import lock_proposal, lock_round, move_proposal
from matchmaking.services.rounds import close_round
from matchmaking.services.withdrawing import NEXT_BEST, was_company_asked


@transaction.atomic
def remind(*, proposal_id: int, today: dt.date) -> Proposal:
    """Send the one reminder to whoever was asked and did not answer."""
    locked = lock_proposal(proposal_id)
    due = locked.answer_due_on
    if locked.state != ProposalState.OPEN or due is None:
        return locked
    if not rules.may_remind(due=due, reminded=locked.reminded_at is not None, today=today, terms=terms(today)):
        return locked
    locked.reminded_at = clock.now()
    locked.save(update_fields=["reminded_at", "updated_at"])
    told = people.with_people(locked.pk)
    if told.learner_answer == Answer.WAITING:
        mails.remind_learner(told)
    if told.company_answer == Answer.WAITING and was_company_asked(told):
        remind_company(proposal=locked)
    return locked


@transaction.atomic
def expire(*, proposal_id: int, today: dt.date) -> Proposal:
    """End a proposal that stayed without answer; the next best is made."""
    locked = lock_proposal(proposal_id)
    due = locked.answer_due_on
    if locked.state != ProposalState.OPEN or due is None or not rules.has_expired(due, today, terms(today)):
        return locked
    move_proposal(actor=SYSTEM, proposal=locked, target=ProposalState.EXPIRED, reason=sentences.NO_ANSWER)
    enqueue(NEXT_BEST, learner_id=locked.learner_id)
    return locked


@transaction.atomic
def close_finished(*, round_id: int) -> MatchRound:
    """Close a published round in which nothing waits any more."""
    round_ = lock_round(round_id)
    waiting = (ProposalState.DRAFT, ProposalState.OPEN)
    if round_.state == RoundState.PUBLISHED and not round_.proposals.filter(state__in=waiting).exists():
        return close_round(actor=SYSTEM, round_=round_, reason=sentences.ROUND_OVER)
    return round_
