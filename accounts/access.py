"""Who is behind a request."""

from typing import cast

from django.http import HttpRequest

from accounts.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts, as the middleware worked out."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]
