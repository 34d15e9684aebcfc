"""What happens to a milestone: reached, dropped, planned again, and what was decided."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from actionplan.enums import MILESTONE_MOVES, MilestoneState
from actionplan.models import Milestone, MilestoneLog, MilestoneRecord
from core.states import require_move
from privacy import journal


@transaction.atomic
def reach_milestone(*, actor: Actor, milestone: Milestone, reason: str = "") -> Milestone:
    """Note that a step was taken."""
    return _move(milestone, MilestoneState.REACHED, actor, reason)


@transaction.atomic
def drop_milestone(*, actor: Actor, milestone: Milestone, reason: str = "") -> Milestone:
    """Note that a step will not be taken."""
    return _move(milestone, MilestoneState.DROPPED, actor, reason)


@transaction.atomic
def plan_milestone_again(*, actor: Actor, milestone: Milestone, reason: str = "") -> Milestone:
    """Put a step back on the way."""
    return _move(milestone, MilestoneState.PLANNED, actor, reason)


@transaction.atomic
def add_record(
    *, actor: Actor, milestone: Milestone, kind: str, text: str, body: str, on: dt.date, url: str, is_public: bool
) -> MilestoneRecord:
    """Keep a decision or a document beside a milestone. Raises `ValidationError` for a document without an address."""
    row = MilestoneRecord(milestone=milestone, kind=kind, text=text, body=body, on=on, url=url, is_public=is_public)
    row.full_clean()
    MilestoneRecord.objects.bulk_create([row])
    journal.record(actor=actor, verb="milestone_recorded", subject=milestone, kind=kind)
    return row


@transaction.atomic
def drop_record(*, actor: Actor, record: MilestoneRecord) -> None:
    """Take a decision or document away."""
    journal.record(actor=actor, verb="milestone_record_dropped", subject=record.milestone, kind=record.kind)
    MilestoneRecord.objects.filter(pk=record.pk).delete()


def _move(milestone: Milestone, target: MilestoneState, actor: Actor, reason: str) -> Milestone:
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    sentence = f"Een mijlpaal met status ‘{milestone.get_state_display()}’ kan niet naar ‘{target.label}’."
    require_move(MILESTONE_MOVES, milestone.state, target, sentence)
    source, milestone.state = milestone.state, target
    milestone.save(update_fields=["state", "updated_at"])
    MilestoneLog.objects.create(
        milestone=milestone, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason
    )
    journal.record(actor=actor, verb=f"milestone_{target}", subject=milestone, was=str(source))
    return milestone
