"""The lists that a worker reads: which wait, whose worker fell silent, and for whom a list is read."""

import datetime as dt

from django.db.models import Q

from accounts.actor import Actor
from schools.enums import ListState, SchoolRole
from schools.models import HandedInList, Membership

SILENCE = dt.timedelta(minutes=5)


def waiting_list_ids() -> list[int]:
    """Return the lists that no worker took."""
    return list(HandedInList.objects.filter(state=ListState.WAITING).order_by("pk").values_list("pk", flat=True))


def silent_list_ids(now: dt.datetime) -> list[int]:
    """Return the lists whose worker gave no sign of life for too long."""
    silent = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - SILENCE)
    return list(HandedInList.objects.filter(silent, state=ListState.RUNNING).values_list("pk", flat=True))


def reader_of(handed_in: HandedInList) -> Actor | None:
    """Return who handed a list in, with the roles of today at schools (1 query).

    None when the account is gone or closed, or when that person no longer works at the school of the list.
    """
    user = handed_in.started_by
    if user is None or not user.is_active:
        return None
    roles = list(Membership.objects.filter(user=user.pk).values_list("role", "school"))
    if not user.is_staff and handed_in.school_id not in {school for _role, school in roles}:
        return None
    return Actor(
        user_id=user.pk,
        name=user.full_name or user.email,
        organisation="Steunpunt" if user.is_staff else "",
        is_staff=user.is_staff,
        director_of=frozenset(school for role, school in roles if role == SchoolRole.DIRECTOR),
        coach_of=frozenset(school for role, school in roles if role == SchoolRole.COACH),
    )
