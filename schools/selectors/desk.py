"""The desk of a school: which schools, and who works there."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Invitation, User
from core.db import fold
from schools.enums import SchoolRole
from schools.models import Membership, School


@dataclass(slots=True)
class Colleague:
    """Somebody who works at a school, with the roles as (value, words)."""

    user: User
    roles: list[tuple[str, str]] = field(default_factory=list)


def schools_of(actor: Actor) -> list[School]:
    """Return the schools an actor works for, by name. Colleagues of the Steunpunt look them up with `find_schools`."""
    return list(School.objects.filter(pk__in=actor.schools).order_by("search_text", "pk"))


def find_schools(actor: Actor, words: str) -> QuerySet[School]:
    """Return the schools whose desk an actor may open and whose name or institution number holds every word."""
    found = School.objects.visible_to(actor).prefetch_related("campuses__municipality")
    for word in fold(words).split():
        found = found.filter(Q(search_text__contains=word) | Q(institution_number__startswith=word))
    return found.order_by("search_text", "pk")


def colleagues_of(school: School) -> list[Colleague]:
    """Return the active people who work at a school, directors first, then by name (1 query)."""
    rows = Membership.objects.filter(school=school, user__is_active=True).select_related("user")
    found: dict[int, Colleague] = {}
    for row in sorted(rows.order_by("user__last_name", "user__first_name", "pk"), key=_is_coach):
        found.setdefault(row.user_id, Colleague(row.user)).roles.append((row.role, row.get_role_display()))
    return list(found.values())


def coaches_by_mail(school: School) -> dict[str, int]:
    """Return the keys of the active people of a school by their mail address (1 query)."""
    return {one.user.email.lower(): one.user.pk for one in colleagues_of(school)}


def _is_coach(row: Membership) -> bool:
    return row.role != SchoolRole.DIRECTOR


def open_invitations_of(school: School) -> QuerySet[Invitation]:
    """Return the invitations to a school that nobody accepted yet, newest first."""
    return Invitation.objects.filter(organisation_ref=school.public_id, accepted_at=None).order_by("-created_at", "pk")
