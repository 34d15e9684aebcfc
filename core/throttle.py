"""Limits on what one visitor may do in a while. One table of purposes, counted in the cache.

A window is fixed: its number is part of the cache key, so a counter never has to be emptied. Colleagues of the
Steunpunt are never limited. When the cache is down everybody is let in and the fault is logged.
Without Redis two simultaneous requests may count as one; that is good enough for a limit.
"""

import ipaddress
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from core import clock

log = logging.getLogger(__name__)
P = ParamSpec("P")

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` requests with one of `methods` in a window of `seconds`."""

    times: int
    seconds: int
    methods: tuple[str, ...] = ("POST",)


# A whole class may sit behind one address of a school: limits on sending are wide, limits on guessing are narrow.
LIMITS: dict[str, Limit] = {
    "login_code": Limit(10, 15 * MINUTE),
    "intake_submit": Limit(60, HOUR),
    "code_entry": Limit(10, 15 * MINUTE),
    "company_register": Limit(20, HOUR),
    "company_scan": Limit(30, HOUR),
    "company_call": Limit(10, HOUR),
    "company_wish": Limit(20, HOUR),
    "place_report": Limit(10, HOUR),
    "ask": Limit(10, HOUR),
    "hand_in": Limit(60, HOUR),
    "event_register": Limit(60, HOUR),
    "check_in": Limit(300, HOUR),
    "newsletter_ask": Limit(20, HOUR),
    "invite": Limit(30, HOUR),
    "page_useful": Limit(60, HOUR),
    "search": Limit(60, MINUTE, methods=("GET",)),
    "draft_start": Limit(200, HOUR),
    "resume": Limit(10, 15 * MINUTE),
    "resume_mail": Limit(5, HOUR),
}


def retry_after(purpose: str, identity: str) -> int:
    """Count one request; return 0 when it is allowed, else the seconds until the window ends."""
    limit = LIMITS[purpose]
    window, passed = divmod(int(clock.now().timestamp()), limit.seconds)
    hashed = salted_hmac("core.throttle", identity, algorithm="sha256").hexdigest()[:32]
    key = f"throttle:{purpose}:{hashed}:{window}"
    try:
        # `incr` on the database cache resets the lifetime to the default: the last touch mends that.
        count = 1 if cache.add(key, 1, timeout=limit.seconds) else cache.incr(key)
        if count > 1:
            cache.touch(key, timeout=limit.seconds)
    except ValueError:  # the counter ran out between add and incr
        return 0
    except Exception:  # a broken cache must not close the portal; every backend has errors of its own
        log.exception("throttle out of order, %s let through", purpose)
        return 0
    return limit.seconds - passed if count > limit.times else 0


def identity_of(request: HttpRequest) -> str:
    """Return who is counted: the user, else the network address (an IPv6 network counts as one)."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user:{user.pk}"
    return f"address:{address_of(request)}"


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address; `X-Forwarded-For` is believed only as far as our own proxies wrote it."""
    direct = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    claimed = hops[-proxies] if proxies and len(hops) >= proxies else direct
    return _network(claimed) or _network(direct) or "unknown"


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the friendly page that says when to try again."""
    minutes = max(1, -(-seconds // MINUTE))
    response = render(
        request, "components/429.html", {"minutes": minutes, "back_url": _came_from(request)}, status=429
    )
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def check(request: HttpRequest, purpose: str) -> HttpResponse | None:
    """Count this request; return the refusal page, or None when the view may go on."""
    if request.method not in LIMITS[purpose].methods or _is_staff(request):
        return None
    seconds = retry_after(purpose, identity_of(request))
    return too_many(request, seconds) if seconds else None


def throttled(purpose: str) -> Callable[[Callable[P, HttpResponse]], Callable[P, HttpResponse]]:
    """Decorate a view: `@throttled("ask")`. Put it under `@login_not_required`."""
    if purpose not in LIMITS:
        raise ValueError(f"No limit is set for {purpose!r}; add it to core.throttle.LIMITS.")

    def decorate(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
        @wraps(view)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            request: Any = args[0]
            return check(request, purpose) or view(*args, **kwargs)

        return wrapped

    return decorate


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours that sent the visitor here, so that the way back is never a dead end."""
    referer = request.headers.get("Referer", "")
    return referer if url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}) else "/"


def _is_staff(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and user.is_active and user.is_staff)
