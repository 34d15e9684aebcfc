"""The life of a comparison of policies: start, claim, progress, finish, fail, rescue, cancel, adopt.

As with rounds: the row is the truth, and a worker owns it by the key in `claim`.
"""

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import SYSTEM, Actor
from catalogue.models import Programme, Subregion
from core import clock
from core.queue import enqueue
from core.states import require_move
from matchmaking import rules
from matchmaking.engine.compare import Asked
from matchmaking.enums import COMPARISON_MOVES, ComparisonState
from matchmaking.models import PolicyComparison, PolicyComparisonLog, WeightProfile
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.services.rounds import LOTTERY, RoundLost
from matchmaking.services.weights import publish_weights
from privacy import journal

RUN = "matchmaking.tasks.run_comparison"


@transaction.atomic
def start_comparison(
    *,
    actor: Actor,
    asked: Asked,
    subregion: Subregion | None = None,
    programme: Programme | None = None,
    seed: int | None = None,
) -> PolicyComparison:
    """Queue a comparison on today's learners of a sub-region and a programme (None: all of them).

    Raises ValidationError when there are no weights, or when another comparison is still busy.
    """
    day = clock.today()
    try:
        profile = current_profile(day)
    except NoWeights as error:
        raise ValidationError(str(error)) from error
    # Locking the weights makes two starts at once wait for each other.
    WeightProfile.objects.select_for_update().get(pk=profile.pk)
    if PolicyComparison.objects.filter(state__in=ComparisonState.BUSY).exists():
        raise ValidationError("Er loopt al een vergelijking. Wacht tot die klaar is of stop ze.")
    comparison = PolicyComparison.objects.create(
        profile=profile,
        subregion=subregion,
        programme=programme,
        as_of=day,
        seed=secrets.randbelow(LOTTERY) if seed is None else seed,
        started_by_id=actor.user_id,
        **asked._asdict(),
    )
    _log(actor, comparison, "", "")
    enqueue(RUN, comparison_id=comparison.pk)
    return comparison


def claim_comparison(*, comparison_id: int) -> str | None:
    """Take a waiting comparison for this worker; return the key of the claim, None when it is not there to take."""
    key = secrets.token_hex(16)
    with transaction.atomic():
        taken = PolicyComparison.objects.filter(pk=comparison_id, state=ComparisonState.WAITING).update(
            state=ComparisonState.RUNNING,
            claim=key,
            heartbeat_at=clock.now(),
            progress_done=0,
            progress_total=0,
            error="",
        )
        if not taken:
            return None
        _log(SYSTEM, PolicyComparison.objects.get(pk=comparison_id), ComparisonState.WAITING, "")
    return key


def note_comparison(*, comparison_id: int, claim: str, done: int, total: int) -> None:
    """Store how far the work is, as a sign of life. Raises RoundLost when it is no longer ours."""
    rows = PolicyComparison.objects.filter(pk=comparison_id, state=ComparisonState.RUNNING, claim=claim)
    if not rows.update(progress_done=done, progress_total=total, heartbeat_at=clock.now()):
        raise RoundLost


@transaction.atomic
def finish_comparison(*, comparison_id: int, claim: str, results: dict[str, Any], version: str) -> PolicyComparison:
    """Store the figures. Raises RoundLost."""
    row = _ours(comparison_id, claim)
    values: dict[str, Any] = {"results": results, "engine_version": version, "finished_at": clock.now(), "claim": ""}
    return _move(SYSTEM, row, ComparisonState.READY, **values)


@transaction.atomic
def fail_comparison(*, comparison_id: int, claim: str, error: str) -> PolicyComparison:
    """Note that the work failed, with a sentence for the screen. Raises RoundLost."""
    row = _ours(comparison_id, claim)
    return _move(SYSTEM, row, ComparisonState.FAILED, reason=error, error=error[:300], claim="")


