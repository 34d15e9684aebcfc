"""Hand-overs as the receiving partner sees them."""

import uuid

from learners.models import Referral


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
