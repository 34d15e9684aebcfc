"""Closed lists of the action plan."""

from django.db.models import TextChoices


class ActionState(TextChoices):
    PLANNED = "planned", "Gepland"
    STARTED = "started", "Loopt"
    DONE = "done", "Klaar"
    STOPPED = "stopped", "Gestopt"


ACTION_MOVES: dict[str, frozenset[str]] = {
    ActionState.PLANNED: frozenset({ActionState.STARTED, ActionState.STOPPED}),
    ActionState.STARTED: frozenset({ActionState.DONE, ActionState.STOPPED}),
    ActionState.DONE: frozenset({ActionState.STARTED}),
    ActionState.STOPPED: frozenset({ActionState.PLANNED}),
}


class IndicatorKind(TextChoices):
    OUTPUT = "output", "Outputindicator"
    IMPACT = "impact", "Impactindicator"
