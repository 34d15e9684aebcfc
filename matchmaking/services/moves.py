"""The one way a proposal or a round changes state: lock, check, save, log line, journal. Verbs call this."""

from typing import Any

from accounts.actor import Actor
from core.states import require_move
from matchmaking.enums import PROPOSAL_MOVES, ROUND_MOVES, ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal, ProposalLog, RoundLog
from matchmaking.services.prospects import touch_place
from privacy import journal


def lock_proposal(proposal_id: int) -> Proposal:
    """Return the proposal with its learner, case and workplace; the row is locked until the transaction ends."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "learner__case", "workplace__establishment__company", "workplace__programme"
    )
    return rows.get(pk=proposal_id)


def move_proposal(
    *, actor: Actor, proposal: Proposal, target: ProposalState, reason: str = "", **changes: Any
) -> Proposal:
    """Move a locked proposal. `changes` are fields of the proposal. Raises `MoveRefused`."""
    source = ProposalState(proposal.state)
    require_move(PROPOSAL_MOVES, source, target, f"Dat kan niet: het voorstel staat op '{source.label}'.")
    for name, value in {"state": target, **changes}.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["state", *changes, "updated_at"])
    log_proposal(actor=actor, proposal=proposal, source=source, reason=reason)
    touch_place(workplace_id=proposal.workplace_id)
    return proposal


def log_proposal(*, actor: Actor, proposal: Proposal, source: str, reason: str = "") -> None:
    """Write the line of a move or an answer, and the journal (which never holds the typed reason)."""
    ProposalLog.objects.create(
        proposal=proposal,
        from_state=source,
        to_state=proposal.state,
        actor_label=actor.label[:120],
        reason=reason[:300],
    )
    journal.record(
        actor=actor, verb="proposal_moved", subject=proposal, from_state=str(source), to_state=str(proposal.state)
    )


def lock_round(round_id: int) -> MatchRound:
    """Return the round with its weights; the row is locked until the transaction ends."""
    return MatchRound.objects.select_for_update(of=("self",)).select_related("profile").get(pk=round_id)


def move_round(
    *, actor: Actor, round_: MatchRound, target: RoundState, reason: str = "", **changes: Any
) -> MatchRound:
    """Move a locked round. `changes` are fields of the round. Raises `MoveRefused`."""
    source = RoundState(round_.state)
    require_move(ROUND_MOVES, source, target, f"Dat kan niet: de ronde staat op '{source.label}'.")
    for name, value in {"state": target, **changes}.items():
        setattr(round_, name, value)
    round_.save(update_fields=["state", *changes, "updated_at"])
    log_round(actor=actor, round_=round_, source=source, reason=reason)
    return round_


def log_round(*, actor: Actor, round_: MatchRound, source: str, reason: str = "") -> None:
    """Write the line of a move and the journal."""
    RoundLog.objects.create(
        round=round_, from_state=source, to_state=round_.state, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb="round_moved", subject=round_, from_state=str(source), to_state=str(round_.state))
