"""The lists that a worker reads: which wait, whose worker fell silent, and for whom a list is read."""

import datetime as dt

from accounts.actor import Actor
from core import claims
from schools.enums import ListKind, ListState, SchoolRole
from schools.models import HandedInList, Membership
from schools.rules_offer import may_manage_offer


def waiting_list_ids(kind: ListKind) -> list[int]:
    """Return the lists of a kind that no worker took."""
    return claims.waiting_ids(HandedInList.objects.filter(kind=kind), waiting=ListState.WAITING)


def silent_list_ids(kind: ListKind, now: dt.datetime) -> list[int]:
    """Return the lists of a kind whose worker gave no sign of life for too long."""
    return claims.silent_ids(HandedInList.objects.filter(kind=kind), now, running=ListState.RUNNING)


def reader_of(handed_in: HandedInList) -> Actor | None:
    """Return who handed a list in, with the roles of today at schools (1 query).

    None when the account is gone or closed, or when that person may not hand such a list in any more.
    """
    user = handed_in.started_by
    if user is None or not user.is_active:
        return None
    roles = list(Membership.objects.filter(user=user.pk).values_list("role", "school"))
    actor = Actor(
        user_id=user.pk,
        name=user.full_name or user.email,
        organisation="Steunpunt" if user.is_staff else "",
        is_staff=user.is_staff,
        director_of=frozenset(school for role, school in roles if role == SchoolRole.DIRECTOR),
        coach_of=frozenset(school for role, school in roles if role == SchoolRole.COACH),
    )
    return actor if _may_hand_in(actor, handed_in) else None


def _may_hand_in(actor: Actor, handed_in: HandedInList) -> bool:
    """Tell whether somebody may hand a list in: the offer is for a director, learners for a coach too."""
    if actor.is_staff:
        return True
    if handed_in.school_id is None:
        return False
    if handed_in.kind == ListKind.OFFERS:
        return bool(may_manage_offer(actor, handed_in.school_id))
    return handed_in.school_id in actor.schools
