"""The steps before and around a decision, as the company or the counter told them. Nothing is decided here."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from companies import rules_coach
from companies.enums import FiledBy, RecognitionState
from companies.models import Recognition
from companies.selectors.coach_terms import rule_book
from companies.services.locking import locked
from companies.services.recognition_moves import move_recognition
from core.states import MoveRefused
from privacy import journal


def note_informed(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company got its information. Raises `MoveRefused`."""
    return move_recognition(
        actor, recognition, "recognition_informed", RecognitionState.INFORMED, on=on, origin=origin
    )


def note_scanned(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company did the quick scan. Raises `MoveRefused`."""
    return move_recognition(actor, recognition, "recognition_scanned", RecognitionState.SCANNED, on=on, origin=origin)


def note_incomplete(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the counter asks for something more. Raises `MoveRefused`."""
    return move_recognition(
        actor, recognition, "recognition_incomplete", RecognitionState.INCOMPLETE, on=on, origin=origin
    )


def note_review(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the partnership examines the request. Raises `MoveRefused`."""
    return move_recognition(actor, recognition, "recognition_review", RecognitionState.REVIEW, on=on, origin=origin)


def plan_visit(
    *, actor: Actor, recognition: Recognition, visit_on: dt.date | None, on: dt.date, origin: str
) -> Recognition:
    """Note the day on which an adviser comes. Raises `MoveRefused`, also without a day or for one before the notice."""
    if visit_on is None:
        raise MoveRefused("Vul in op welke dag de adviseur komt.")
    if visit_on < on:
        raise MoveRefused("De dag van het bezoek komt voor de dag waarop je het hoorde.")
    return move_recognition(
        actor,
        recognition,
        "recognition_visit_planned",
        RecognitionState.VISIT,
        on=on,
        origin=origin,
        visit_on=visit_on,
    )


def note_appeal(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company itself appealed. Raises `MoveRefused`, also when the term was over on that day."""
    terms = rule_book(on).coach_terms()
    row = locked(recognition)
    decided = row.state in (RecognitionState.REFUSED, RecognitionState.LIFTED, RecognitionState.EXCLUDED)
    if decided and not rules_coach.may_appeal(row.state, row.state_on, on, terms):
        raise MoveRefused(f"De termijn van {terms.appeal_days} dagen om in beroep te gaan is voorbij.")
    return move_recognition(actor, row, "recognition_appealed", RecognitionState.APPEAL, on=on, origin=origin)


def note_excluded(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the establishment or the company was excluded. Raises `MoveRefused`."""
    return move_recognition(
        actor, recognition, "recognition_excluded", RecognitionState.EXCLUDED, on=on, origin=origin
    )


def note_withdrawn(*, actor: Actor, recognition: Recognition, on: dt.date, origin: str) -> Recognition:
    """Note that the company stops its request. Raises `MoveRefused`."""
    return move_recognition(
        actor, recognition, "recognition_withdrawn", RecognitionState.WITHDRAWN, on=on, origin=origin
    )


@transaction.atomic
def note_renewal_filed(*, actor: Actor, recognition: Recognition, on: dt.date) -> Recognition:
    """Note that a renewal was asked at the counter: the renewal tasks stop. The recognition itself goes on.

    Raises `MoveRefused` unless the recognition holds.
    """
    recognition = locked(recognition)
    if recognition.state != RecognitionState.RECOGNISED:
        raise MoveRefused("Alleen een erkenning die nog geldt, kun je verlengen.")
    recognition.renewal_filed_on = on
    recognition.save(update_fields=["renewal_filed_on", "updated_at"])
    journal.record(actor=actor, verb="recognition_renewal_filed", subject=recognition)
    return recognition


@transaction.atomic
def choose_filer(*, actor: Actor, recognition: Recognition, filed_by: str) -> Recognition:
    """Note who hands in the application, because a coach needs more papers."""
    recognition = locked(recognition)
    recognition.filed_by = FiledBy(filed_by).value
    recognition.save(update_fields=["filed_by", "updated_at"])
    journal.record(actor=actor, verb="recognition_filer_chosen", subject=recognition, filed_by=recognition.filed_by)
    return recognition
