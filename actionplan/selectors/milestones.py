"""Reads of the milestones."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.actor import Actor
from actionplan.enums import MilestoneState
from actionplan.models import Milestone, MilestoneRecord

DOTS = {MilestoneState.REACHED: "done", MilestoneState.DROPPED: "stopped", MilestoneState.PLANNED: "next"}


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone with what the reader may see beside it.

    `is_open_too_long`: its day is over and nobody wrote how it ended.
    """

    milestone: Milestone
    records: list[MilestoneRecord]
    is_open_too_long: bool

    @property
    def on_timeline(self) -> dict[str, str]:
        """How the timeline shows it."""
        row = self.milestone
        return {
            "title": str(row),
            "detail": row.get_state_display(),
            "when": row.timing,
            "state": DOTS[MilestoneState(row.state)],
            "href": f"#stap-{row.number}",
        }


def steps_for(actor: Actor, today: dt.date) -> list[Step]:
    """Return the milestones in order, with decisions and documents (two queries)."""
    records = MilestoneRecord.objects.visible_to(actor).order_by("on", "pk")
    rows = Milestone.objects.prefetch_related(Prefetch("records", records, to_attr="shown")).order_by("number")
    return [
        Step(
            row,
            row.shown,  # type: ignore[attr-defined]
            row.state == MilestoneState.PLANNED and row.due_on is not None and row.due_on < today,
        )
        for row in rows
    ]


def milestone_by(number: int) -> QuerySet[Milestone]:
    """Return the milestone with this number (zero or one row)."""
    return Milestone.objects.filter(number=number)


def record_by(public_id: uuid.UUID) -> QuerySet[MilestoneRecord]:
    """Return a decision or document (zero or one row)."""
    return MilestoneRecord.objects.select_related("milestone").filter(public_id=public_id)
