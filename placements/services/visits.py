"""Visits of the coach: planned, noted, missed or called off; an appointment of the planner becomes one by itself."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from core import clock
from core.states import MoveRefused, require_move
from placements.enums import AgreementState, MeetingKind, MeetingState
from placements.follow_enums import VISIT_MOVES, VisitState, VisitWay
from placements.models import Agreement, Meeting, Visit, VisitLog
from placements.selectors.follow_terms import evaluation_terms
from placements.services import follow_mails as mails
from placements.services.moves import lock_agreement
from privacy import journal

KINDS = (MeetingKind.FIRST_VISIT, MeetingKind.VISIT)
NOBODY_NOTED = "Niemand noteerde hoe het ging."


@transaction.atomic
def plan_visit(*, actor: Actor, agreement: Agreement, visit_on: dt.date, way: VisitWay) -> Visit:
    """Plan a visit on a day. The same day twice is one visit.

    Raises `ValidationError` for a day that is over, `MoveRefused` when the agreement does not run.
    """
    locked = lock_agreement(agreement.pk)
    if locked.state not in AgreementState.BINDING:
        raise MoveRefused(_("Een bezoek plannen kan zolang de overeenkomst loopt."))
    if visit_on < clock.today():
        raise ValidationError(
            {"visit_on": _("Die dag is voorbij. Was je er? Plan het bezoek op vandaag en noteer het.")}
        )
    known = Visit.objects.filter(agreement=locked, visit_on=visit_on, state=VisitState.PLANNED).first()
    return known or _make(actor, locked, visit_on, way, None)


@transaction.atomic
def note_visit(
    *, actor: Actor, visit: Visit, visit_on: dt.date, saw_learner: bool, saw_mentor: bool, note: str
) -> Visit:
    """Note that a visit happened. The same note twice changes nothing.

    Raises `ValidationError` for a day that has yet to come or when nobody was seen, `MoveRefused` for another note.
    """
    locked = _lock(visit.pk)
    told = {"visit_on": visit_on, "saw_learner": saw_learner, "saw_mentor": saw_mentor}
    values: dict[str, Any] = {**told, "note": note.strip()[:500]}
    if locked.state == VisitState.DONE and all(getattr(locked, name) == value for name, value in values.items()):
        return locked
    if visit_on > clock.today():
        raise ValidationError({"visit_on": _("Noteer een bezoek pas als het gebeurd is.")})
    if not (saw_learner or saw_mentor):
        raise ValidationError(
            {"saw": _("Kruis aan met wie je sprak. Sprak je niemand? Kies dan ‘Het bezoek lukte niet’.")}
        )
    return _move(actor, locked, VisitState.DONE, who=actor.label[:120], **values)


@transaction.atomic
def miss_visit(*, actor: Actor, visit: Visit) -> Visit:
    """Note that a visit did not work out; a new one can be planned. Raises `MoveRefused`."""
    locked = _lock(visit.pk)
    if locked.visit_on > clock.today():
        raise MoveRefused(_("Het bezoek moet nog komen. Zeg het af of plan een andere dag."))
    return _move(actor, locked, VisitState.MISSED)


@transaction.atomic
def cancel_visit(*, actor: Actor, visit: Visit) -> Visit:
    """Call a planned visit off. Raises `MoveRefused` when it is over."""
    return _move(actor, _lock(visit.pk), VisitState.CANCELLED)


@transaction.atomic
def remind_visit(*, visit: Visit) -> bool:
    """Ask the coach, once, to note how a visit went that was planned for a day that is over."""
    locked, today = _lock(visit.pk), clock.today()
    if locked.state != VisitState.PLANNED or locked.reminded_on or locked.visit_on >= today:
        return False
    locked.reminded_on = today
    locked.save(update_fields=["reminded_on", "updated_at"])
    journal.record(actor=SYSTEM, verb="visit_reminded", subject=locked)
    mails.remind_visit(locked)
    return True


@transaction.atomic
def lapse_visit(*, visit: Visit) -> Visit:
    """Call a visit missed that nobody noted in time; it can still be noted. Raises `MoveRefused` before its day."""
    locked = _lock(visit.pk)
    if locked.state_due_on is None or locked.state_due_on >= clock.today():
        raise MoveRefused(_("Er is nog tijd om te noteren hoe het ging."))
    return _move(SYSTEM, locked, VisitState.MISSED, reason=NOBODY_NOTED)


@transaction.atomic
def follow_meeting(*, actor: Actor, meeting: Meeting) -> Visit | None:
    """Keep the visit of an appointment in step: made when its moment is chosen, moved and called off with it.

    Returns None for an appointment that is no visit, or that never was chosen.
    """
    if meeting.kind not in KINDS:
        return None
    known = Visit.objects.select_for_update().filter(meeting=meeting).first()
    if meeting.state == MeetingState.CANCELLED:
        if known is not None and known.state == VisitState.PLANNED:
            return _move(actor, known, VisitState.CANCELLED)
        return known
    if meeting.state != MeetingState.SET or meeting.starts_at is None:
        return known
    day = timezone.localtime(meeting.starts_at).date()
    if known is None:
        return _make(actor, meeting.agreement, day, VisitWay.WORKPLACE, meeting)
    if known.state == VisitState.PLANNED and known.visit_on != day:
        known.visit_on, known.state_due_on, known.reminded_on = day, _due(day), None
        known.save(update_fields=["visit_on", "state_due_on", "reminded_on", "updated_at"])
        journal.record(actor=actor, verb="visit_moved", subject=known, to_state=known.state)
    return known


def _make(actor: Actor, agreement: Agreement, day: dt.date, way: VisitWay, meeting: Meeting | None) -> Visit:
    """Store a planned visit; one that was planned by hand for that day takes the appointment."""
    same_day = Visit.objects.filter(agreement=agreement, visit_on=day, state=VisitState.PLANNED, meeting=None).first()
    if same_day is not None:
        same_day.meeting = meeting
        same_day.save(update_fields=["meeting", "updated_at"])
        journal.record(actor=actor, verb="visit_moved", subject=same_day, to_state=same_day.state)
        return same_day
    visit = Visit.objects.create(
        agreement=agreement,
        meeting=meeting,
        state_due_on=_due(day),
        visit_on=day,
        way=way,
        coach_id=agreement.coach_id,
        who=actor.label[:120],
    )
    VisitLog.objects.create(visit=visit, to_state=VisitState.PLANNED, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="visit_planned", subject=visit)
    return visit


def _due(day: dt.date) -> dt.date:
    return max(day, clock.today()) + dt.timedelta(days=evaluation_terms(clock.today()).visit_days)


def _lock(visit_id: int) -> Visit:
    rows = Visit.objects.select_for_update(of=("self",)).select_related(
        "agreement__coach", "agreement__learner__contact", "agreement__workplace__establishment__company"
    )
    return rows.get(pk=visit_id)


def _move(actor: Actor, visit: Visit, target: VisitState, *, reason: str = "", **changes: Any) -> Visit:
    """Move a locked visit and log it. Raises `MoveRefused`."""
    source = VisitState(visit.state)
    require_move(VISIT_MOVES, source, target, _("Dat kan niet meer: ‘%(state)s’.") % {"state": source.label})
    values: dict[str, Any] = {"state": target, "state_due_on": None, **changes}
    for name, value in values.items():
        setattr(visit, name, value)
    visit.save(update_fields=[*values, "updated_at"])
    VisitLog.objects.create(
        visit=visit, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb="visit_moved", subject=visit, to_state=target.value)
    return visit
