"""Corrections of a learner's file by a colleague, and answers a learner adds later."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.languages import in_dutch
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb
from learners.events import learner_changed
from learners.models import ContactDetails, Learner
from learners.selectors.intake import activities_to_choose
from learners.selectors.merging import former_codes
from learners.services.intake import search_text_of
from learners.services.timeline import add_event, lock_case
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
    _tell(locked)
    return locked


@in_dutch
@transaction.atomic
def complete_answers(
    *, actor: Actor, learner: Learner, answers: Mapping[str, Any], wishes: Collection[int]
) -> Learner:
    """Store what a learner adds to the intake or changes in it; only what differs is written and noted.

    `wishes` are activities; those outside the list of the programme are left out. The same answers twice change
    nothing. Raises `MoveRefused` for a file that is closed.
    """
    case = lock_case(learner.case.pk)
    if case.state == CaseState.CLOSED:
        raise MoveRefused(_("Je dossier is afgesloten. Wil je weer zoeken? Bel of mail ons."))
    changes = {name: value for name, value in answers.items() if getattr(case.learner, name) != value}
    update_learner(actor=actor, learner=case.learner, changes=changes)
    wanted = _wanted(case.learner, wishes)
    wished = set(case.learner.wanted_activities.values_list("pk", flat=True))
    if wanted != wished:
        case.learner.wanted_activities.set(wanted)
        _tell(case.learner)
    if changes or wanted != wished:
        text = _("De antwoorden over werk werden aangevuld of gewijzigd.")
        add_event(case=case, actor=actor, verb=EventVerb.COMPLETED, text=text, for_learner=True)
        journal.record(actor=actor, verb="answers_completed", subject=case.learner)
    return case.learner


def _wanted(learner: Learner, wishes: Collection[int]) -> set[int]:
    if learner.programme_id is None:
        return set()
    return set(activities_to_choose(learner.programme_id).filter(pk__in=wishes).values_list("pk", flat=True))


def _tell(learner: Learner) -> None:
    transaction.on_commit(partial(learner_changed.send, sender=Learner, learner_id=learner.pk))


@transaction.atomic
def update_contact(*, actor: Actor, contact: ContactDetails, changes: Mapping[str, Any]) -> ContactDetails:
    """Change contact details and what the search finds."""
    if not changes:
        return contact
    locked = ContactDetails.objects.select_for_update(of=("self",)).select_related("learner").get(pk=contact.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.search_text = search_text_of(locked, locked.learner, former_codes(locked.learner))
    locked.full_clean()
    locked.save(update_fields=[*changes, "search_text"])
    journal.record(actor=actor, verb="contact_changed", subject=locked.learner, fields=", ".join(sorted(changes)))
    return locked


@transaction.atomic
def speak(*, actor: Actor, language: str) -> int:
    """Send the mails of the files this visitor opened by code in a language from now on. Returns how many changed."""
    details = ContactDetails.objects.select_for_update(of=("self",)).select_related("learner")
    rows = list(details.filter(learner__in=actor.learners).exclude(language=language))
    for row in rows:
        row.language = language
        row.save(update_fields=["language"])
        journal.record(actor=actor, verb="contact_changed", subject=row.learner, fields="language")
    return len(rows)
