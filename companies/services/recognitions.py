"""The recognition as the official counter has it: every verb notes the day and where we heard it. Nothing is decided here."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Programme
from companies import events
from companies.enums import RECOGNITION_MOVES, RecognitionState
from companies.models import Establishment, Recognition, Workplace
from companies.services.locking import locked
from core.states import MoveRefused, require_move
from privacy import journal


@transaction.atomic
def start_recognition(
    *, actor: Actor, establishment: Establishment, programme: Programme, on: dt.date, origin: str
) -> Recognition:
    """Return the recognition file of an establishment and a programme; made 'in preparation' when there is none."""
    locked(establishment)
    recognition, created = Recognition.objects.get_or_create(
        establishment=establishment, programme=programme, defaults={"state_on": on, "origin": origin[:120]}
    )
    if created:
        journal.record(actor=actor, verb="recognition_started", subject=recognition, programme=programme.slug)
    return recognition


def submit_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company asked for recognition. Raises `MoveRefused`."""
    return _move(actor, recognition, "recognition_submitted", RecognitionState.SUBMITTED, on=on, origin=origin)


def recognise(
    *, actor: Actor, recognition: Recognition, valid_from: dt.date, valid_until: dt.date, on: dt.date, origin: str
) -> Recognition:
    """Note that the establishment is recognised for a period (both days included).

    Raises `MoveRefused`, also when the period ends before it starts.
    """
    if valid_until < valid_from:
        raise MoveRefused("De einddatum van de erkenning komt voor de begindatum.")
    return _move(
        actor,
        recognition,
        "recognition_recognised",
        RecognitionState.RECOGNISED,
        on=on,
        origin=origin,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def refuse_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the request was refused. Raises `MoveRefused`."""
    return _move(actor, recognition, "recognition_refused", RecognitionState.REFUSED, on=on, origin=origin)


@transaction.atomic
def expire_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the period is over. Raises `MoveRefused`, also while the recognition still holds on that day."""
    recognition = locked(recognition)
    if recognition.valid_until is not None and on <= recognition.valid_until:
        raise MoveRefused("Deze erkenning loopt nog.")
    return _move(actor, recognition, "recognition_expired", RecognitionState.EXPIRED, on=on, origin=origin)


def lift_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the recognition was taken away. Raises `MoveRefused`."""
    return _move(actor, recognition, "recognition_lifted", RecognitionState.LIFTED, on=on, origin=origin)


def prepare_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company prepares a (new) request. Raises `MoveRefused`."""
    return _move(actor, recognition, "recognition_prepared", RecognitionState.PREPARING, on=on, origin=origin)


@transaction.atomic
def correct_recognition(
    *,
    actor: Actor,
    recognition: Recognition,
    valid_from: dt.date | None,
    valid_until: dt.date | None,
    on: dt.date,
    origin: str,
) -> Recognition:
    """Mend dates or origin that were noted wrong; the state stays. Raises `MoveRefused` for an impossible period."""
    recognition = locked(recognition)
    if recognition.state == RecognitionState.RECOGNISED and (valid_from is None or valid_until is None):
        raise MoveRefused("Een erkenning heeft een begin- en een einddatum.")
    if valid_from and valid_until and valid_until < valid_from:
        raise MoveRefused("De einddatum van de erkenning komt voor de begindatum.")
    recognition.valid_from, recognition.valid_until = valid_from, valid_until
    recognition.state_on, recognition.origin = on, origin[:120]
    recognition.save(update_fields=["valid_from", "valid_until", "state_on", "origin", "updated_at"])
    journal.record(actor=actor, verb="recognition_corrected", subject=recognition)
    _tell_workplaces(recognition)
    return recognition


@transaction.atomic
def _move(
    actor: Actor, recognition: Recognition, verb: str, target: str, *, on: dt.date, origin: str, **dates: Any
) -> Recognition:
    recognition = locked(recognition)
    source = recognition.state
    sentence = f"Dat kan niet: de erkenning staat op ‘{recognition.get_state_display()}’."
    require_move(RECOGNITION_MOVES, source, target, sentence)
    recognition.state = target
    recognition.state_on = on
    recognition.origin = origin[:120]
    for name, day in dates.items():
        setattr(recognition, name, day)
    recognition.save(update_fields=["state", "state_on", "origin", *dates, "updated_at"])
    journal.record(actor=actor, verb=verb, subject=recognition, from_state=source, to_state=target)
    _tell_workplaces(recognition)
    return recognition


def _tell_workplaces(recognition: Recognition) -> None:
    same = Workplace.objects.filter(
        establishment=recognition.establishment_id, programme=recognition.programme_id
    ).values_list("pk", flat=True)
    for workplace_id in same:
        events.announce_changed(Workplace, workplace_id)
