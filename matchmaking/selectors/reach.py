"""Who may open which page."""

from uuid import UUID

from accounts.actor import Actor
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.models.proposal import ProposalQuerySet


def learner_for(actor: Actor, public_id: UUID) -> Learner | None:
    """Return a learner this actor may see, with what the pages show."""
    return Learner.objects.visible_to(actor).with_case().filter(public_id=public_id).first()


def may_answer_for(actor: Actor, learner: Learner) -> bool:
    """Tell whether this actor may answer in the learner's name: with the code, or as a colleague on the phone."""
    return actor.is_staff or learner.pk in actor.learners


def of_learner(learner: Learner, code: str) -> Proposal | None:
    """Return an approved proposal of this learner."""
    return _approved().filter(learner=learner, code=code).first()


def by_public_id(public_id: str) -> Proposal | None:
    """Return the approved proposal behind a mailed link."""
    return _approved().filter(public_id=public_id).first()


def _approved() -> ProposalQuerySet:
    return Proposal.objects.with_pair().select_related("learner__case__owner").exclude(state=ProposalState.DRAFT)
