"""What is kept how long about the people behind the plan: what was done stays, the names go."""

from collections.abc import Callable
from typing import Any

from django.db import models

from actionplan.models import ActionLog, CommitmentLog, Doubt, MilestoneLog, Reading, Snapshot, Talk, TalkLog
from actionplan.services.wiping import forget_doubters, forget_present, forget_steps, forget_takers, forget_typists
from core.retention import RetentionPolicy, Rows

WHY = "Om te weten wie iets deed zolang iemand daar een vraag over kan hebben."


def _policy(
    what: str, model: type[models.Model], clock: str, names: tuple[str, ...], action: Callable[[Rows], int]
) -> RetentionPolicy:
    """Return the promise that the names in a table go when the journal goes."""
    nameless: dict[str, Any] = dict.fromkeys(names, "")
    return RetentionPolicy(
        key=f"actionplan.{what}",
        model=model,
        purpose=WHY,
        rule="retention-journal",
        due=lambda rows, before: rows.filter(**{f"{clock}__lt": before}).exclude(**nameless),
        action=action,
    )


POLICIES = (
    _policy("steps", ActionLog, "at__date", ("actor_label", "reason"), forget_steps),
    _policy("milestone_steps", MilestoneLog, "at__date", ("actor_label", "reason"), forget_steps),
    _policy("commitment_steps", CommitmentLog, "at__date", ("actor_label", "reason"), forget_steps),
    _policy("talk_steps", TalkLog, "at__date", ("actor_label", "reason"), forget_steps),
    _policy("talks", Talk, "held_on", ("present",), forget_present),
    _policy("readings", Reading, "counted_at__date", ("entered_by",), forget_typists),
    _policy("doubts", Doubt, "created_at__date", ("raised_by", "lifted_by"), forget_doubters),
    _policy("snapshots", Snapshot, "taken_on", ("taken_by",), forget_takers),
)
