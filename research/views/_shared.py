"""What the pages of research share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.access import actor_of
from accounts.actor import Actor
from core.states import MoveRefused

TABS = (
    ("market", "Vraag en aanbod", True),
    ("flows", "Stromen", True),
    ("quadrant", "Kwadrant", True),
    ("radar", "Radar", True),
    ("spots", "Witte vlekken", False),
    ("trial", "Wat als?", False),
)


def done(form: forms.Form, service: Callable[..., Any], **known: Any) -> Any:
    """Run a service; what it refuses stands beside the fields, or above the form, and gives None."""
    try:
        return service(**known)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, texts in error.message_dict.items():
                form.add_error(name if name in form.fields else None, texts)
        else:
            form.add_error(None, error.messages)
    return None


def readers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a page to colleagues, people of schools and partners; for others it does not exist."""
    return _guarded(view, lambda actor: actor.is_staff or bool(actor.schools or actor.partners))


def colleagues_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a page to colleagues of the Steunpunt; for others it does not exist."""
    return _guarded(view, lambda actor: actor.is_staff)


def _guarded(view: Callable[..., HttpResponse], may: Callable[[Actor], bool]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(actor_of(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def tabs_of(request: HttpRequest, lens_query: str) -> list[dict[str, Any]]:
    """Return the pages of research as tabs; the lens goes along."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    staff = actor_of(request).is_staff
    return [
        {"label": label, "href": f"{reverse(f'research:{name}')}{lens_query}", "current": name == here}
        for name, label, for_all in TABS
        if for_all or staff
    ]
