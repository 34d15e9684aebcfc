"""News from below: an intake or a company that came through a channel is counted."""

from typing import Any

from django.dispatch import receiver

from campaigns.enums import Count
from campaigns.services.campaigns import count
from companies.events import registration_came_via
from learners.events import intake_came_via


@receiver(intake_came_via, dispatch_uid="campaigns.intake_came_via")
def on_intake_came_via(*, code: str, **_kwargs: Any) -> None:
    """Count the intake; a code of nobody counts for nobody."""
    count(code=code, what=Count.INTAKES)


@receiver(registration_came_via, dispatch_uid="campaigns.registration_came_via")
def on_registration_came_via(*, code: str, **_kwargs: Any) -> None:
    """Count the company; a code of nobody counts for nobody."""
    count(code=code, what=Count.COMPANIES)
