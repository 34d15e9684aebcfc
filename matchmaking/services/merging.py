"""Two files of one learner become one: the same place may not be proposed twice."""

from accounts.actor import Actor
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, TakenPlace
from matchmaking.services.moves import lock_proposal, move_proposal

FURTHER = (ProposalState.DRAFT, ProposalState.OPEN, ProposalState.INTRODUCED)
REASON = "Twee dossiers van dezelfde lerende werden samengevoegd"


def settle_proposal(actor: Actor, row: Proposal, winner: Learner) -> None:
    """Of two live proposals of one place, withdraw the one that is less far (of equals the one that moves)."""
    own = Proposal.objects.live().filter(learner=winner, workplace=row.workplace_id).get()
    less = own if FURTHER.index(ProposalState(own.state)) < FURTHER.index(ProposalState(row.state)) else row
    move_proposal(actor=actor, proposal=lock_proposal(less.pk), target=ProposalState.WITHDRAWN, reason=REASON)


def settle_taken_place(actor: Actor, row: TakenPlace, winner: Learner) -> None:  # noqa: ARG001 - the shape of every settle
    """Of two rows about one place, keep one: it is held when either is."""
    own = TakenPlace.objects.get(learner=winner, workplace=row.workplace_id)
    if own.freed_at is None or row.freed_at is None:
        row.freed_at = None
    else:
        row.freed_at = max(own.freed_at, row.freed_at)
    row.save(update_fields=["freed_at"])
    own.delete()
