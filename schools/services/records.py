"""The school itself: its name, number and evidence, as staff keep them."""

from django.db import transaction

from accounts.actor import Actor
from core.db import fold
from privacy import journal
from schools.models import School

FIELDS = (
    "institution_number", "name", "network", "kind", "evidence_level", "evidence", "source", "website",
)  # fmt: skip


@transaction.atomic
def add_school(*, actor: Actor, school: School) -> School:
    """Store a new school that was checked by its form, findable by its name without accents."""
    school.search_text = fold(school.name)
    School.objects.bulk_create([school])
    journal.record(actor=actor, verb="school_added", subject=school, level=school.evidence_level)
    return school


@transaction.atomic
def change_school(*, actor: Actor, school: School) -> School:
    """Store what a colleague changed of a school; `school` holds the new values."""
    fresh = School.objects.select_for_update().get(pk=school.pk)
    changed = [name for name in FIELDS if getattr(fresh, name) != getattr(school, name)]
    for name in changed:
        setattr(fresh, name, getattr(school, name))
    fresh.search_text = fold(fresh.name)
    fresh.save(update_fields=[*changed, "search_text", "updated_at"])
    if changed:
        journal.record(actor=actor, verb="school_changed", subject=fresh, fields=",".join(changed))
    return fresh
