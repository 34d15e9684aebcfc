"""Absolute links for mails."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the full address of a path of this portal."""
    return f"{settings.PUBLIC_URL}{path}"
