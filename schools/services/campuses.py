"""The addresses of a school."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.models import Municipality
from privacy import journal
from schools.models import Campus, School

TWICE = "Deze school heeft al een vestigingsplaats met die naam."


@transaction.atomic
def add_campus(*, actor: Actor, school: School, name: str, postal_code: str, municipality: Municipality) -> Campus:
    """Add an address to a school. Raises `ValidationError` when the name is taken."""
    campus = Campus(school=school, name=name.strip(), postal_code=postal_code, municipality=municipality)
    try:
        with transaction.atomic():
            Campus.objects.bulk_create([campus])
    except IntegrityError as error:
        raise ValidationError({"name": _(TWICE)}) from error
    journal.record(actor=actor, verb="campus_added", subject=school)
    return campus


@transaction.atomic
def change_campus(*, actor: Actor, campus: Campus, name: str, postal_code: str, municipality: Municipality) -> Campus:
    """Change the name or the place of an address. Raises `ValidationError` when the name is taken."""
    fresh = Campus.objects.select_for_update(of=("self",)).select_related("school").get(pk=campus.pk)
    fresh.name, fresh.postal_code, fresh.municipality = name.strip(), postal_code, municipality
    try:
        with transaction.atomic():
            fresh.save(update_fields=["name", "postal_code", "municipality", "updated_at"])
    except IntegrityError as error:
        raise ValidationError({"name": _(TWICE)}) from error
    journal.record(actor=actor, verb="campus_changed", subject=fresh.school)
    return fresh
