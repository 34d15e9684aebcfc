"""The one way an agreement changes state: lock, check, save, log line, journal. Verbs call this."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.actor import Actor
from companies.models import Recognition
from core.states import require_move
from learners.models import Learner
from placements.enums import AGREEMENT_MOVES, AgreementState
from placements.models import Agreement, AgreementLog
from privacy import journal


def lock_agreement(agreement_id: int) -> Agreement:
    """Return the agreement with what it is about; the row is locked until the transaction ends."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related(
        "learner__case", "school", "programme", "workplace__establishment__company__joint_committee"
    )
    return rows.get(pk=agreement_id)


def lock_learner(learner_id: int) -> Learner:
    """Return the learner; the row is locked, so that two agreements of one learner are weighed one after the other."""
    return Learner.objects.select_for_update(of=("self",)).get(pk=learner_id)


def lock_recognition(agreement: Agreement) -> None:
    """Lock the recognitions of the place for the programme, so that one that is lifted meanwhile is seen as lifted."""
    rows = Recognition.objects.select_for_update(of=("self",)).order_by("pk")
    list(rows.filter(establishment=agreement.workplace.establishment_id, programme=agreement.programme_id))


def check_move(agreement: Agreement, target: AgreementState) -> None:
    """Raise `MoveRefused` unless a locked agreement may go to `target`."""
    source = AgreementState(agreement.state)
    sentence = _("Dat kan niet: de overeenkomst staat op ‘%(state)s’.") % {"state": source.label}
    require_move(AGREEMENT_MOVES, source, target, sentence)


def move_agreement(
    *, actor: Actor, agreement: Agreement, target: AgreementState, reason: str = "", **changes: Any
) -> Agreement:
    """Move a locked agreement. `changes` are fields of it; the due date is emptied unless given. Raises `MoveRefused`."""
    check_move(agreement, target)
    source = AgreementState(agreement.state)
    values = {"state": target, "state_due_on": None, **changes}
    for name, value in values.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=[*values, "updated_at"])
    AgreementLog.objects.create(
        agreement=agreement, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(
        actor=actor, verb="agreement_moved", subject=agreement, from_state=source.value, to_state=target.value
    )
    return agreement
