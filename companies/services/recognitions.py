"""The recognition as the official counter has it: every verb notes the day and where we heard it. Nothing is decided here."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Programme
from companies.enums import RecognitionState
from companies.models import Establishment, Recognition
from companies.services.locking import locked
from companies.services.recognition_moves import due_day, log_step, move_recognition, tell_workplaces
from core.states import MoveRefused
from privacy import journal


@transaction.atomic
def start_recognition(
    *,
    actor: Actor,
    establishment: Establishment,
    programme: Programme,
    on: dt.date,
    origin: str,
    state: str = RecognitionState.PREPARING,
) -> Recognition:
    """Return the recognition file of an establishment and a programme; made in `state` when there is none.

    Raises `MoveRefused` for a state in which no file starts.
    """
    if state not in RecognitionState.STARTS:
        raise MoveRefused("Zo begint een dossier niet.")
    locked(establishment)
    recognition, created = Recognition.objects.get_or_create(
        establishment=establishment,
        programme=programme,
        defaults={"state": state, "state_on": on, "origin": origin[:120]},
    )
    if created:
        recognition.due_on = due_day(recognition)
        recognition.save(update_fields=["due_on"])
        log_step(actor=actor, recognition=recognition, source="")
        journal.record(actor=actor, verb="recognition_started", subject=recognition, programme=programme.slug)
    return recognition


def submit_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company asked for recognition. Raises `MoveRefused`."""
    return move_recognition(
        actor,
        recognition,
        "recognition_submitted",
        RecognitionState.SUBMITTED,
        on=on,
        origin=origin,
        submitted_on=on,
    )


def recognise(
    *, actor: Actor, recognition: Recognition, valid_from: dt.date, valid_until: dt.date, on: dt.date, origin: str
) -> Recognition:
    """Note that the establishment is recognised for a period (both days included).

    Raises `MoveRefused`, also when the period ends before it starts.
    """
    if valid_until < valid_from:
        raise MoveRefused("De einddatum van de erkenning komt voor de begindatum.")
    return move_recognition(
        actor,
        recognition,
        "recognition_recognised",
        RecognitionState.RECOGNISED,
        on=on,
        origin=origin,
        valid_from=valid_from,
        valid_until=valid_until,
        renewal_filed_on=None,
    )


@transaction.atomic
def renew_recognition(
    *, actor: Actor, recognition: Recognition, valid_until: dt.date, on: dt.date, origin: str
) -> Recognition:
    """Note that a recognition that holds got a later last day; the state stays. Raises `MoveRefused`."""
    recognition = locked(recognition)
    if recognition.state != RecognitionState.RECOGNISED or recognition.valid_until is None:
        raise MoveRefused("Alleen een erkenning die nog geldt, kun je verlengen.")
    if valid_until <= recognition.valid_until:
        raise MoveRefused("De nieuwe einddatum moet later zijn dan de oude.")
    recognition.valid_until, recognition.renewal_filed_on = valid_until, None
    recognition.state_on, recognition.origin = on, origin[:120]
    names = ["valid_until", "renewal_filed_on", "state_on", "origin", "updated_at"]
    recognition.save(update_fields=names)
    log_step(actor=actor, recognition=recognition, source=recognition.state)
    journal.record(actor=actor, verb="recognition_renewed", subject=recognition)
    tell_workplaces(recognition)
    return recognition


def refuse_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the request was refused. Raises `MoveRefused`."""
    return move_recognition(actor, recognition, "recognition_refused", RecognitionState.REFUSED, on=on, origin=origin)


@transaction.atomic
def expire_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the period is over. Raises `MoveRefused`, also while the recognition still holds on that day."""
    recognition = locked(recognition)
    if recognition.valid_until is not None and on <= recognition.valid_until:
        raise MoveRefused("Deze erkenning loopt nog.")
    return move_recognition(actor, recognition, "recognition_expired", RecognitionState.EXPIRED, on=on, origin=origin)


def lift_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the recognition was taken away. Raises `MoveRefused`."""
    return move_recognition(actor, recognition, "recognition_lifted", RecognitionState.LIFTED, on=on, origin=origin)


def prepare_recognition(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company prepares a (new) request. Raises `MoveRefused`."""
    return move_recognition(
        actor, recognition, "recognition_prepared", RecognitionState.PREPARING, on=on, origin=origin
    )


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
    tell_workplaces(recognition)
    return recognition
