"""What the checks say about settings that agreements and portfolios need."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning

from companies.rules import check_enterprise_number


@register(Tags.compatibility)
def check_number(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Refuse a number that cannot be an enterprise number: it would stand in every file for Europass."""
    verdict = check_enterprise_number(settings.ORGANISATION_NUMBER)
    if not settings.ORGANISATION_NUMBER or verdict:
        return []
    return [Error(f"ORGANISATION_NUMBER: {verdict.reasons[0]}", id="placements.E001")]


@register(Tags.compatibility, deploy=True)
def check_number_there(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Warn when the files for Europass cannot say who made them."""
    if settings.ORGANISATION_NUMBER:
        return []
    return [
        CheckWarning(
            "ORGANISATION_NUMBER is leeg: bestanden voor Europass noemen geen nummer van wie ze maakt.",
            hint="Zet ORGANISATION_NUMBER in de omgeving: het ondernemingsnummer van de organisatie.",
            id="placements.W001",
        )
    ]
