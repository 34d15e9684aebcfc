"""Starting, stopping and pausing the clock of training days. Agreements call `start_clock` and `stop_clock` too."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb, PauseReason
from learners.models import Case, ClockPause, Learner
from learners.rules.pauses import may_end_pause, may_pause
from learners.rules.week import digits_from, may_be_week, week_in_words
from learners.rules.words import long_date
from learners.services.timeline import add_event, lock_case
from privacy import journal

DAYS_A_YEAR = 366
"""Further away a typed date is a typing mistake; no term of the law."""


@transaction.atomic
def start_clock(*, actor: Actor, case: Case, on: dt.date) -> Case:
    """Start the term on a day: the first day of the programme, or the first day without an agreement.

    A start on the same day changes nothing. Pauses that ended before that day are left out. Raises `ValidationError`
    on a day more than a year away, `MoveRefused` on a closed case or one with a workplace.
    """
    locked = lock_case(case.pk)
    if locked.state in (CaseState.CLOSED, CaseState.PLACED):
        raise MoveRefused(_("Bij dit dossier loopt geen zoektermijn."))
    if abs((on - clock.today()).days) > DAYS_A_YEAR:
        raise ValidationError({"on": _("Die dag ligt meer dan een jaar ver. Kijk het jaartal na.")})
    if locked.learner.clock_started_on == on:
        return locked
    set_clock(locked, on)
    text = _("De zoektermijn begint op %(day)s.") % {"day": long_date(on)}
    add_event(case=locked, actor=actor, verb=EventVerb.CLOCK, text=text, for_learner=True)
    journal.record(actor=actor, verb="clock_started", subject=locked.learner, on=on.isoformat())
    return locked


@transaction.atomic
def stop_clock(*, actor: Actor, case: Case) -> Case:
    """Stop the term, because there is an agreement. A clock that does not run stays as it is."""
    locked = lock_case(case.pk)
    if locked.learner.clock_started_on is None:
        return locked
    set_clock(locked, None)
    add_event(case=locked, actor=actor, verb=EventVerb.CLOCK, text=_("De zoektermijn stopt."), for_learner=True)
    journal.record(actor=actor, verb="clock_stopped", subject=locked.learner)
    return locked


def set_clock(case: Case, started_on: dt.date | None) -> None:
    """Write the start of the term of a locked case (None: no term runs). Verbs call this, and tell the journal."""
    learner = Learner.objects.select_for_update().get(pk=case.learner_id)
    learner.clock_started_on = started_on
    learner.save(update_fields=["clock_started_on", "updated_at"])
    case.learner.clock_started_on = started_on


@transaction.atomic
def pause_clock(
    *, actor: Actor, case: Case, reason: PauseReason, first_day: dt.date, last_day: dt.date | None = None
) -> ClockPause:
    """Let the clock stand still from a day, until a day or until `end_pause`. The same pause twice is one pause.

    Raises `MoveRefused` when no term runs, `ValidationError` when the pause is backwards, overlaps another or lies
    before the term.
    """
    locked, learner = _lock(case)
    if learner.clock_started_on is None:
        raise MoveRefused(_("Er loopt geen zoektermijn. Begin die eerst."))
    rows = list(ClockPause.objects.filter(learner=learner))
    same = [row for row in rows if (row.first_day, row.last_day, row.reason) == (first_day, last_day, reason)]
    if same:
        return same[0]
    verdict = may_pause(
        (first_day, last_day), [(row.first_day, row.last_day) for row in rows], learner.clock_started_on
    )
    if not verdict:
        raise ValidationError({"first_day": list(verdict.reasons)})
    pause = ClockPause.objects.create(
        learner=learner, reason=reason, first_day=first_day, last_day=last_day, noted_by=actor.label[:200]
    )
    keep_pauses(learner)
    until = _(" tot en met %(day)s") % {"day": long_date(last_day)} if last_day else ""
    text = _("De teller van de lesdagen staat stil vanaf %(day)s") % {"day": long_date(first_day)}
    add_event(case=locked, actor=actor, verb=EventVerb.CLOCK, text=f"{text}{until}.", for_learner=True)
    journal.record(actor=actor, verb="clock_paused", subject=learner)
    return pause


@transaction.atomic
def end_pause(*, actor: Actor, case: Case, last_day: dt.date) -> ClockPause:
    """Give the pause that still goes on its last day; the clock runs again the day after.

    Raises `MoveRefused` when none goes on, `ValidationError` on a day before it began or after today.
    """
    locked, learner = _lock(case)
    pause = ClockPause.objects.filter(learner=learner, last_day=None).first()
    if pause is None:
        raise MoveRefused(_("De teller staat niet stil."))
    verdict = may_end_pause(pause.first_day, last_day, clock.today())
    if not verdict:
        raise ValidationError({"last_day": list(verdict.reasons)})
    pause.last_day = last_day
    pause.save(update_fields=["last_day", "updated_at"])
    keep_pauses(learner)
    text = _("De teller van de lesdagen loopt weer na %(day)s.") % {"day": long_date(last_day)}
    add_event(case=locked, actor=actor, verb=EventVerb.CLOCK, text=text, for_learner=True)
    journal.record(actor=actor, verb="clock_resumed", subject=learner)
    return pause


@transaction.atomic
def drop_pause(*, actor: Actor, pause: ClockPause) -> None:
    """Take away a pause that was a mistake. Twice is harmless."""
    learner = Learner.objects.select_for_update().get(pk=pause.learner_id)
    gone, _kinds = ClockPause.objects.filter(pk=pause.pk).delete()
    if gone:
        keep_pauses(learner)
        journal.record(actor=actor, verb="clock_pause_dropped", subject=learner)


@transaction.atomic
def set_week(*, actor: Actor, case: Case, at_school: list[int], at_work: list[int]) -> Case:
    """Store the week of a learner (numbers of weekdays, Monday is 0). Raises `ValidationError` for an impossible week."""
    locked, learner = _lock(case)
    school, work = digits_from(at_school), digits_from(at_work)
    verdict = may_be_week(school, work)
    if not verdict:
        raise ValidationError({"at_school": list(verdict.reasons)})
    if (learner.week_at_school, learner.week_at_work) == (school, work):
        return locked
    learner.week_at_school, learner.week_at_work = school, work
    learner.save(update_fields=["week_at_school", "week_at_work", "updated_at"])
    text = _("De week van deze lerende: %(week)s.") % {"week": week_in_words(school, work)}
    add_event(case=locked, actor=actor, verb=EventVerb.CLOCK, text=text)
    journal.record(actor=actor, verb="week_changed", subject=learner)
    return locked


def _lock(case: Case) -> tuple[Case, Learner]:
    """Return case and learner, both rows locked: two pauses at once wait for each other."""
    locked = lock_case(case.pk)
    if locked.state == CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is afgesloten."))
    return locked, Learner.objects.select_for_update().get(pk=locked.learner_id)


def keep_pauses(learner: Learner) -> None:
    """Keep the pauses with the learner, so that a list of hundreds counts without a query a row."""
    rows = ClockPause.objects.filter(learner=learner).order_by("first_day")
    learner.clock_pauses = [
        [row.first_day.isoformat(), row.last_day.isoformat() if row.last_day else None] for row in rows
    ]
    learner.save(update_fields=["clock_pauses", "updated_at"])
