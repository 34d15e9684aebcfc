"""Reads of the actions: board, timeline, table, one action."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.actor import Actor
from actionplan.enums import ActionState, PlanState
from actionplan.models import Action, Evidence, OperationalGoal, PlanVersion, Strand, StrategicGoal, SuccessFactor
from actionplan.rules.progress import is_late
from actionplan.rules.quarters import Quarter, quarters_between


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows the actions to; empty is everything."""

    state: str = ""
    goal: str = ""
    strand: str = ""
    only_late: bool = False
    only_mine: bool = False


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state with its actions."""

    state: ActionState
    actions: list[Action]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One action, for each quarter whether it runs then, and whether it should have been finished."""

    action: Action
    cells: list[tuple[Quarter, bool]]
    is_late: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The quarters of a version, the actions with a period, and those without."""

    quarters: list[Quarter]
    rows: list[TimeRow]
    without_period: list[Action]


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action as somebody may see it. `earlier` and `later` are the same action in other versions.

    `is_kept`: its plan is over, so that it stays as it is.
    """

    action: Action
    evidence: list[Evidence]
    earlier: list[Action]
    later: list[Action]
    is_late: bool
    is_kept: bool


def action_rows(version: PlanVersion | None, choice: Choice, actor: Actor, today: dt.date) -> QuerySet[Action]:
    """Return the actions of a version that fit the choice, by number."""
    rows = Action.objects.of_version(version).with_all()
    if choice.state:
        rows = rows.filter(state=choice.state)
    if choice.goal:
        rows = rows.filter(operational_goal__strategic_goal__number=choice.goal)
    if choice.strand:
        rows = rows.filter(strands__number=choice.strand)
    if choice.only_late:
        rows = rows.late(today)
    if choice.only_mine:
        rows = rows.filter(owner=actor.user_id)
    return rows.order_by(F("operational_goal").asc(nulls_last=True), "number", "pk")


def late_actions(today: dt.date) -> QuerySet[Action]:
    """Return the actions of the version that holds now that should have been finished, longest ago first."""
    return Action.objects.of_current_plan().late(today).select_related("owner").order_by("due_on", "pk")


def board_of(rows: Iterable[Action]) -> list[BoardColumn]:
    """Return the actions in a column for each state; every action stands in one."""
    found = list(rows)
    return [BoardColumn(state, [row for row in found if row.state == state]) for state in ActionState]


def timeline_of(version: PlanVersion, rows: Iterable[Action], today: dt.date) -> Timeline:
    """Return the actions over the quarters of a version, and of days outside it. An open end runs on to its last day."""
    found = list(rows)
    days = [day for action in found for day in (action.starts_on, action.due_on) if day]
    quarters = quarters_between(min([version.starts_on, *days]), max([version.ends_on, *days]))
    dated, without = [], []
    for action in found:
        if action.starts_on is None and action.due_on is None:
            without.append(action)
            continue
        last = action.due_on or version.ends_on
        first = action.starts_on or last
        late = is_late(state=action.state, due_on=action.due_on, today=today)
        dated.append(TimeRow(action, [(one, first <= one.last and last >= one.first) for one in quarters], late))
    return Timeline(quarters, sorted(dated, key=_begin), without)


def _begin(row: TimeRow) -> tuple[dt.date, str]:
    return row.action.starts_on or row.action.due_on or dt.date.max, row.action.number


def action_by(public_id: uuid.UUID, *, is_staff: bool) -> QuerySet[Action]:
    """Return the action with this public id; of a version in preparation for colleagues only (zero or one row)."""
    rows = Action.objects.with_all().prefetch_related("strands", "factors").filter(public_id=public_id)
    if is_staff:
        return rows
    return rows.exclude(operational_goal__strategic_goal__version__state=PlanState.DRAFT).exclude(
        success_factor__version__state=PlanState.DRAFT
    )


def action_page(action: Action, actor: Actor, today: dt.date) -> ActionPage:
    """Return one action with what the reader may see of its evidence and of other versions."""
    evidence = action.evidence.visible_to(actor).select_related("item", "case__learner").order_by("created_at", "pk")
    others = list(_other_versions(action, is_staff=actor.is_staff))
    return ActionPage(
        action=action,
        evidence=list(evidence),
        earlier=[row for row in others if row.pk == action.follows_id],
        later=[row for row in others if row.follows_id == action.pk],
        is_late=is_late(state=action.state, due_on=action.due_on, today=today),
        is_kept=action.version.state == PlanState.CLOSED,
    )


def _other_versions(action: Action, *, is_staff: bool) -> QuerySet[Action]:
    rows = Action.objects.filter(Q(followed_by=action) | Q(follows=action))
    rows = rows.select_related("operational_goal__strategic_goal__version", "success_factor__version")
    if is_staff:
        return rows.order_by("pk")
    hidden = rows.exclude(operational_goal__strategic_goal__version__state=PlanState.DRAFT)
    return hidden.exclude(success_factor__version__state=PlanState.DRAFT).order_by("pk")


def parents_of(version: PlanVersion) -> list[OperationalGoal | SuccessFactor]:
    """Return what an action of a version can stand under: goals first, then factors, by number."""
    goals = OperationalGoal.objects.filter(strategic_goal__version=version).order_by("number")
    return [*goals, *SuccessFactor.objects.filter(version=version).order_by("number")]


def choices_for(version: PlanVersion | None) -> tuple[list[StrategicGoal], list[Strand]]:
    """Return the goals and strands a reader can narrow to."""
    return (
        list(StrategicGoal.objects.filter(version=version).order_by("number")),
        list(Strand.objects.order_by("number")),
    )


def evidence_of(action: Action, public_id: uuid.UUID) -> QuerySet[Evidence]:
    """Return one piece of evidence of an action (zero or one row)."""
    return Evidence.objects.select_related("action").filter(action=action, public_id=public_id)
