"""The one way a hand-over changes state. Other apps call the verbs in `referrals`, not this module."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.states import require_move
from learners.enums import REFERRAL_MOVES, ReferralState
from learners.models import Case, Referral
from learners.services import referral_mails
from privacy import journal


def lock_referral(referral: Referral) -> Referral:
    """Return the hand-over with its partner and learner, row locked until the transaction ends."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("partner", "case__learner")
    return rows.get(pk=referral.pk)


def move_referral(referral: Referral, target: ReferralState, **changes: object) -> None:
    """Move a locked hand-over; `changes` are its fields. Raises `MoveRefused`."""
    require_move(REFERRAL_MOVES, referral.state, target)
    for name, value in {"state": target, **changes}.items():
        setattr(referral, name, value)
    referral.save(update_fields=["state", *changes, "updated_at"])


@transaction.atomic
def end_open_referrals(*, actor: Actor, case: Case) -> int:
    """End what partners still have of a case that was closed, and tell them. Returns how many."""
    rows = list(Referral.objects.filter(case=case, state__in=ReferralState.WAITING).order_by("pk"))
    for row in rows:
        locked = lock_referral(row)
        note = _("Het Steunpunt sloot het dossier af")
        move_referral(locked, ReferralState.CLOSED, closed_at=clock.now(), outcome_note=note)
        journal.record(actor=actor, verb="referral_ended", subject=locked.case.learner, partner=locked.partner_id)
        referral_mails.tell_over(locked)
    return len(rows)
