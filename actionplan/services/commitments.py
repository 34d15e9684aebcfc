"""What partner and Steunpunt commit to, and how it goes on in a plan."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from actionplan.enums import COMMITMENT_MOVES, CommitmentState
from actionplan.models import Action, Commitment, CommitmentLog, OperationalGoal, SuccessFactor, Talk
from actionplan.services.actions import ActionValues, add_action
from core.states import require_move
from privacy import journal


@transaction.atomic
def add_commitment(*, actor: Actor, talk: Talk, text: str, by: str, due_on: dt.date) -> Commitment:
    """Write down what somebody commits to."""
    row = Commitment.objects.create(talk=talk, text=text, by=by, due_on=due_on)
    journal.record(actor=actor, verb="commitment_added", subject=talk)
    return row


@transaction.atomic
def keep_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Note that a commitment was kept."""
    return _move(commitment, CommitmentState.KEPT, actor)


@transaction.atomic
def drop_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Note that a commitment does not hold any more."""
    return _move(commitment, CommitmentState.DROPPED, actor)


@transaction.atomic
def reopen_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Let a commitment run again."""
    return _move(commitment, CommitmentState.OPEN, actor)


@transaction.atomic
def follow_commitment(*, actor: Actor, commitment: Commitment, parent: OperationalGoal | SuccessFactor) -> Action:
    """Make a commitment an action of a plan, with the partner beside it; twice gives the same action.

    Raises `ValidationError` for a commitment that does not hold any more.
    """
    row = Commitment.objects.select_for_update(of=("self",)).select_related("talk__partner").get(pk=commitment.pk)
    if row.action is not None:
        return row.action
    if row.state == CommitmentState.DROPPED:
        raise ValidationError("Deze afspraak is vervallen. Laat ze eerst weer lopen.")
    values = ActionValues(title=row.text, due_on=row.due_on, partners=[row.talk.partner])
    row.action = add_action(actor=actor, parent=parent, values=values)
    row.save(update_fields=["action", "updated_at"])
    journal.record(actor=actor, verb="commitment_followed", subject=row.talk)
    return row.action


def _move(commitment: Commitment, target: CommitmentState, actor: Actor) -> Commitment:
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    sentence = f"Een afspraak met status ‘{row.get_state_display()}’ kan niet naar ‘{target.label}’."
    require_move(COMMITMENT_MOVES, row.state, target, sentence)
    source, row.state = row.state, target
    row.save(update_fields=["state", "updated_at"])
    CommitmentLog.objects.create(commitment=row, from_state=source, to_state=target, actor_label=actor.label[:120])
    journal.record(actor=actor, verb=f"commitment_{target}", subject=row, was=str(source))
    return row
