"""Appointments of the parties of an agreement, and the short messages between them."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from core import clock
from core.languages import listed
from placements.enums import AgreementState, MeetingState, Party
from placements.models import Agreement, Meeting, MomentTick, ThreadMessage
from placements.rules import planner as rules
from placements.rules.turns import parties_needed
from placements.selectors import facts

OFFICE = frozenset({Party.COMPANY, Party.SCHOOL})
LAST_MESSAGES = 30


@dataclass(frozen=True, slots=True)
class PlannerPart:
    """What the page of an agreement shows: meetings, the next first, the last messages, and what may be done."""

    meetings: tuple[Meeting, ...]
    messages: tuple[ThreadMessage, ...]
    may_propose: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One appointment: who can come when, for whom we wait, and what this visitor may do."""

    meeting: Meeting
    rows: tuple[rules.Row, ...]
    waiting: tuple[Party, ...]
    to_tick: tuple[Party, ...]
    may: frozenset[str]
    is_past: bool = False


def part_of(agreement: Agreement, parties: frozenset[Party], *, is_staff: bool) -> PlannerPart:
    """Return the planner of an agreement for a visitor (2 queries). `must_tick` on a meeting: this visitor must answer."""
    live = agreement.state in AgreementState.LIVE
    answered = MomentTick.objects.filter(moment__meeting=OuterRef("pk"), party__in=parties)
    rows = Meeting.objects.filter(agreement=agreement).annotate(answered=Exists(answered))
    meetings = sorted(rows, key=lambda row: (row.state != MeetingState.ASKED, _far(row.starts_at)))
    for row in meetings:
        asked = row.state == MeetingState.ASKED and not is_staff and row.proposed_by not in parties
        row.must_tick = asked and not row.answered  # type: ignore[attr-defined]
    messages = ThreadMessage.objects.filter(agreement=agreement).order_by("-created_at", "-pk")[:LAST_MESSAGES]
    return PlannerPart(
        meetings=tuple(meetings),
        messages=tuple(reversed(messages)),
        may_propose=live and bool(parties & OFFICE),
        may_write=live and bool(parties),
    )


def _far(moment: dt.datetime | None) -> float:
    return -(moment.timestamp() if moment else 0.0)


def meeting_of(agreement: Agreement, public_id: uuid.UUID) -> Meeting | None:
    """Return one appointment of an agreement."""
    rows = Meeting.objects.filter(agreement=agreement, public_id=public_id)
    return rows.select_related("agreement__workplace__establishment__company", "agreement__learner__contact").first()


def meeting_by(public_id: uuid.UUID) -> Meeting | None:
    """Return the appointment behind a link in a mail."""
    rows = Meeting.objects.filter(public_id=public_id)
    return rows.select_related("agreement__workplace__establishment__company").first()


def meeting_page(meeting: Meeting, parties: frozenset[Party], *, is_staff: bool) -> MeetingPage:
    """Return the page of an appointment (3 queries)."""
    ticks = ticks_of(meeting)
    invited = parties_of(meeting.agreement)
    asked, is_set = meeting.state == MeetingState.ASKED, meeting.state == MeetingState.SET
    office = bool(parties & OFFICE)
    chooses = is_staff or (bool(meeting.proposed_by) and meeting.proposed_by in parties)
    verbs = {"choose": asked and chooses, "move": is_set and office, "cancel": (asked or is_set) and office}
    return MeetingPage(
        meeting=meeting,
        rows=rules.table_of(meeting.moments.values_list("pk", "starts_at"), ticks),
        waiting=rules.waiting_for(invited, meeting.proposed_by, ticks) if asked else (),
        to_tick=tuple(p for p in invited if asked and p in parties and p != meeting.proposed_by),
        may=frozenset(verb for verb, allowed in verbs.items() if allowed),
        is_past=is_set and meeting.starts_at is not None and meeting.starts_at < clock.now(),
    )


def ticks_of(meeting: Meeting) -> dict[Party, dict[int, bool]]:
    """Return what each party answered about each moment."""
    found: dict[Party, dict[int, bool]] = {}
    rows = MomentTick.objects.filter(moment__meeting=meeting).order_by("pk")
    for party, moment, suits in rows.values_list("party", "moment", "suits"):
        found.setdefault(Party(party), {})[moment] = suits
    return found


def parties_of(agreement: Agreement) -> tuple[Party, ...]:
    """Return who meets: company, school, learner, and a parent while the learner is a minor (1 query)."""
    today = clock.today()
    return parties_needed(is_minor=facts.is_minor(agreement.learner, today, today))


def visible_meetings(actor: Actor, *, since: dt.datetime) -> QuerySet[Meeting]:
    """Return the set appointments an actor may see from a moment on, the next one first; for a coach's desk."""
    own = Agreement.objects.visible_to(actor)
    rows = Meeting.objects.chosen().filter(agreement__in=own, starts_at__gte=since)
    return rows.select_related("agreement__learner__contact", "agreement__workplace__establishment__company").order_by(
        "starts_at", "pk"
    )


def unanswered(today: dt.date) -> QuerySet[Meeting]:
    """Return the proposals of moments whose day to answer passed and about which nobody was reminded."""
    return Meeting.objects.filter(state=MeetingState.ASKED, state_due_on__lt=today, reminded_on=None).order_by("pk")


def without_future(now: dt.datetime) -> QuerySet[Meeting]:
    """Return the proposals of which every moment is over."""
    rows = Meeting.objects.filter(state=MeetingState.ASKED).exclude(moments__starts_at__gt=now)
    return rows.order_by("pk")


def names_of(parties: Collection[Party]) -> str:
    """Return parties as words, such as 'Bedrijf, Lerende'."""
    return listed(party.label for party in parties)
