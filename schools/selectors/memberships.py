"""Which schools somebody belongs to."""

from django.db.models import QuerySet, Value

from accounts.actor import Actor
from schools.models import Membership, School


def school_roles_of(user_id: int) -> QuerySet[Membership, tuple[str, str, int]]:
    """Return ("school", role, school) for each membership of a user, to join with those of other organisations."""
    rows = Membership.objects.filter(user=user_id).order_by()
    return rows.values_list(Value("school"), "role", "school")


def schools_to_invite_for(actor: Actor) -> QuerySet[School]:
    """Return the schools an actor may invite people for: staff every school with a dual offer, a director the own."""
    return School.objects.providers() if actor.is_staff else School.objects.filter(pk__in=actor.director_of)


def membership_by(payload: str) -> Membership | None:
    """Return the membership behind the token of a weekly mail; None when it is gone."""
    number = payload.removeprefix("lid-")
    found = Membership.objects.select_related("school").filter(user__is_active=True)
    return found.filter(pk=number).first() if number.isdigit() else None


def own_memberships(actor: Actor, school: School) -> list[Membership]:
    """Return the memberships of an actor at a school."""
    return list(Membership.objects.filter(user=actor.user_id, school=school).order_by("pk"))
