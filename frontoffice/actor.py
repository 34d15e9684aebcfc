"""Builds `request.actor`: who is this, and what do they belong to."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import ANONYMOUS, Actor
from accounts.selectors import partner_roles_of
from companies.enums import CompanyRole
from companies.selectors.memberships import company_roles_of
from learners.access import learner_ids_in_session
from schools.enums import SchoolRole
from schools.selectors.memberships import school_roles_of


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor behind a request (one small query for a signed-in user, none for a visitor)."""
    opened = learner_ids_in_session(request.session)
    user = request.user
    if not user.is_authenticated:
        return Actor(learners=opened) if opened else ANONYMOUS
    belongs = _memberships_of(user.pk)
    return Actor(
        user_id=user.pk,
        name=user.full_name or user.email,
        organisation="Steunpunt" if user.is_staff else "",
        is_staff=user.is_staff,
        is_coordinator=user.staff_role == "coordinator",
        director_of=belongs["school", SchoolRole.DIRECTOR],
        coach_of=belongs["school", SchoolRole.COACH],
        companies=frozenset().union(*(belongs["company", role] for role in CompanyRole)),
        company_admin_of=belongs["company", CompanyRole.ADMIN],
        partners=belongs["partner", ""],
        learners=opened,
    )


def _memberships_of(user_id: int) -> Mapping[tuple[str, str], frozenset[int]]:
    """Return the organisations a user belongs to, per kind and role; empty sets for the others (1 query)."""
    found = defaultdict[tuple[str, str], frozenset[int]](frozenset)
    for kind, role, organisation in school_roles_of(user_id).union(
        company_roles_of(user_id), partner_roles_of(user_id), all=True
    ):
        found[kind, role] |= {organisation}
    return found


class ActorMiddleware:
    """Put a lazy actor on each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)
