"""News from learners: an intake that came through a channel is counted."""

from typing import Any

from django.dispatch import receiver

from campaigns.enums import Count
from campaigns.services.campaigns import count
from learners.events import intake_came_via


@receiver(intake_came_via, dispatch_uid="campaigns.intake_came_via")
def on_intake_came_via(*, code: str, **_kwargs: Any) -> None:
    """Count the intake; a code of nobody counts for nobody."""
    count(code=code, what=Count.INTAKES)
