"""The life of a round up to its result: start, claim, progress, finish, fail, retry, cancel.

The row is the truth. A worker owns a round by the key in `claim`; every write of a worker names that key, so a worker
that was taken for dead can no longer change anything.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import SYSTEM, Actor
from catalogue.models import Programme, Subregion
from core import clock
from core.queue import enqueue
from matchmaking import rules
from matchmaking.enums import ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal, ProposalLog, WeightProfile
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.services.moves import lock_round, log_round, move_proposal, move_round
from matchmaking.services.snapshots import Kept, keep_snapshot

RUN = "matchmaking.tasks.run_round"
LOTTERY = 2**31 - 1
BATCH = 500


class RoundLost(Exception):
    """The round was stopped, or another worker took it over: this worker must leave it alone."""


@transaction.atomic
def start_round(
    *,
    actor: Actor,
    subregion: Subregion | None = None,
    programme: Programme | None = None,
    as_of: dt.date | None = None,
    seed: int | None = None,
) -> MatchRound:
    """Queue a round over a sub-region and a programme (None: all of them), on the state of a day (default today).

    Raises ValidationError when the day lies in the past, when there are no weights, or when a round about the same
    learners is still busy or waits to be looked at.
    """
    day = as_of or clock.today()
    if day < clock.today():
        raise ValidationError({"as_of": "Kies vandaag of een latere dag."})
    try:
        profile = current_profile(day)
    except NoWeights as error:
        raise ValidationError(str(error)) from error
    # Locking the weights makes two starts at once wait for each other.
    WeightProfile.objects.select_for_update().get(pk=profile.pk)
    _refuse_overlap(subregion.pk if subregion else None, programme.pk if programme else None)
    round_ = MatchRound.objects.create(
        profile=profile,
        subregion=subregion,
        programme=programme,
        as_of=day,
        seed=secrets.randbelow(LOTTERY) if seed is None else seed,
        started_by_id=actor.user_id,
    )
    log_round(actor=actor, round_=round_, source="")
    enqueue(RUN, round_id=round_.pk)
    return round_


def _refuse_overlap(subregion_id: int | None, programme_id: int | None) -> None:
    unfinished = MatchRound.objects.filter(state__in=(*RoundState.BUSY, RoundState.READY))
    for other in unfinished.only("subregion_id", "programme_id", "state"):
        if rules.scopes_overlap((subregion_id, programme_id), (other.subregion_id, other.programme_id)):
            words = RoundState(other.state).label.lower()
            raise ValidationError(f"Er is al een ronde voor deze lerenden (status: {words}). Werk die eerst af.")


def claim_round(*, round_id: int) -> str | None:
    """Take a waiting round for this worker; return the key of the claim, None when it is not there to take.

    A conditional UPDATE decides, so two workers never run one round.
    """
    key = secrets.token_hex(16)
    with transaction.atomic():
        taken = MatchRound.objects.filter(pk=round_id, state=RoundState.WAITING).update(
            state=RoundState.RUNNING,
            claim=key,
            heartbeat_at=clock.now(),
            progress_done=0,
            progress_total=0,
            error="",
        )
        if not taken:
            return None
        log_round(actor=SYSTEM, round_=MatchRound.objects.get(pk=round_id), source=RoundState.WAITING)
    return key


def note_progress(*, round_id: int, claim: str, done: int, total: int) -> None:
    """Store how far the work is, as a sign of life. Raises RoundLost when the round is no longer ours."""
    kept = MatchRound.objects.filter(pk=round_id, state=RoundState.RUNNING, claim=claim).update(
        progress_done=done, progress_total=total, heartbeat_at=clock.now()
    )
    if not kept:
        raise RoundLost


@transaction.atomic
def finish_round(
    *,
    round_id: int,
    claim: str,
    drafts: Iterable[Proposal],
    metrics: dict[str, Any],
    kept: Kept | None = None,
    **fingerprints: str,
) -> MatchRound:
    """Store the draft proposals, the figures and the input; the round is ready to be looked at. Raises RoundLost.

    `fingerprints`: `snapshot_fingerprint`, `result_fingerprint` and `engine_version`.
    """
    round_ = _ours(round_id, claim)
    if kept is not None:
        keep_snapshot(round_=round_, content=kept.content, learner_ids=kept.learner_ids)
    made = Proposal.objects.bulk_create(drafts, batch_size=BATCH)
    ProposalLog.objects.bulk_create(
        [ProposalLog(proposal=one, to_state=one.state, actor_label=SYSTEM.label, reason=str(round_)) for one in made],
        batch_size=BATCH,
    )
    return move_round(
        actor=SYSTEM,
        round_=round_,
        target=RoundState.READY,
        metrics=metrics,
        finished_at=clock.now(),
        progress_done=max(round_.progress_total, 1),
        progress_total=max(round_.progress_total, 1),
        claim="",
        **fingerprints,
    )


@transaction.atomic
def fail_round(*, round_id: int, claim: str, error: str) -> MatchRound:
    """Note that the work failed, with a sentence for the screen. Raises RoundLost when the round is not ours."""
    round_ = _ours(round_id, claim)
    return move_round(actor=SYSTEM, round_=round_, target=RoundState.FAILED, reason=error, error=error[:300], claim="")


@transaction.atomic
def rescue_round(*, round_id: int) -> MatchRound:
    """Take back a round whose worker fell silent: it waits again, or stays failed after too many attempts."""
    round_ = lock_round(round_id)
    if round_.state != RoundState.RUNNING or not rules.is_silent(round_.heartbeat_at, clock.now()):
        return round_
    failures = round_.log.filter(to_state=RoundState.FAILED).count() + 1
    error = "De rekenaar viel stil. We proberen het opnieuw."
    if not rules.may_retry(failures):
        error = f"De rekenaar viel {failures} keer stil. Probeer opnieuw of vraag hulp."
    move_round(actor=SYSTEM, round_=round_, target=RoundState.FAILED, reason=error, error=error, claim="")
    return retry_round(actor=SYSTEM, round_=round_) if rules.may_retry(failures) else round_


@transaction.atomic
def retry_round(*, actor: Actor, round_: MatchRound) -> MatchRound:
    """Put a failed round back in the queue. Raises MoveRefused in any other state."""
    locked = lock_round(round_.pk)
    move_round(actor=actor, round_=locked, target=RoundState.WAITING, progress_done=0, progress_total=0)
    enqueue(RUN, round_id=locked.pk)
    return locked


@transaction.atomic
def cancel_round(*, actor: Actor, round_: MatchRound, reason: str = "") -> MatchRound:
    """Stop a round that waits, runs, failed or is ready. A running worker stops at its next step; drafts go.

    Raises MoveRefused when the round is published or over.
    """
    locked = lock_round(round_.pk)
    move_round(actor=actor, round_=locked, target=RoundState.CANCELLED, reason=reason, claim="")
    withdraw_drafts(actor=actor, round_=locked, reason=reason or "De ronde is gestopt.")
    return locked


@transaction.atomic
def close_round(*, actor: Actor, round_: MatchRound, reason: str = "") -> MatchRound:
    """Close a published round: drafts nobody approved are withdrawn. Raises MoveRefused in any other state."""
    locked = lock_round(round_.pk)
    move_round(actor=actor, round_=locked, target=RoundState.CLOSED, reason=reason)
    withdraw_drafts(actor=actor, round_=locked, reason=reason or "De ronde is afgesloten.")
    return locked


def withdraw_drafts(*, actor: Actor, round_: MatchRound, reason: str) -> None:
    """Withdraw what was never proposed to anybody."""
    for draft in round_.proposals.select_for_update(of=("self",)).filter(state=ProposalState.DRAFT).order_by("pk"):
        move_proposal(actor=actor, proposal=draft, target=ProposalState.WITHDRAWN, reason=reason)


def _ours(round_id: int, claim: str) -> MatchRound:
    round_ = lock_round(round_id)
    if round_.state != RoundState.RUNNING or round_.claim != claim:
        raise RoundLost
    return round_
