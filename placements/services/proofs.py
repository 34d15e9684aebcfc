"""Activities in a portfolio: asked by the learner, confirmed by the mentor in one tap, withdrawn or hidden again."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from core import clock
from core.states import MoveRefused, require_move
from placements.enums import AgreementState
from placements.follow_enums import PROOF_MOVES, ProofState
from placements.models import Agreement, Proof, ProofLog
from placements.selectors.follow_terms import portfolio_terms
from placements.services import follow_mails as mails
from placements.services.moves import lock_agreement
from privacy import journal

ALLOWED = (*AgreementState.BINDING, AgreementState.ENDED)


@transaction.atomic
def ask_proofs(*, actor: Actor, agreement: Agreement, activity_ids: Collection[int]) -> list[Proof]:
    """Ask the mentor to confirm activities of the plan; one mail for all. What waits or is confirmed stays as it is.

    Raises `ValidationError` without a choice or for what is not in the plan, `MoveRefused` before the start.
    """
    locked = lock_agreement(agreement.pk)
    _check(locked, activity_ids)
    due = clock.today() + dt.timedelta(days=portfolio_terms(clock.today()).answer_days)
    asked = []
    for activity_id in sorted(activity_ids):
        known = _lock(locked, activity_id)
        if known is None:
            asked.append(_make(actor, locked, activity_id, ProofState.ASKED, state_due_on=due))
        elif known.state in ProofState.AGAIN:
            asked.append(_move(actor, known, ProofState.ASKED, state_due_on=due))
    if asked:
        mails.ask_proofs(locked, asked)
    return asked


@transaction.atomic
def confirm_proof(*, actor: Actor, agreement: Agreement, activity_id: int, by: str) -> Proof:
    """Confirm that the learner can do an activity, asked or not; `by` is the mentor's name. Twice is one.

    Raises `ValidationError` for what is not in the plan, `MoveRefused` before the start of the agreement.
    """
    locked = lock_agreement(agreement.pk)
    _check(locked, [activity_id])
    known = _lock(locked, activity_id)
    changes: dict[str, Any] = {"confirmed_at": clock.now(), "confirmed_by": by[:120], "withdraw_reason": ""}
    if known is None:
        made = _make(actor, locked, activity_id, ProofState.CONFIRMED, **changes)
    elif known.state == ProofState.CONFIRMED:
        return known
    else:
        made = _move(actor, known, ProofState.CONFIRMED, **changes)
    mails.tell_confirmed(locked, made)
    return made


@transaction.atomic
def decline_proof(*, actor: Actor, agreement: Agreement, activity_id: int) -> Proof:
    """Say 'not yet' to a question of the learner, who may ask again later. Raises `MoveRefused` when nothing waits."""
    locked = lock_agreement(agreement.pk)
    return _move(actor, _asked(_lock(locked, activity_id)), ProofState.DECLINED)


@transaction.atomic
def withdraw_proof(*, actor: Actor, agreement: Agreement, activity_id: int, reason: str) -> Proof:
    """Take a confirmation back, with the reason the learner reads. Raises `ValidationError` without one, `MoveRefused`."""
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf kort waarom. De lerende leest dit.")})
    locked = lock_agreement(agreement.pk)
    known = _asked(_lock(locked, activity_id))
    text = reason.strip()[:300]
    return _move(actor, known, ProofState.WITHDRAWN, reason=text, withdraw_reason=text)


@transaction.atomic
def hide_proof(*, actor: Actor, proof: Proof, hide: bool) -> Proof:
    """Leave an activity out of what the learner shows, or show it again. Twice changes nothing."""
    locked = Proof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    if bool(locked.hidden_at) != hide:
        locked.hidden_at = clock.now() if hide else None
        locked.save(update_fields=["hidden_at", "updated_at"])
        journal.record(actor=actor, verb="proof_hidden" if hide else "proof_shown", subject=locked)
    return locked


@transaction.atomic
def expire_proof(*, proof: Proof) -> Proof:
    """Close a question the mentor did not answer in time; the learner may ask again. Raises `MoveRefused`."""
    locked = Proof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
    if locked.state_due_on is None or locked.state_due_on >= clock.today():
        raise MoveRefused(_("Er is nog tijd om te antwoorden."))
    return _move(SYSTEM, locked, ProofState.EXPIRED)


def _check(agreement: Agreement, activity_ids: Collection[int]) -> None:
    if agreement.state not in ALLOWED:
        raise MoveRefused(_("Dit kan zodra de overeenkomst getekend is."))
    if not activity_ids:
        raise ValidationError({"activities": _("Kies minstens één activiteit.")})
    plan = set(agreement.plan.values_list("activity", flat=True))
    if set(activity_ids) - plan:
        raise ValidationError({"activities": _("Kies activiteiten uit het opleidingsplan.")})


def _lock(agreement: Agreement, activity_id: int) -> Proof | None:
    return Proof.objects.select_for_update().filter(agreement=agreement, activity=activity_id).first()


def _asked(proof: Proof | None) -> Proof:
    if proof is None:
        raise MoveRefused(_("Deze activiteit staat niet in het portfolio."))
    return proof


def _make(actor: Actor, agreement: Agreement, activity_id: int, state: ProofState, **values: Any) -> Proof:
    proof = Proof.objects.create(agreement=agreement, activity_id=activity_id, state=state, **values)
    ProofLog.objects.create(proof=proof, to_state=state, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="proof_moved", subject=proof, to_state=state.value)
    return proof


def _move(actor: Actor, proof: Proof, target: ProofState, *, reason: str = "", **changes: Any) -> Proof:
    """Move a locked proof and log it. Raises `MoveRefused`."""
    source = ProofState(proof.state)
    require_move(PROOF_MOVES, source, target, _("Dat kan niet meer: ‘%(state)s’.") % {"state": source.label})
    values: dict[str, Any] = {"state": target, "state_due_on": None, **changes}
    for name, value in values.items():
        setattr(proof, name, value)
    proof.save(update_fields=[*values, "updated_at"])
    ProofLog.objects.create(
        proof=proof, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb="proof_moved", subject=proof, to_state=target.value)
    return proof
