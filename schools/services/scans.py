"""The quick scan of a school."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from core import clock
from privacy import journal
from schools.models import School, SchoolScan
from schools.rules_scan import BY_KEY, LEVELS


@transaction.atomic
def record_scan(*, actor: Actor, school: School, answers: Mapping[str, int]) -> SchoolScan:
    """Keep the answers of this school year; filling it in again in the same year replaces them.

    Raises `ValidationError` for a question or level that does not exist.
    """
    levels = {level for level, _label in LEVELS}
    if set(answers) - set(BY_KEY) or set(answers.values()) - levels:
        raise ValidationError("Deze antwoorden horen niet bij de scan.")
    today = clock.today()
    scan, _created = SchoolScan.objects.update_or_create(
        school=school,
        school_year=clock.school_year_of(today),
        defaults={"answers": dict(answers), "answered_on": today},
    )
    journal.record(actor=actor, verb="school_scan_recorded", subject=school, year=scan.school_year)
    return scan
