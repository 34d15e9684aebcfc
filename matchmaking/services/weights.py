"""Publishing weights: a new version, dated, with who decided and why."""

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from matchmaking.models import WeightProfile
from privacy import journal


@transaction.atomic
def publish_weights(*, actor: Actor, profile: WeightProfile) -> WeightProfile:
    """Store a new version after the newest one."""
    newest = WeightProfile.objects.select_for_update().aggregate(newest=Max("version"))["newest"] or 0
    profile.version = newest + 1
    WeightProfile.objects.bulk_create([profile])
    journal.record(actor=actor, verb="weights_published", subject=profile, version=profile.version)
    return profile