@transaction.atomic
def rescue_comparison(*, comparison_id: int) -> PolicyComparison:
    """Take back a comparison whose worker fell silent: it waits again, or stays failed after too many attempts."""
    row = _lock(comparison_id)
    if row.state != ComparisonState.RUNNING or not rules.is_silent(row.heartbeat_at, clock.now()):
        return row
    failures = row.log.filter(to_state=ComparisonState.FAILED).count() + 1
    error = f"De rekenaar viel {failures} keer stil. Probeer opnieuw of vraag hulp."
    _move(SYSTEM, row, ComparisonState.FAILED, reason=error, error=error, claim="")
    return retry_comparison(actor=SYSTEM, comparison=row) if rules.may_retry(failures) else row


@transaction.atomic
def retry_comparison(*, actor: Actor, comparison: PolicyComparison) -> PolicyComparison:
    """Put a failed comparison back in the queue. Raises MoveRefused in any other state."""
    row = _move(actor, _lock(comparison.pk), ComparisonState.WAITING, progress_done=0, progress_total=0)
    enqueue(RUN, comparison_id=row.pk)
    return row


@transaction.atomic
def cancel_comparison(*, actor: Actor, comparison: PolicyComparison) -> PolicyComparison:
    """Stop a comparison, or put a finished one aside. Raises MoveRefused once its policy was adopted."""
    return _move(actor, _lock(comparison.pk), ComparisonState.CANCELLED, claim="")


@transaction.atomic
def adopt_policy(
    *, actor: Actor, comparison: PolicyComparison, asked: Asked, valid_from: dt.date, decided_by: str, motivation: str
) -> WeightProfile:
    """Publish a new version of the weights with the level and the points of a compared policy.

    Raises MoveRefused unless the comparison is ready; ValidationError for a day in the past, or when newer weights were
    published since the comparison started: they would be undone.
    """
    row = _lock(comparison.pk)
    if valid_from < clock.today():
        raise ValidationError(
            {"valid_from": "Kies vandaag of een latere dag. Vroegere rondes blijven zoals ze waren."}
        )
    newest = WeightProfile.objects.select_for_update().order_by("-version").first()
    old = row.profile
    if newest is None or newest.pk != old.pk:
        raise ValidationError(f"Er is ondertussen een nieuwere versie ({newest}). Maak eerst een nieuwe vergelijking.")
    profile = WeightProfile(
        learner_weights=old.learner_weights,
        site_weights=old.site_weights,
        policy={**old.policy, "few_days_left": asked.few_days_left, "disadvantaged": asked.disadvantaged},
        max_level=asked.max_level,
        valid_from=valid_from,
        decided_by=decided_by,
        motivation=motivation,
    )
    publish_weights(actor=actor, profile=profile)
    profile = WeightProfile.objects.get(version=profile.version)
    _move(actor, row, ComparisonState.ADOPTED, reason=f"{profile}: {motivation}", adopted=profile)
    return profile


def _lock(comparison_id: int) -> PolicyComparison:
    rows = PolicyComparison.objects.select_for_update(of=("self",)).select_related("profile")
    return rows.get(pk=comparison_id)


def _ours(comparison_id: int, claim: str) -> PolicyComparison:
    row = _lock(comparison_id)
    if row.state != ComparisonState.RUNNING or row.claim != claim:
        raise RoundLost
    return row


def _move(
    actor: Actor, row: PolicyComparison, target: ComparisonState, *, reason: str = "", **changes: Any
) -> PolicyComparison:
    source = ComparisonState(row.state)
    require_move(COMPARISON_MOVES, source, target, f"Dat kan niet: de vergelijking staat op '{source.label}'.")
    for name, value in {"state": target, **changes}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *changes, "updated_at"])
    _log(actor, row, source, reason)
    return row


def _log(actor: Actor, row: PolicyComparison, source: str, reason: str) -> None:
    """Write the line of a move and the journal (which never holds the typed reason)."""
    PolicyComparisonLog.objects.create(
        comparison=row, from_state=source, to_state=row.state, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb="comparison_moved", subject=row, from_state=source, to_state=str(row.state))
