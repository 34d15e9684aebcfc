"""Is the portal alive, and is it ready to work? For load balancers and monitoring: one word and numbers, no data."""

import datetime as dt
import logging
import secrets
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock

log = logging.getLogger(__name__)
HEARTBEAT = "worker-heartbeat"
OK = "ok"
BROKEN = "fout"
LATE_AFTER = dt.timedelta(minutes=5)


def beat_heart() -> None:
    """Note that a worker handles messages; a task of the beat calls this every minute."""
    cache.set(HEARTBEAT, clock.now().timestamp(), timeout=None)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return OK if cursor.fetchone() == (1,) else BROKEN


def _cache() -> str:
    key, value = f"health:{secrets.token_hex(4)}", secrets.token_hex(4)
    cache.set(key, value, timeout=10)
    kept = cache.get(key)
    cache.delete(key)
    return OK if kept == value else BROKEN


def _queue() -> str:
    """Say whether a worker handled a message lately: the way through broker, worker and database in one."""
    seen = cache.get(HEARTBEAT)
    if seen is None:
        return "nog geen teken"
    return OK if clock.now().timestamp() - seen <= LATE_AFTER.total_seconds() else "te laat"


# Only what a page cannot do without decides: a late worker must not make a load balancer close the whole portal.
VITAL: dict[str, Callable[[], str]] = {"databank": _database, "geheugen": _cache}


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say that the web process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say what works: 503 when the database or the cache does not; background work is reported for monitoring."""
    report = {name: _try(name, check) for name, check in VITAL.items()}
    status = 200 if set(report.values()) == {OK} else 503
    report["achtergrondwerk"] = _try("achtergrondwerk", _queue)
    return JsonResponse(report, status=status)


def _try(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:  # whatever breaks, the answer is that it is broken; the trace is in the log
        log.exception("health check %s failed", name)
        return BROKEN


urlpatterns = [path("gezond/", live, name="health_live"), path("gezond/klaar/", ready, name="health_ready")]
