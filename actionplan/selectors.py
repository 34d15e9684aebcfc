"""Reads of the action plan."""

from dataclasses import dataclass

from django.db.models import QuerySet

from actionplan.models import Action, Indicator, OperationalGoal, Strand, StrategicGoal, SuccessFactor
from actionplan.rules import Progress, progress_of


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan for one page; each goal and factor has its children loaded."""

    goals: list[StrategicGoal]
    factors: list[SuccessFactor]
    strands: list[Strand]
    indicators: list[Indicator]
    progress: Progress


def whole_plan() -> Plan:
    """Return the plan with progress over all actions, in six queries whatever its size."""
    goals = list(StrategicGoal.objects.prefetch_related("operational_goals__actions__owner").order_by("number"))
    factors = list(SuccessFactor.objects.prefetch_related("actions__owner").order_by("number"))
    states = [action.state for goal in goals for part in goal.operational_goals.all() for action in part.actions.all()]
    states += [action.state for factor in factors for action in factor.actions.all()]
    return Plan(
        goals=goals,
        factors=factors,
        strands=list(Strand.objects.order_by("number")),
        indicators=list(Indicator.objects.order_by("number")),
        progress=progress_of(states),
    )


def operational_goal(number: str) -> QuerySet[OperationalGoal]:
    """Return the operational goal with this number, its actions loaded (zero or one row)."""
    goals = OperationalGoal.objects.select_related("strategic_goal").prefetch_related("actions__owner")
    return goals.filter(number=number)


def actions_for_desk() -> QuerySet[Action]:
    """Return all actions for the staff list, parents and owner loaded."""
    return Action.objects.select_related("operational_goal__strategic_goal", "success_factor", "owner")
