"""What is ready in a dossier: papers with a date, mentors, and the rules it was checked against."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.actor import Actor
from companies.models import Mentor, Recognition, RecognitionLine, RecognitionMentor, RecognitionPaper
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused
from privacy import journal


@transaction.atomic
def note_paper(
    *, actor: Actor, recognition: Recognition, line: RecognitionLine, mentor: Mentor | None, dated_on: dt.date
) -> RecognitionPaper:
    """Note that a line is in order, with the day on the paper; a newer day replaces the old one.

    Raises `MoveRefused` for a day in the future, unless the paper may be a plan.
    """
    locked(recognition)
    if dated_on > clock.today() and line.key != "mentor-training":
        raise MoveRefused("Deze datum ligt in de toekomst. Vul de datum in die op het document staat.")
    paper, _made = RecognitionPaper.objects.update_or_create(
        recognition=recognition, line=line.key, mentor=mentor, defaults={"dated_on": dated_on}
    )
    journal.record(actor=actor, verb="recognition_paper_noted", subject=recognition, line=line.key)
    return paper


@transaction.atomic
def drop_paper(*, actor: Actor, recognition: Recognition, line: str, mentor: Mentor | None) -> None:
    """Take a line back that was noted as in order. Harmless when it was not there."""
    gone, _rows = RecognitionPaper.objects.filter(recognition=recognition, line=line, mentor=mentor).delete()
    if gone:
        journal.record(actor=actor, verb="recognition_paper_dropped", subject=recognition, line=line)


@transaction.atomic
def choose_mentors(*, actor: Actor, recognition: Recognition, mentors: Iterable[Mentor]) -> None:
    """Make these the mentors of a dossier; what was noted for others goes. Raises `MoveRefused` for a stranger."""
    locked(recognition)
    wanted = {mentor.pk: mentor for mentor in mentors}
    if any(one.company_id != recognition.establishment.company_id for one in wanted.values()):
        raise MoveRefused("Deze mentor hoort niet bij dit bedrijf.")
    RecognitionMentor.objects.filter(recognition=recognition).exclude(mentor__in=wanted).delete()
    RecognitionPaper.objects.filter(recognition=recognition, mentor__isnull=False).exclude(mentor__in=wanted).delete()
    for mentor in wanted.values():
        RecognitionMentor.objects.get_or_create(recognition=recognition, mentor=mentor)
    journal.record(actor=actor, verb="recognition_mentors_chosen", subject=recognition, count=len(wanted))


@transaction.atomic
def note_checked(*, actor: Actor, recognition: Recognition, rules: Mapping[str, str], on: dt.date) -> Recognition:
    """Note against which rules (key to sentence) the dossier was looked through on a day."""
    recognition = locked(recognition)
    recognition.checked_on, recognition.checked_rules = on, dict(rules)
    recognition.save(update_fields=["checked_on", "checked_rules", "updated_at"])
    journal.record(actor=actor, verb="recognition_checked", subject=recognition)
    return recognition
