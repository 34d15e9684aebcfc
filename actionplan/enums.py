"""Closed lists of the action plan."""

from enum import nonmember

from django.db.models import TextChoices


class PlanState(TextChoices):
    """A version of the plan is written, holds, and then makes place for the next."""

    DRAFT = "draft", "In voorbereiding"
    CURRENT = "current", "Geldt nu"
    CLOSED = "closed", "Afgesloten"


PLAN_MOVES: dict[str, frozenset[str]] = {
    PlanState.DRAFT: frozenset({PlanState.CURRENT}),
    PlanState.CURRENT: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}


class FoundingKind(TextChoices):
    """What else the founding note lists: chapters 1, 5.1 and 7.2."""

    CRITICAL_FACTOR = "critical_factor", "Kritische succesfactor"
    ROLE = "role", "Rolverdeling"
    FORUM = "forum", "Lid van het POF"
    CORE_GROUP = "core_group", "Lid van de kerngroep"


class ActionState(TextChoices):
    PLANNED = "planned", "Gepland"
    STARTED = "started", "Loopt"
    DONE = "done", "Klaar"
    STOPPED = "stopped", "Gestopt"

    OPEN = nonmember(("planned", "started"))


ACTION_MOVES: dict[str, frozenset[str]] = {
    ActionState.PLANNED: frozenset({ActionState.STARTED, ActionState.STOPPED}),
    ActionState.STARTED: frozenset({ActionState.DONE, ActionState.STOPPED}),
    ActionState.DONE: frozenset({ActionState.STARTED}),
    ActionState.STOPPED: frozenset({ActionState.PLANNED}),
}


class EvidenceKind(TextChoices):
    """What shows that something was done."""

    EVENT = "event", "Moment uit de agenda"
    REPORT = "report", "Verslag"
    CASE = "case", "Dossier"
    LINK = "link", "Andere link"

    WITH_LINK = nonmember(("report", "link"))


class ActionView(TextChoices):
    """The three ways to look at the actions. The values stand in the address."""

    BOARD = "bord", "Bord"
    TIMELINE = "tijdlijn", "Tijdlijn"
    TABLE = "tabel", "Tabel"


class MilestoneState(TextChoices):
    PLANNED = "planned", "Gepland"
    REACHED = "reached", "Bereikt"
    DROPPED = "dropped", "Niet doorgegaan"


MILESTONE_MOVES: dict[str, frozenset[str]] = {
    MilestoneState.PLANNED: frozenset({MilestoneState.REACHED, MilestoneState.DROPPED}),
    MilestoneState.REACHED: frozenset({MilestoneState.PLANNED}),
    MilestoneState.DROPPED: frozenset({MilestoneState.PLANNED}),
}


class IndicatorKind(TextChoices):
    OUTPUT = "output", "Outputindicator"
    IMPACT = "impact", "Impactindicator"
    OWN = "own", "Eigen indicator"
