"""The language of a page: what the visitor chose on the front door and the journeys of learners and parents, Dutch elsewhere."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.languages import DUTCH, offered_code

COOKIE = "taal"
MAX_AGE = 365 * 24 * 3600
LEARNER_PAGES = "learners:"
FOR_PARTNERS = frozenset(
    {
        "learners:referral_open",
        "learners:referral_seen",
        "learners:referral_contact",
        "learners:referral_new_link",
        "learners:hand_in",
        "learners:hand_in_mailed",
        "learners:hand_in_confirm",
        "learners:hand_in_again",
        "learners:my_hand_ins",
    }
)
OTHER_PAGES = frozenset(
    {
        "catalogue:programme_list",
        "catalogue:programme_page",
        "catalogue:glossary",
        "catalogue:orientation",
        "catalogue:compare",
        "campaigns:agenda",
        "campaigns:agenda_item",
        "campaigns:registration",
        "campaigns:registration_cancel",
        "campaigns:evaluate",
        "matchmaking:my_matches",
        "matchmaking:learner_proposal",
        "matchmaking:my_matches_by_link",
        "matchmaking:learner_answer",
        "matchmaking:learner_new_link",
        "matchmaking:why_not",
        "placements:agreement",
        "placements:agreement_by_link",
        "placements:agreement_new_link",
        "placements:sign",
        "placements:sign_code",
        "placements:meeting",
        "placements:meeting_tick",
        "placements:message_write",
        "placements:pulse",
        "placements:pulse_stop",
        "placements:try_out",
        "placements:try_out_ask",
        "placements:try_out_by_link",
        "placements:follow",
        "placements:evaluation",
        "placements:portfolio",
        "placements:portfolio_cv",
        "placements:portfolio_letter",
        "frontoffice:home",
        "frontoffice:door_learners",
        "frontoffice:ask",
        "frontoffice:asked",
        "frontoffice:privacy",
        "frontoffice:language",
    }
)


def is_journey(name: str) -> bool:
    """Tell whether the page with this url name exists in more languages than Dutch."""
    return name in OTHER_PAGES or (name.startswith(LEARNER_PAGES) and name not in FOR_PARTNERS)


def remember(response: HttpResponse, code: str, *, secure: bool) -> None:
    """Put the chosen language in a cookie of our own; nobody else reads it."""
    response.set_cookie(COOKIE, code, max_age=MAX_AGE, samesite="Lax", httponly=True, secure=secure)


class LanguageMiddleware:
    """Speak Dutch, and the chosen language on the journeys. Nothing leaks into the next request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(DUTCH):
            request.LANGUAGE_CODE = DUTCH
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or DUTCH)
        if getattr(request, "is_journey", False):
            patch_vary_headers(response, ("Cookie",))
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Choose the language once the page is known."""
        match = request.resolver_match
        if match is not None and is_journey(match.view_name):
            request.is_journey = True  # type: ignore[attr-defined]
            code = offered_code(request.COOKIES.get(COOKIE))
            translation.activate(code)
            request.LANGUAGE_CODE = code
