"""Hand-overs as the receiving partner sees them."""

import uuid

from django.db.models import QuerySet

from learners.enums import ReferralState
from learners.models import Learner, Referral


def open_referrals(learner: Learner) -> list[Referral]:
    """Return the hand-overs a learner may end."""
    rows = Referral.objects.filter(case__learner=learner, state__in=ReferralState.WAITING)
    return list(rows.select_related("partner"))


def referral_of(learner: Learner, public_id: uuid.UUID) -> QuerySet[Referral]:
    """Return one hand-over of a learner."""
    return Referral.objects.filter(case__learner=learner, public_id=public_id)


def referral_by(public_id: uuid.UUID | str) -> Referral | None:
    """Return a hand-over with what its page shows, or None."""
    rows = Referral.objects.select_related(
        "partner",
        "sent_by",
        "case__owner",
        "case__learner__contact",
        "case__learner__municipality",
        "case__learner__school",
    )
    return rows.filter(public_id=public_id).first()
