"""Who of a school gets the weekly mail."""

from django.db import transaction

from accounts.actor import Actor
from privacy import journal
from schools.models import Membership

PURPOSE = "schools.digest"


def payload_of(member: Membership) -> str:
    """Return what the token of a member carries."""
    return f"lid-{member.pk}"


@transaction.atomic
def set_digest(*, actor: Actor, member: Membership, wanted: bool) -> Membership:
    """Turn the weekly mail of a member on or off. Doing it twice changes nothing."""
    fresh = Membership.objects.select_for_update().select_related("school").get(pk=member.pk)
    if fresh.wants_digest != wanted:
        fresh.wants_digest = wanted
        fresh.save(update_fields=["wants_digest"])
        journal.record(actor=actor, verb="school_digest_set", subject=fresh.school, wanted=wanted)
    return fresh
