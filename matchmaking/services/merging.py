"""Two files of one learner become one: the same place may not be proposed twice."""

from accounts.actor import Actor
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.services.moves import lock_proposal, move_proposal

FURTHER = (ProposalState.DRAFT, ProposalState.OPEN, ProposalState.INTRODUCED)
REASON = "Twee dossiers van dezelfde lerende werden samengevoegd"


def settle_proposal(actor: Actor, row: Proposal, winner: Learner) -> None:
    """Of two live proposals of one place, withdraw the one that is less far (of equals the one that moves)."""
    own = Proposal.objects.live().filter(learner=winner, workplace=row.workplace_id).get()
    less = own if FURTHER.index(ProposalState(own.state)) < FURTHER.index(ProposalState(row.state)) else row
    move_proposal(actor=actor, proposal=lock_proposal(less.pk), target=ProposalState.WITHDRAWN, reason=REASON)
