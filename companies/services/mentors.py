"""Who guides learners: only what a rule asks about them."""

import datetime as dt
from dataclasses import dataclass, fields

from django.db import transaction

from accounts.actor import Actor
from companies.enums import Training
from companies.models import Company, Mentor, RecognitionMentor
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused
from privacy import journal


@dataclass(frozen=True, slots=True)
class MentorAnswers:
    """What was told about a mentor: a range of age in years, years in the trade, diploma, training."""

    name: str
    age_at_least: int | None = None
    age_below: int | None = None
    years: int | None = None
    has_diploma: bool | None = None
    training: str = Training.NO
    training_on: dt.date | None = None


class MentorKnown(Exception):
    """The company has a mentor of that name. The message is a Dutch sentence."""


@transaction.atomic
def add_mentor(*, actor: Actor, company: Company, answers: MentorAnswers) -> Mentor:
    """Add a mentor. Raises `MentorKnown` for a name that is there already."""
    locked(company)
    _refuse_double(company.pk, answers.name, None)
    mentor = Mentor.objects.create(company=company, told_on=clock.today(), **_columns(answers))
    journal.record(actor=actor, verb="mentor_added", subject=mentor)
    return mentor


@transaction.atomic
def update_mentor(*, actor: Actor, mentor: Mentor, answers: MentorAnswers) -> Mentor:
    """Store what is known now; the answers count as told today. Raises `MentorKnown`."""
    mentor = locked(mentor)
    _refuse_double(mentor.company_id, answers.name, mentor.pk)
    columns = _columns(answers)
    for name, value in columns.items():
        setattr(mentor, name, value)
    mentor.told_on = clock.today()
    mentor.save(update_fields=[*columns, "told_on", "updated_at"])
    journal.record(actor=actor, verb="mentor_updated", subject=mentor)
    return mentor


@transaction.atomic
def note_training(*, actor: Actor, mentor: Mentor, training: str, on: dt.date | None) -> Mentor:
    """Note where a mentor stands with the mentor training; what was told of the person itself keeps its day."""
    mentor = locked(mentor)
    mentor.training, mentor.training_on = Training(training), on
    mentor.save(update_fields=["training", "training_on", "updated_at"])
    journal.record(actor=actor, verb="mentor_training_noted", subject=mentor, training=mentor.training)
    return mentor


@transaction.atomic
def end_mentor(*, actor: Actor, mentor: Mentor) -> Mentor:
    """Note that somebody is no mentor any more; dossiers lose the name. Raises `MoveRefused` when noted before."""
    mentor = locked(mentor)
    if mentor.left_on is not None:
        raise MoveRefused("Deze persoon is al geen mentor meer.")
    mentor.left_on = clock.today()
    mentor.save(update_fields=["left_on", "updated_at"])
    RecognitionMentor.objects.filter(mentor=mentor).delete()
    journal.record(actor=actor, verb="mentor_ended", subject=mentor)
    return mentor


def _refuse_double(company_id: int, name: str, mentor_id: int | None) -> None:
    same = Mentor.objects.filter(company=company_id, name=name, left_on=None)
    if any(pk != mentor_id for pk in same.values_list("pk", flat=True)):
        raise MentorKnown("Deze mentor staat al bij je bedrijf.")


def _columns(answers: MentorAnswers) -> dict[str, object]:
    return {column.name: getattr(answers, column.name) for column in fields(answers)}
