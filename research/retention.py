"""What is kept how long about the people behind a dossier: what was advised stays, the names go."""

from collections.abc import Callable
from typing import Any

from django.db import models

from core.retention import RetentionPolicy, Rows
from research.models import ForumAdvice, ProgrammeRequestLog
from research.services.wiping import forget_signers, forget_steps

WHY = "Om te weten wie iets deed zolang iemand daar een vraag over kan hebben."


def _policy(
    what: str, model: type[models.Model], clock: str, nameless: dict[str, Any], action: Callable[[Rows], int]
) -> RetentionPolicy:
    """Return the promise that the names in a table go when the journal goes."""
    return RetentionPolicy(
        key=f"research.{what}",
        model=model,
        purpose=WHY,
        rule="retention-journal",
        due=lambda rows, before: rows.filter(**{f"{clock}__lt": before}).exclude(**nameless),
        action=action,
    )


POLICIES = (
    _policy("request_steps", ProgrammeRequestLog, "at__date", {"actor_label": "", "reason": ""}, forget_steps),
    _policy("forum_advices", ForumAdvice, "given_on", {"signed_by": []}, forget_signers),
)
