"""The address of a button, opened as a page: a sentence and a way on, where Django answers with an empty page."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class RefusedMiddleware:
    """Somebody whose session ended presses a button, signs in, and is sent on to the address of that button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET"
        if not refused or not request.accepts("text/html"):
            return response
        page = render(request, "frontoffice/405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page
