"""Yes and no of the two sides."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.actor import Actor
from core import clock
from core.languages import in_dutch
from core.queue import enqueue
from core.states import MoveRefused
from learners.enums import EventVerb
from learners.rules.ages import school_year_end
from learners.selectors.coview import must_agree
from learners.services.timeline import add_event
from matchmaking import rules, sentences
from matchmaking.enums import Answer, CompanyReason, LearnerReason, ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.services import mails
from matchmaking.services.asking import ask_company
from matchmaking.services.decisions import note_decline
from matchmaking.services.introductions import introduce
from matchmaking.services.moves import lock_proposal, log_proposal, move_proposal
from matchmaking.services.withdrawing import NEXT_BEST

PARENT_FIRST = gettext_lazy(
    "Ook een ouder moet akkoord gaan. Deel op je pagina een meekijklink met je ouder. Daarna kun je hier ja zeggen."
)


@in_dutch
@transaction.atomic
def answer_learner(*, actor: Actor, proposal: Proposal, answer: str, reason: str = "") -> Proposal:
    """Store the learner's answer. Yes: the company is asked, or both are introduced. No: the next best follows.

    The same answer twice changes nothing. Raises ValidationError for a no without a reason from `LearnerReason`,
    MoveRefused when the proposal is over, or when a parent has to agree first (a colleague hears that on the phone).
    """
    _require_reason(answer, reason, LearnerReason.values)
    locked = lock_proposal(proposal.pk)
    if not _may(locked.state, locked.learner_answer, answer):
        return locked
    if answer == Answer.YES and not actor.is_staff and must_agree(locked.learner, clock.today()):
        raise MoveRefused(PARENT_FIRST)
    locked.learner_answer, locked.learner_answered_at = answer, clock.now()
    locked.learner_reason = reason if answer == Answer.NO else ""
    locked.save(update_fields=["learner_answer", "learner_answered_at", "learner_reason", "updated_at"])
    words = LearnerReason(reason).label if answer == Answer.NO else ""
    _note(actor, locked, sentences.learner_line(answer, words))
    if answer == Answer.NO:
        return _learner_refuses(actor, locked, words)
    if locked.company_answer == Answer.YES:
        return introduce(actor=actor, proposal=locked)
    ask_company(proposal=locked)
    return locked


@in_dutch
@transaction.atomic
def answer_company(*, actor: Actor, proposal: Proposal, answer: str, reason: str = "") -> Proposal:
    """Store the company's answer. Yes: wait for the learner, or introduce. No: the learner hears it, next best.

    The same answer twice changes nothing. Raises ValidationError for a no without a reason from `CompanyReason`,
    MoveRefused when the proposal is over.
    """
    _require_reason(answer, reason, CompanyReason.values)
    locked = lock_proposal(proposal.pk)
    if not _may(locked.state, locked.company_answer, answer):
        return locked
    locked.company_answer, locked.company_answered_at = answer, clock.now()
    locked.company_reason = reason if answer == Answer.NO else ""
    locked.save(update_fields=["company_answer", "company_answered_at", "company_reason", "updated_at"])
    words = CompanyReason(reason).label if answer == Answer.NO else ""
    _note(actor, locked, sentences.company_line(answer, words))
    if answer == Answer.NO:
        return _company_refuses(actor, locked, words)
    return introduce(actor=actor, proposal=locked) if locked.learner_answer == Answer.YES else locked


def _require_reason(answer: str, reason: str, known: list[str]) -> None:
    if answer not in (Answer.YES, Answer.NO):
        raise ValidationError({"answer": "Kies ja of nee."})
    if answer == Answer.NO and reason not in known:
        raise ValidationError({"reason": "Kies een reden. Zo zoeken we gerichter verder."})


def _may(state: str, given: str, answer: str) -> bool:
    """False when there is nothing to do. Raises MoveRefused when it may not."""
    verdict = rules.may_answer(state=state, given=given, answer=answer)
    if not verdict:
        raise MoveRefused(" ".join(verdict.reasons))
    return given != answer


def _note(actor: Actor, proposal: Proposal, line: str) -> None:
    log_proposal(actor=actor, proposal=proposal, source=proposal.state, reason=line)
    add_event(case=proposal.learner.case, actor=actor, verb=EventVerb.ANSWERED, text=line, for_learner=True)


def _learner_refuses(actor: Actor, proposal: Proposal, words: str) -> Proposal:
    """A learner's no holds until a colleague lifts it."""
    move_proposal(actor=actor, proposal=proposal, target=ProposalState.DECLINED, reason=words)
    note_decline(actor=actor, pair=proposal, reason=words, until=None)
    if proposal.company_answer == Answer.YES:
        mails.tell_company_no(people.with_people(proposal.pk))
    enqueue(NEXT_BEST, learner_id=proposal.learner_id)
    return proposal


def _company_refuses(actor: Actor, proposal: Proposal, words: str) -> Proposal:
    """A company's no holds until the end of the school year: next year has other places and mentors."""
    move_proposal(actor=actor, proposal=proposal, target=ProposalState.DECLINED, reason=words)
    until = school_year_end(clock.today())
    note_decline(actor=actor, pair=proposal, reason=words, until=until)
    if proposal.learner_answer == Answer.YES:
        mails.tell_learner_no(people.with_people(proposal.pk))
    enqueue(NEXT_BEST, learner_id=proposal.learner_id)
    return proposal
