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


class Unit(TextChoices):
    COUNT = "count", "aantal"
    PERCENT = "percent", "procent"


class Origin(TextChoices):
    """Where a figure comes from. What people type is always marked as such."""

    COMPUTED = "computed", "geteld door het portaal"
    MANUAL = "manual", "ingevoerd door een medewerker"


class Timing(TextChoices):
    YEAR = "year", "over een schooljaar"
    DAY = "day", "op één dag"


class Direction(TextChoices):
    UP = "up", "hoe hoger, hoe beter"
    DOWN = "down", "hoe lager, hoe beter"


class Missing(TextChoices):
    """Why there is no number. The page says it in a sentence; it never shows nought instead."""

    NO_ROWS = "no_rows", "Er staat hierover nog niets in het portaal."
    NO_DENOMINATOR = "no_denominator", "Er is nog niets om door te delen."
    NO_RULE = "no_rule", "Een afspraak die voor deze telling nodig is, staat nog niet in het portaal."
    NO_FORMULA = "no_formula", "Het portaal kent deze formule niet (meer)."
    NOT_ENTERED = "not_entered", "Niemand vulde dit cijfer al in."
    NO_YEAR = "no_year", "Voor dit schooljaar zijn er geen gegevens."


class RecordKind(TextChoices):
    """What is kept beside a milestone."""

    DECISION = "decision", "Beslissing"
    DOCUMENT = "document", "Document"


class TalkState(TextChoices):
    """A yearly talk with a partner."""

    PLANNED = "planned", "Gepland"
    HELD = "held", "Gehouden"
    CANCELLED = "cancelled", "Niet doorgegaan"


TALK_MOVES: dict[str, frozenset[str]] = {
    TalkState.PLANNED: frozenset({TalkState.HELD, TalkState.CANCELLED}),
    TalkState.HELD: frozenset(),
    TalkState.CANCELLED: frozenset({TalkState.PLANNED}),
}


class CommitmentState(TextChoices):
    OPEN = "open", "Loopt"
    KEPT = "kept", "Gehouden"
    DROPPED = "dropped", "Vervallen"


COMMITMENT_MOVES: dict[str, frozenset[str]] = {
    CommitmentState.OPEN: frozenset({CommitmentState.KEPT, CommitmentState.DROPPED}),
    CommitmentState.KEPT: frozenset({CommitmentState.OPEN}),
    CommitmentState.DROPPED: frozenset({CommitmentState.OPEN}),
}


class CommitmentBy(TextChoices):
    PARTNER = "partner", "De partner"
    CENTRE = "centre", "Het Steunpunt"
    BOTH = "both", "Samen"


class Score(TextChoices):
    """How the partner and we look at one success factor."""

    WEAK = "1", "Zwak"
    FAIR = "2", "Matig"
    GOOD = "3", "Goed"
    STRONG = "4", "Sterk"
