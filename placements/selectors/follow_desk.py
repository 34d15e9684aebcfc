"""What a trajectory coach follows up per learner: what is next in the calendar, what is due, and signals."""

import datetime as dt
import enum
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.actor import Actor
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from learners.models import Appointment
from learners.selectors.school_page import without_codes
from placements.enums import AgreementState
from placements.follow_enums import EvaluationSide, EvaluationState, VisitState
from placements.models import Agreement, Evaluation, EvaluationRound, Meeting, PulseTask, Visit


class Kind(enum.StrEnum):
    """What a row of the calendar of a coach is."""

    VISIT = "visit"
    MEETING = "meeting"
    APPOINTMENT = "appointment"
    TASK = "task"
    ROUND = "round"
    LAST = "last"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: of which agreement, its public id, its day, its moment when it has an hour, a code and words."""

    kind: str
    agreement: uuid.UUID | None
    public_id: uuid.UUID | None
    day: dt.date
    moment: dt.datetime | None
    code: str
    words: str


@dataclass(slots=True)
class FollowUp:
    """What is to do for one learner. `due`: agreements without an evaluation for too long, since their day."""

    planned: list[Item] = field(default_factory=list)
    to_note: list[Item] = field(default_factory=list)
    meetings: list[Item] = field(default_factory=list)
    rounds: list[Item] = field(default_factory=list)
    due: list[Item] = field(default_factory=list)
    tasks: list[Item] = field(default_factory=list)


def follow_ups(actor: Actor, school_id: int, now: dt.datetime) -> dict[int, FollowUp]:
    """Return what is to do for each learner (primary key) the actor follows at a school (1 query). Raises RuleMissing."""
    own = Agreement.objects.visible_to(without_codes(actor)).filter(school=school_id)
    today = timezone.localtime(now).date()
    parts = [*_calendar(own, school_id, now), *_open(own), _terms(today)]
    found, last, every = defaultdict[int, FollowUp](FollowUp), list[tuple[int, Item]](), None
    for kind, learner, *rest in parts[0].union(*parts[1:], all=True):
        item = Item(kind, *rest)
        if kind == Kind.TERM:
            every = int(item.code)
        elif kind == Kind.LAST:
            last.append((learner, item))
        else:
            _place(found[learner], item, today)
    if every is None:
        raise RuleMissing("evaluation-term", "every", today)
    for learner, item in last:
        if item.day + dt.timedelta(days=every) <= today:
            found[learner].due.append(item)
    return dict(found)


def _place(one: FollowUp, item: Item, today: dt.date) -> None:
    """Put an item in the list of its kind."""
    if item.kind == Kind.VISIT:
        (one.planned if item.day >= today else one.to_note).append(item)
    elif item.kind == Kind.TASK:
        one.tasks.append(item)
    elif item.kind == Kind.ROUND:
        one.rounds.append(item)
    else:
        one.meetings.append(item)


def _calendar(own: QuerySet[Agreement], school_id: int, now: dt.datetime) -> list[QuerySet]:  # type: ignore[type-arg]
    """Return the planned visits, the meetings that are no visit, and the appointments with the Steunpunt."""
    visits = Visit.objects.filter(agreement__in=own, state=VisitState.PLANNED)
    meetings = Meeting.objects.chosen().filter(agreement__in=own, starts_at__gte=now, visit=None)
    appointments = Appointment.objects.standing().filter(case__learner__school=school_id, starts_at__gte=now)
    day = Cast("starts_at", DateField())
    return [
        visits.order_by().values_list(
            Value(Kind.VISIT.value), "agreement__learner", "agreement__public_id", "public_id", "visit_on",
            "meeting__starts_at", "way", "who",
        ),
        meetings.order_by().values_list(
            Value(Kind.MEETING.value), "agreement__learner", "agreement__public_id", "public_id", day, "starts_at",
            "kind", "place",
        ),
        appointments.order_by().values_list(
            Value(Kind.APPOINTMENT.value), "case__learner", Cast(Value(None), UUIDField()), "public_id", day,
            "starts_at", "kind", "with_whom",
        ),
    ]  # fmt: skip


def _open(own: QuerySet[Agreement]) -> list[QuerySet]:  # type: ignore[type-arg]
    """Return the calls to make, the evaluations without the coach's part, and until when each agreement was evaluated."""
    tasks = PulseTask.objects.open().filter(agreement__in=own)
    by_coach = Evaluation.objects.filter(side=EvaluationSide.COACH, replaced_at=None).values("round")
    rounds = EvaluationRound.objects.filter(agreement__in=own, state__in=EvaluationState.OPEN).exclude(pk__in=by_coach)
    last = EvaluationRound.objects.filter(agreement=OuterRef("pk"), state__in=EvaluationState.READABLE)
    newest = Subquery(
        last.order_by().values("agreement").annotate(last=Max("last_day")).values("last"), output_field=DateField()
    )
    running = own.filter(state=AgreementState.RUNNING, starts_on__isnull=False)
    never, nothing = Cast(Value(None), DateTimeField()), Value("")
    return [
        tasks.order_by().values_list(
            Value(Kind.TASK.value), "agreement__learner", "agreement__public_id", "public_id", "state_due_on", never,
            "why", nothing,
        ),
        rounds.filter(agreement__state__in=AgreementState.BINDING).order_by().values_list(
            Value(Kind.ROUND.value), "agreement__learner", "agreement__public_id", "public_id",
            Coalesce("state_due_on", "last_day"), never, "state", nothing,
        ),
        running.order_by().values_list(
            Value(Kind.LAST.value), "learner", "public_id", "public_id", Coalesce(newest, "starts_on"), never,
            "state", nothing,
        ),
    ]  # fmt: skip


def _terms(today: dt.date) -> QuerySet:  # type: ignore[type-arg]
    """Return after how many days a new evaluation is due, as a row like the others."""
    rows = rules_in_force(["evaluation-term"], on=today).filter(scope="every").order_by()
    no_id = Cast(Value(None), UUIDField())
    return rows.values_list(
        Value(Kind.TERM.value), Value(0), no_id, no_id, Value(today, output_field=DateField()),
        Cast(Value(None), DateTimeField()), Cast(Cast("value", IntegerField()), CharField()), Value(""),
    )  # fmt: skip
