"""Which schools somebody belongs to."""

from django.db.models import QuerySet

from accounts.actor import Actor
from schools.enums import SchoolRole
from schools.models import Membership, School


def school_ids_of(user_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the schools a user directs and the schools a user coaches in."""
    rows = list(Membership.objects.filter(user=user_id).values_list("school", "role"))
    return (
        frozenset(school for school, role in rows if role == SchoolRole.DIRECTOR),
        frozenset(school for school, role in rows if role == SchoolRole.COACH),
    )


def schools_to_invite_for(actor: Actor) -> QuerySet[School]:
    """Return the schools an actor may invite people for: staff every school with a dual offer, a director the own."""
    return School.objects.providers() if actor.is_staff else School.objects.filter(pk__in=actor.director_of)
