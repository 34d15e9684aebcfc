"""Three moments are proposed, the others tick, one becomes the appointment; later it moves or is called off."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from core import clock
from core.states import MoveRefused, require_move
from placements.enums import MEETING_MOVES, AgreementState, MeetingKind, MeetingState, Party
from placements.models import Agreement, Meeting, MeetingLog, MeetingMoment, MomentTick
from placements.rules import planner as rules
from placements.selectors.follow_terms import planner_terms
from placements.selectors.planner import parties_of, ticks_of
from placements.services import planner_mails as mails
from placements.services.moves import lock_agreement
from placements.services.visits import follow_meeting
from privacy import journal


@transaction.atomic
def propose_meeting(
    *,
    actor: Actor,
    agreement: Agreement,
    party: Party | None,
    kind: MeetingKind,
    moments: Sequence[dt.datetime],
    minutes: int,
    place: str,
) -> Meeting:
    """Propose moments to the other parties; `party` is None for a colleague of the Steunpunt.

    The same proposal twice is one. Raises `ValidationError` for moments that are past, doubled or too few, or while
    another proposal for this kind waits; `MoveRefused` when the agreement is over.
    """
    locked, now = lock_agreement(agreement.pk), clock.now()
    if locked.state not in AgreementState.LIVE:
        raise MoveRefused(_("Deze overeenkomst is voorbij. Een afspraak plannen kan niet meer."))
    known = Meeting.objects.filter(agreement=locked, kind=kind, state=MeetingState.ASKED).first()
    if known is not None:
        if set(known.moments.values_list("starts_at", flat=True)) == set(moments):
            return known
        raise ValidationError({"kind": _("Hiervoor liggen al momenten voor. Kies daar een uit of zeg ze eerst af.")})
    terms = planner_terms(now.date())
    faults = rules.moment_faults(moments, now, terms.moments)
    if faults:
        raise ValidationError(list(faults))
    meeting = Meeting.objects.create(
        agreement=locked,
        kind=kind,
        state_due_on=clock.today() + dt.timedelta(days=terms.answer_days),
        minutes=minutes,
        place=place.strip(),
        proposed_by=party or "",
        label=actor.label[:120],
    )
    rows = [MeetingMoment.objects.create(meeting=meeting, starts_at=moment) for moment in sorted(moments)]
    if party is not None:
        MomentTick.objects.bulk_create(MomentTick(moment=row, party=party, suits=True) for row in rows)
    MeetingLog.objects.create(meeting=meeting, to_state=MeetingState.ASKED, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="meeting_proposed", subject=meeting)
    mails.tell_proposed(meeting)
    return meeting


@transaction.atomic
def tick_moments(*, actor: Actor, meeting: Meeting, party: Party, suiting: Collection[int]) -> Meeting:
    """Note which moments (primary keys) suit a party; an earlier answer is replaced. None of them is an answer too.

    Raises `MoveRefused` when a moment was chosen or all was called off, `ValidationError` for who is not asked.
    """
    locked = _lock(meeting.pk)
    if locked.state != MeetingState.ASKED:
        raise MoveRefused(_("Aankruisen kan niet meer: %(state)s.") % {"state": locked.get_state_display().lower()})
    invited = parties_of(locked.agreement)
    if party == locked.proposed_by or party not in invited:
        raise ValidationError(_("Deze partij moet hier niets aankruisen."))
    before = ticks_of(locked)
    for moment in locked.moments.all():
        MomentTick.objects.update_or_create(moment=moment, party=party, defaults={"suits": moment.pk in suiting})
    journal.record(actor=actor, verb="meeting_ticked", subject=locked, party=party.value)
    was_waiting = rules.waiting_for(invited, locked.proposed_by, before)
    if was_waiting and not rules.waiting_for(invited, locked.proposed_by, ticks_of(locked)):
        mails.tell_answered(locked)
    return locked


@transaction.atomic
def choose_moment(*, actor: Actor, meeting: Meeting, moment_id: int) -> Meeting:
    """Make one of the proposed moments the appointment. The same choice twice changes nothing.

    Raises `MoveRefused` when another moment was chosen or all was called off, `ValidationError` for a moment that is
    not one of them or is over.
    """
    locked = _lock(meeting.pk)
    moment = locked.moments.filter(pk=moment_id).first()
    if moment is None:
        raise ValidationError({"moment": _("Kies een van de voorgestelde momenten.")})
    if locked.state == MeetingState.SET and locked.starts_at == moment.starts_at:
        return locked
    if moment.starts_at <= clock.now():
        raise ValidationError({"moment": _("Dat moment is voorbij. Kies een ander.")})
    _move(actor, locked, MeetingState.SET, starts_at=moment.starts_at, state_due_on=None)
    follow_meeting(actor=actor, meeting=locked)
    mails.tell_set(locked)
    return locked


@transaction.atomic
def move_meeting(*, actor: Actor, meeting: Meeting, starts_at: dt.datetime, minutes: int, place: str) -> Meeting:
    """Give an appointment another moment or place; everybody gets the change. The same change twice changes nothing.

    Raises `MoveRefused` unless a moment was chosen, `ValidationError` for a moment that is over.
    """
    locked = _lock(meeting.pk)
    if locked.state != MeetingState.SET:
        raise MoveRefused(_("Verzetten kan alleen als er al een moment gekozen is."))
    values = {"starts_at": starts_at, "minutes": minutes, "place": place.strip()}
    if all(getattr(locked, name) == value for name, value in values.items()):
        return locked
    if starts_at <= clock.now():
        raise ValidationError({"day": _("Dat moment is voorbij. Kies een later moment.")})
    before = locked.starts_at
    for name, value in values.items():
        setattr(locked, name, value)
    locked.sequence += 1
    locked.save(update_fields=[*values, "sequence", "updated_at"])
    MeetingLog.objects.create(
        meeting=locked, from_state=MeetingState.SET, to_state=MeetingState.SET, actor_label=actor.label[:120]
    )
    journal.record(actor=actor, verb="meeting_moved", subject=locked)
    follow_meeting(actor=actor, meeting=locked)
    mails.tell_moved(locked, before=before)
    return locked


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str) -> Meeting:
    """Call an appointment or a proposal of moments off. Raises `ValidationError` without a reason, `MoveRefused` twice."""
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf kort waarom. De anderen lezen dit.")})
    locked = _lock(meeting.pk)
    _move(
        actor,
        locked,
        MeetingState.CANCELLED,
        reason=reason.strip(),
        state_due_on=None,
        sequence=locked.sequence + 1,
        cancel_reason=reason.strip()[:300],
    )
    follow_meeting(actor=actor, meeting=locked)
    mails.tell_cancelled(locked)
    return locked


@transaction.atomic
def remind_meeting(*, meeting: Meeting) -> bool:
    """Remind who did not answer, once, and tell the proposer. Returns False when there is nothing to remind of."""
    locked, today = _lock(meeting.pk), clock.today()
    if locked.state != MeetingState.ASKED or locked.reminded_on or locked.state_due_on is None:
        return False
    if locked.state_due_on >= today:
        return False
    locked.reminded_on = today
    locked.save(update_fields=["reminded_on", "updated_at"])
    journal.record(actor=SYSTEM, verb="meeting_reminded", subject=locked)
    mails.tell_reminded(locked)
    return True


def _lock(meeting_id: int) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "agreement__learner__contact", "agreement__coach", "agreement__workplace__establishment__company"
    )
    return rows.get(pk=meeting_id)


def _move(actor: Actor, meeting: Meeting, target: MeetingState, *, reason: str = "", **changes: object) -> None:
    """Move a locked meeting. Raises `MoveRefused`."""
    source = MeetingState(meeting.state)
    require_move(MEETING_MOVES, source, target, _("Dat kan niet meer: ‘%(state)s’.") % {"state": source.label})
    values: dict[str, object] = {"state": target, **changes}
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=[*values, "updated_at"])
    MeetingLog.objects.create(
        meeting=meeting, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb="meeting_moved_on", subject=meeting, to_state=target.value)
