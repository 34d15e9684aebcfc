"""Counting pages that are shown: at most one statement a page, no cookie, nothing about who looks."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from knowledge.rules.web import counted_as
from knowledge.services.web import count

MACHINES = re.compile(r"bot|crawl|spider|slurp|monitor|preview|curl|wget|python|headless", re.IGNORECASE)
Answer = Callable[[HttpRequest], HttpResponseBase]


class CountPages:
    """Adds one for each door and each step of a journey that a person was shown; colleagues do not count."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.COUNT_PAGES and response.status_code == 200 and _by_a_person(request):
            match = request.resolver_match
            counted = counted_as(match.view_name, match.kwargs) if match else None
            if counted:
                count(subject=counted[0], step=counted[1])
        return response


def _by_a_person(request: HttpRequest) -> bool:
    ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and "prefetch" not in ahead
        and "HX-Request" not in request.headers
        and not MACHINES.search(agent)
        and not request.user.is_staff
    )
