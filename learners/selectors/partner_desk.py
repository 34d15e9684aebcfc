"""What a partner organisation sees: the referrals that were sent to it."""

from django.db.models import QuerySet

from accounts.actor import Actor
from learners.models import Referral


def referrals_to_partners_of(actor: Actor) -> QuerySet[Referral]:
    """Return the referrals to the organisations an actor works for, newest first, with case, learner and partner."""
    return (
        Referral.objects.filter(partner__in=actor.partners)
        .select_related("case__learner", "partner")
        .order_by("-created_at", "-pk")
    )
