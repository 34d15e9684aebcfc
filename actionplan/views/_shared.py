"""What the pages of the plan share: which version is asked for, and who may change something."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.access import actor_of
from accounts.actor import Actor
from actionplan.models import PlanVersion
from actionplan.selectors.plan import current_version, versions_for

View = Callable[..., HttpResponse]


def is_staff(request: HttpRequest) -> bool:
    """Tell whether a colleague of the Steunpunt reads."""
    return actor_of(request).is_staff


def version_of(request: HttpRequest, key: str) -> PlanVersion | None:
    """Return the version with this key; without a key the one that holds now (None before anything is loaded)."""
    return get_object_or_404(versions_for(is_staff=is_staff(request)), key=key) if key else current_version()


def newest_version(request: HttpRequest) -> PlanVersion:
    """Return the newest version there is, also one in preparation; not found before anything is loaded."""
    found = versions_for(is_staff=is_staff(request)).first()
    if found is None:
        raise Http404
    return found


def colleagues_only(view: View) -> View:
    """Show a page to colleagues of the Steunpunt; for others it does not exist."""
    return _guarded(view, lambda actor: actor.is_staff)


def coordinators_only(view: View) -> View:
    """Show a page to coordinators; for others it does not exist."""
    return _guarded(view, lambda actor: actor.is_coordinator)


def _guarded(view: View, may: Callable[[Actor], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(actor_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
