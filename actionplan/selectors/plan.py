"""Reads of the plan itself: a version with its goals, factors and actions."""

from dataclasses import dataclass

from django.db.models import QuerySet

from actionplan.enums import FoundingKind, PlanState
from actionplan.models import (
    Action,
    FoundingItem,
    Indicator,
    OperationalGoal,
    PlanVersion,
    Strand,
    StrategicGoal,
    SuccessFactor,
)
from actionplan.rules.progress import Progress, progress_of


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan for one page; each goal and factor has its children loaded. `version` is None before loading."""

    version: PlanVersion | None
    goals: list[StrategicGoal]
    factors: list[SuccessFactor]
    strands: list[Strand]
    indicators: list[Indicator]
    progress: Progress


@dataclass(frozen=True, slots=True)
class Founding:
    """What the founding note says about who we are: the lines by kind, parts under their line."""

    critical_factors: list[FoundingItem]
    roles: list[FoundingItem]
    forum: list[FoundingItem]
    core_group: list[FoundingItem]


def versions_shown() -> QuerySet[PlanVersion]:
    """Return the versions that everybody may read, newest first. A version in preparation is for colleagues."""
    return PlanVersion.objects.exclude(state=PlanState.DRAFT).order_by("-starts_on", "pk")


def versions_for(*, is_staff: bool) -> QuerySet[PlanVersion]:
    """Return the versions a reader may open, newest first."""
    return PlanVersion.objects.order_by("-starts_on", "pk") if is_staff else versions_shown()


def current_version() -> PlanVersion | None:
    """Return the version that holds now; between two versions the newest one that held."""
    return PlanVersion.objects.filter(state=PlanState.CURRENT).first() or versions_shown().first()


def whole_plan(version: PlanVersion | None) -> Plan:
    """Return one version with progress over all its actions, in the same number of queries whatever its size."""
    goals = list(
        StrategicGoal.objects.filter(version=version).prefetch_related("operational_goals__actions").order_by("number")
    )
    factors = list(SuccessFactor.objects.filter(version=version).prefetch_related("actions").order_by("number"))
    states = [action.state for goal in goals for part in goal.operational_goals.all() for action in part.actions.all()]
    states += [action.state for factor in factors for action in factor.actions.all()]
    return Plan(
        version=version,
        goals=goals,
        factors=factors,
        strands=list(Strand.objects.order_by("number")),
        indicators=list(Indicator.objects.order_by("number")),
        progress=progress_of(states),
    )


def operational_goal(version: PlanVersion | None, number: str) -> QuerySet[OperationalGoal]:
    """Return the operational goal of a version with this number, its actions loaded (zero or one row)."""
    goals = OperationalGoal.objects.select_related("strategic_goal__version", "follows__strategic_goal__version")
    return goals.prefetch_related("actions").filter(strategic_goal__version=version, number=number)


def later_versions(goal: OperationalGoal) -> list[OperationalGoal]:
    """Return the goals of later, published versions that follow this one."""
    shown = goal.followed_by.exclude(strategic_goal__version__state=PlanState.DRAFT)
    return list(shown.select_related("strategic_goal__version").order_by("pk"))


def actions_for_desk() -> QuerySet[Action]:
    """Return all actions for the staff list, parents and owner loaded."""
    return Action.objects.select_related("operational_goal__strategic_goal__version", "success_factor", "owner")


def founding() -> Founding:
    """Return the lines of the founding note outside the plan (two queries)."""
    lines = FoundingItem.objects.filter(parent=None).select_related("strand").prefetch_related("parts")
    by_kind: dict[str, list[FoundingItem]] = {kind: [] for kind in FoundingKind}
    for line in lines.order_by("number"):
        by_kind[line.kind].append(line)
    return Founding(
        critical_factors=by_kind[FoundingKind.CRITICAL_FACTOR],
        roles=by_kind[FoundingKind.ROLE],
        forum=by_kind[FoundingKind.FORUM],
        core_group=by_kind[FoundingKind.CORE_GROUP],
    )
