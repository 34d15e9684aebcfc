"""Friendly error pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import throttle
from core.requestid import current_request_id

MAILED = frozenset({"token", "code"})
"""The arguments of addresses that stand in a mail."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page does not exist (or is not yours) and where to go; of a mailed link, that the link does not work."""
    match = request.resolver_match
    if match is not None and MAILED & set(match.kwargs):
        return render(request, "frontoffice/link_gone.html", status=404)
    return render(request, "frontoffice/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page may not be opened."""
    return render(request, "frontoffice/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long; nothing was sent."""
    return render(request, "frontoffice/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke on our side, with the number to quote."""
    return render(request, "frontoffice/500.html", {"request_id": current_request_id()}, status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that somebody has to wait (the limits of the sign-in library ask for this page)."""
    return throttle.too_many(request, throttle.MINUTE)
