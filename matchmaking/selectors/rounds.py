"""Reads of rounds."""

import datetime as dt
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from matchmaking.enums import ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.rules import SILENCE

BATCH = 20


def waiting_round_ids() -> list[int]:
    """Return the rounds that wait for a worker, oldest first."""
    waiting = MatchRound.objects.filter(state=RoundState.WAITING).order_by("created_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:BATCH])


def silent_round_ids(now: dt.datetime) -> list[int]:
    """Return running rounds without a recent sign of life."""
    silent = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - SILENCE)
    return list(MatchRound.objects.filter(silent, state=RoundState.RUNNING).values_list("pk", flat=True))


def round_list() -> "QuerySet[MatchRound]":
    """Return rounds with what their list shows."""
    of_state = {
        f"{state}_count": Count("proposals", filter=Q(proposals__state=state))
        for state in (ProposalState.DRAFT, ProposalState.OPEN, ProposalState.INTRODUCED)
    }
    return MatchRound.objects.select_related("subregion", "programme", "started_by").annotate(**of_state)


def round_page(public_id: UUID) -> MatchRound | None:
    """Return one round for its page."""
    rows = MatchRound.objects.select_related("subregion", "programme", "started_by", "profile")
    return rows.filter(public_id=public_id).first()


def drafts_of_round(round_: MatchRound) -> "QuerySet[Proposal]":
    """Return the drafts a colleague decides on, best for the learner first."""
    return round_.proposals.filter(state=ProposalState.DRAFT).with_pair().order_by("-learner_score", "pk")


def proposal_page(public_id: UUID) -> Proposal | None:
    """Return one proposal for its page on the desk."""
    rows = Proposal.objects.with_pair().select_related("round", "approved_by").prefetch_related("log")
    return rows.filter(public_id=public_id).first()


def is_claimed(round_id: int, claim: str) -> bool:
    """Tell whether the worker with this key still owns a running round (1 query)."""
    return MatchRound.objects.filter(pk=round_id, state=RoundState.RUNNING, claim=claim).exists()
