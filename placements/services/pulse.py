"""One question to mentor and learner, and the call when it goes badly or nobody answers."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from catalogue.selectors import public_holidays
from core import clock
from core.states import MoveRefused, require_move
from placements.enums import (
    PULSE_MOVES,
    AgreementState,
    PulseAnswer,
    PulseOutcome,
    PulseSide,
    PulseState,
    PulseTaskState,
    PulseWhy,
)
from placements.models import Agreement, Pulse, PulseStop, PulseTask
from placements.rules.pulse import next_working_day
from placements.selectors import pulse as found
from placements.services import pulse_mails as mails
from placements.services.moves import lock_agreement
from privacy import journal


@transaction.atomic
def ask_pulse(*, agreement: Agreement, side: PulseSide, week: int, silent_days: int) -> Pulse | None:
    """Ask one side how it goes; once for each week. None when it no longer runs, was asked, or wants no questions."""
    locked, today = lock_agreement(agreement.pk), clock.today()
    if locked.state != AgreementState.RUNNING or PulseStop.objects.filter(agreement=locked, side=side).exists():
        return None
    name, address = found.address_of(locked, side)
    pulse, created = Pulse.objects.get_or_create(
        agreement=locked,
        side=side,
        week=week,
        defaults={
            "asked_on": today,
            "state_due_on": today + dt.timedelta(days=silent_days),
            "reached": bool(address),
        },
    )
    if not created:
        return None
    journal.record(actor=SYSTEM, verb="pulse_asked", subject=pulse, side=side.value)
    if address:
        mails.ask(pulse, name=name, address=address)
    return pulse


@transaction.atomic
def answer_pulse(*, actor: Actor, pulse: Pulse, answer: PulseAnswer) -> Pulse:
    """Keep an answer; a bad one makes a call for who follows the learner, at once. The same answer twice is one.

    Raises `MoveRefused` for another answer than the first.
    """
    agreement = lock_agreement(pulse.agreement_id)
    locked = Pulse.objects.select_for_update().get(pk=pulse.pk)
    if locked.state == PulseState.ANSWERED and locked.answer == answer:
        return locked
    require_move(
        PULSE_MOVES, locked.state, PulseState.ANSWERED, _("Je antwoordde al. Wil je nog iets kwijt? Bel ons gerust.")
    )
    locked.state, locked.answer, locked.answered_at = PulseState.ANSWERED, answer, clock.now()
    locked.save(update_fields=["state", "answer", "answered_at", "updated_at"])
    journal.record(
        actor=actor, verb="pulse_answered", subject=locked
    )  # not what was answered: others read the journal
    if answer == PulseAnswer.BAD:
        _open_task(agreement, locked.week, PulseWhy.BAD)
    return locked


@transaction.atomic
def note_silence(*, pulse: Pulse) -> bool:
    """Note that nobody answered in time; a pair of which nobody answered gets a call. Returns whether it was noted."""
    agreement = lock_agreement(pulse.agreement_id)
    locked = Pulse.objects.select_for_update().get(pk=pulse.pk)
    if locked.state != PulseState.ASKED or locked.state_due_on is None or locked.state_due_on >= clock.today():
        return False
    locked.state = PulseState.SILENT
    locked.save(update_fields=["state", "updated_at"])
    journal.record(actor=SYSTEM, verb="pulse_silent", subject=locked)
    pair = Pulse.objects.filter(agreement=agreement, week=locked.week)
    over = agreement.state not in (AgreementState.RUNNING, AgreementState.PAUSED)
    if not over and not pair.exclude(state=PulseState.SILENT).exists():
        _open_task(agreement, locked.week, PulseWhy.SILENT)
    return True


@transaction.atomic
def finish_task(*, actor: Actor, task: PulseTask, outcome: PulseOutcome) -> PulseTask:
    """Note what came of a call; 'not reached' keeps it open until the next working day. Twice the same is one.

    Raises `MoveRefused` when a colleague finished it with another outcome.
    """
    locked = PulseTask.objects.select_for_update().get(pk=task.pk)
    if locked.state == PulseTaskState.DONE:
        if locked.outcome == outcome:
            return locked
        raise MoveRefused(_("Iemand anders belde al: %(outcome)s.") % {"outcome": locked.get_outcome_display()})
    locked.outcome, locked.done_by = outcome, actor.label[:120]
    if outcome in PulseOutcome.CLOSES:
        locked.state, locked.done_at = PulseTaskState.DONE, clock.now()
    else:
        locked.state_due_on = next_working_day(clock.today(), public_holidays())
    locked.save(update_fields=["state", "outcome", "done_by", "done_at", "state_due_on", "updated_at"])
    journal.record(actor=actor, verb="pulse_called", subject=locked, outcome=outcome.value)
    return locked


@transaction.atomic
def stop_pulse(*, actor: Actor, pulse: Pulse) -> PulseStop:
    """Ask this side of this agreement nothing any more. Twice is once."""
    lock_agreement(pulse.agreement_id)
    stop, created = PulseStop.objects.get_or_create(agreement_id=pulse.agreement_id, side=pulse.side)
    if created:
        journal.record(actor=actor, verb="pulse_stopped", subject=pulse)
    return stop


def answer_from(value: str) -> PulseAnswer:
    """Return the answer that was tapped. Raises `ValidationError` for anything else."""
    if value not in PulseAnswer.values:
        raise ValidationError(_("Kies een van de drie antwoorden."))
    return PulseAnswer(value)


def _open_task(agreement: Agreement, week: int, why: PulseWhy) -> None:
    """Make the call of this week, or open it again when it was done before this answer; tell who follows the learner."""
    due = next_working_day(clock.today(), public_holidays())
    task, created = PulseTask.objects.get_or_create(
        agreement=agreement, week=week, defaults={"why": why, "state_due_on": due}
    )
    if not created:
        if task.state == PulseTaskState.OPEN and task.why == why:
            return
        again = {"why": why, "state": PulseTaskState.OPEN, "state_due_on": due, "outcome": "", "done_at": None}
        for name, value in again.items():
            setattr(task, name, value)
        task.save(update_fields=[*again, "updated_at"])
    journal.record(actor=SYSTEM, verb="pulse_task_opened", subject=task, why=why.value)
    mails.tell_task(task)
