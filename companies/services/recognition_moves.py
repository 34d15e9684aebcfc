"""Moving a recognition from step to step: one log line, one journal line, a new due day, and news for the workplaces."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from companies import events, rules_coach
from companies.enums import RECOGNITION_MOVES
from companies.models import Recognition, RecognitionLog, Workplace
from companies.selectors.coach_terms import rule_book
from companies.services.locking import locked
from core import clock
from core.states import require_move
from privacy import journal


@transaction.atomic
def move_recognition(
    actor: Actor, recognition: Recognition, verb: str, target: str, *, on: dt.date, origin: str, **columns: Any
) -> Recognition:
    """Bring a recognition to `target` as the counter has it since `on`; only the verbs call this. Raises `MoveRefused`."""
    recognition = locked(recognition)
    source = recognition.state
    sentence = f"Dat kan niet: de erkenning staat op ‘{recognition.get_state_display()}’."
    require_move(RECOGNITION_MOVES, source, target, sentence)
    recognition.state, recognition.state_on, recognition.origin = target, on, origin[:120]
    for name, value in columns.items():
        setattr(recognition, name, value)
    recognition.due_on = due_day(recognition)
    recognition.save(update_fields=["state", "state_on", "origin", "due_on", *columns, "updated_at"])
    log_step(actor=actor, recognition=recognition, source=source)
    journal.record(actor=actor, verb=verb, subject=recognition, from_state=source, to_state=target)
    tell_workplaces(recognition)
    return recognition


def due_day(recognition: Recognition) -> dt.date | None:
    """Return by when a recognition needs its next step. Raises `RuleMissing` when a term is not filled in."""
    if recognition.state_on is None:
        return None
    return rules_coach.step_due(
        recognition.state,
        recognition.state_on,
        rule_book(recognition.state_on).coach_terms(),
        submitted_on=recognition.submitted_on,
        visit_on=recognition.visit_on,
    )


def log_step(*, actor: Actor, recognition: Recognition, source: str) -> None:
    """Write one line of the history: from where, to where, the day at the counter, and where we heard it."""
    step_line(actor=actor, recognition=recognition, source=source).save(force_insert=True)


def step_line(*, actor: Actor, recognition: Recognition, source: str) -> RecognitionLog:
    """Return a line of the history that is not stored yet."""
    return RecognitionLog(
        recognition=recognition,
        from_state=source,
        to_state=recognition.state,
        actor_label=actor.label[:120],
        reason=recognition.origin,
        on=recognition.state_on or clock.today(),
    )


def tell_workplaces(recognition: Recognition) -> None:
    """Tell the apps above that the workplace of this recognition changed."""
    same = Workplace.objects.filter(
        establishment=recognition.establishment_id, programme=recognition.programme_id
    ).values_list("pk", flat=True)
    for workplace_id in same:
        events.announce_changed(Workplace, workplace_id)
