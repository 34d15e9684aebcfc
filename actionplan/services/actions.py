"""What happens to an action: its state, who carries it and how far it is."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from actionplan.enums import ACTION_MOVES, ActionState
from actionplan.models import Action
from core.states import require_move
from privacy import journal


@transaction.atomic
def start_action(*, action: Action, actor: Actor) -> Action:
    """Note that work on an action began."""
    return _move(action, ActionState.STARTED, actor)


@transaction.atomic
def finish_action(*, action: Action, actor: Actor) -> Action:
    """Note that an action is done."""
    return _move(action, ActionState.DONE, actor)


@transaction.atomic
def stop_action(*, action: Action, actor: Actor) -> Action:
    """Note that an action will not be done."""
    return _move(action, ActionState.STOPPED, actor)


@transaction.atomic
def plan_action_again(*, action: Action, actor: Actor) -> Action:
    """Put a stopped action back on the plan."""
    return _move(action, ActionState.PLANNED, actor)


@transaction.atomic
def describe_action(
    *, action: Action, progress: str, owner: User | None, due_on: dt.date | None, actor: Actor
) -> Action:
    """Write down where an action stands, who carries it and by when."""
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    action.progress, action.owner, action.due_on = progress, owner, due_on
    action.save(update_fields=["progress", "owner", "due_on", "updated_at"])
    journal.record(actor=actor, verb="action_described", subject=action)
    return action


def _move(action: Action, target: ActionState, actor: Actor) -> Action:
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    sentence = f"Een actie met status '{action.get_state_display()}' kan niet naar '{target.label}'."
    require_move(ACTION_MOVES, action.state, target, sentence)
    source, action.state = action.state, target
    action.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"action_{target}", subject=action, was=str(source))
    return action
