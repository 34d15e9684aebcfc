"""What every page needs: the actor, whether this is the demonstration, and where we are."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from learners.kiosk import kiosk_of


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return the values the layouts use."""
    return {
        "actor": getattr(request, "actor", None),
        "kiosk": kiosk_of(request.session) if hasattr(request, "session") else None,
        "is_demo_site": settings.DEMO,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
    }
