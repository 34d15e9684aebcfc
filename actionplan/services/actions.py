"""What happens to an action: it is added, described, moved from state to state."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import PartnerOrganisation, User
from actionplan.enums import ACTION_MOVES, ActionState, PlanState
from actionplan.models import Action, ActionLog, OperationalGoal, Strand, SuccessFactor
from actionplan.rules.numbering import next_number
from core.states import MoveRefused, require_move
from privacy import journal

LINKED = ("partners", "strands", "factors")
CLOSED = "Dit plan is afgesloten. Aan de acties ervan verandert niets meer; werk verder in het plan dat nu geldt."


@dataclass(frozen=True, slots=True)
class ActionValues:
    """What colleagues write about an action."""

    title: str
    owner: User | None = None
    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    budget: Decimal | None = None
    budget_source: str = ""
    percent: int | None = None
    progress: str = ""
    partners: Sequence[PartnerOrganisation] = ()
    strands: Sequence[Strand] = ()
    factors: Sequence[SuccessFactor] = ()

    @property
    def columns(self) -> dict[str, object]:
        """The values of the row itself."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in LINKED}


@transaction.atomic
def add_action(*, actor: Actor, parent: OperationalGoal | SuccessFactor, values: ActionValues) -> Action:
    """Add an action of our own under a goal or a factor, with the next free number. The list is never complete.

    Raises `ValidationError` for values the model refuses, and for a plan that is over.
    """
    parent = type(parent).objects.select_for_update().get(pk=parent.pk)  # type: ignore[assignment]
    if parent.version.state == PlanState.CLOSED:
        raise ValidationError(CLOSED)
    under = {"operational_goal": parent} if isinstance(parent, OperationalGoal) else {"success_factor": parent}
    number = next_number(
        parent.number, [row.number for row in parent.actions.all()], in_goal="operational_goal" in under
    )
    action = Action(number=number, source="toegevoegd door het Steunpunt", **under, **values.columns)
    action.full_clean()
    action = Action.objects.create(number=number, source=action.source, **under, **values.columns)
    _link(action, values)
    journal.record(actor=actor, verb="action_added", subject=action)
    return action


@transaction.atomic
def describe_action(*, actor: Actor, action: Action, values: ActionValues) -> Action:
    """Write down who carries an action, with whom, when, with what money and how far it is.

    Raises `ValidationError` for values the model refuses, and for a plan that is over.
    """
    action = _locked(action)
    if action.version.state == PlanState.CLOSED:
        raise ValidationError(CLOSED)
    for name, value in values.columns.items():
        setattr(action, name, value)
    action.full_clean()
    action.save(update_fields=[*values.columns, "updated_at"])
    _link(action, values)
    journal.record(actor=actor, verb="action_described", subject=action)
    return action


@transaction.atomic
def start_action(*, action: Action, actor: Actor, reason: str = "") -> Action:
    """Note that work on an action began."""
    return _move(action, ActionState.STARTED, actor, reason)


@transaction.atomic
def finish_action(*, action: Action, actor: Actor, reason: str = "") -> Action:
    """Note that an action is done."""
    return _move(action, ActionState.DONE, actor, reason)


@transaction.atomic
def stop_action(*, action: Action, actor: Actor, reason: str = "") -> Action:
    """Note that an action will not be done."""
    return _move(action, ActionState.STOPPED, actor, reason)


@transaction.atomic
def plan_action_again(*, action: Action, actor: Actor, reason: str = "") -> Action:
    """Put a stopped action back on the plan."""
    return _move(action, ActionState.PLANNED, actor, reason)


def _locked(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


def _link(action: Action, values: ActionValues) -> None:
    for name in LINKED:
        getattr(action, name).set(getattr(values, name))


def _move(action: Action, target: ActionState, actor: Actor, reason: str) -> Action:
    action = _locked(action)
    if action.version.state == PlanState.CLOSED:
        raise MoveRefused(CLOSED)
    sentence = f"Een actie met status ‘{action.get_state_display()}’ kan niet naar ‘{target.label}’."
    require_move(ACTION_MOVES, action.state, target, sentence)
    source, action.state = action.state, target
    action.save(update_fields=["state", "updated_at"])
    ActionLog.objects.create(
        action=action, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason
    )
    journal.record(actor=actor, verb=f"action_{target}", subject=action, was=str(source))
    return action
