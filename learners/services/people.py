"""Corrections of a learner's file by a colleague."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from learners.models import ContactDetails, Learner
from learners.services.intake import search_text_of
from privacy import journal


@transaction.atomic
def update_learner(*, actor: Actor, learner: Learner, changes: Mapping[str, Any]) -> Learner:
    """Change fields of a learner; the journal keeps their names, never their values."""
    if not changes:
        return learner
    locked = Learner.objects.select_for_update().get(pk=learner.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=set())
    locked.save(update_fields=[*changes, "updated_at"])
    journal.record(actor=actor, verb="learner_changed", subject=locked, fields=", ".join(sorted(changes)))
    return locked


@transaction.atomic
def update_contact(*, actor: Actor, contact: ContactDetails, changes: Mapping[str, Any]) -> ContactDetails:
    """Change contact details and what the search finds."""
    if not changes:
        return contact
    locked = ContactDetails.objects.select_for_update(of=("self",)).select_related("learner").get(pk=contact.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.search_text = search_text_of(locked, locked.learner)
    locked.full_clean()
    locked.save(update_fields=[*changes, "search_text"])
    journal.record(actor=actor, verb="contact_changed", subject=locked.learner, fields=", ".join(sorted(changes)))
    return locked
