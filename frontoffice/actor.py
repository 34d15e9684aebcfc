"""Builds `request.actor`: who is this, and what do they belong to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.actor import ANONYMOUS, Actor
from accounts.selectors import partner_ids_of
from companies.selectors.memberships import company_roles_of
from learners.access import learner_ids_in_session
from schools.selectors.memberships import school_ids_of


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor behind a request (three small queries for a signed-in user, none for a visitor)."""
    opened = learner_ids_in_session(request.session)
    user = request.user
    if not user.is_authenticated:
        return Actor(learners=opened) if opened else ANONYMOUS
    director_of, coach_of = school_ids_of(user.pk)
    companies, company_admin_of = company_roles_of(user.pk)
    partners = partner_ids_of(user.pk)
    return Actor(
        user_id=user.pk,
        name=user.full_name or user.email,
        organisation="Steunpunt" if user.is_staff else "",
        is_staff=user.is_staff,
        is_coordinator=user.staff_role == "coordinator",
        director_of=director_of,
        coach_of=coach_of,
        companies=companies,
        company_admin_of=company_admin_of,
        partners=partners,
        learners=opened,
    )


class ActorMiddleware:
    """Put a lazy actor on each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)
