"""What `manage.py check --deploy` says about settings that Django does not know."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning

CONTACT = {"CONTACT_EMAIL": "steunpunt.W001", "CONTACT_PHONE": "steunpunt.W002"}


@register(Tags.security, deploy=True)
def check_contact(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Warn when pages cannot say how to reach a person: every page promises one."""
    return [
        CheckWarning(
            f"{name} is leeg: pagina's en mails tonen niet hoe je een mens bereikt.",
            hint=f"Zet {name} in de omgeving.",
            id=number,
        )
        for name, number in CONTACT.items()
        if not getattr(settings, name)
    ]
