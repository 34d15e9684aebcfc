"""Telling colleagues on two files that they may be of the same person."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM
from core.languages import in_dutch
from learners.enums import EventVerb
from learners.models import Case, CaseEvent, ContactDetails
from learners.selectors.doubles import Person, files_like
from learners.services.timeline import add_event


def suggest_merge(case: Case, other: Case) -> None:
    """Tell colleagues on one file about the other; the learner does not see this line."""
    text = _("Misschien dezelfde persoon als dossier %(code)s. Kijk het na en voeg ze samen.")
    add_event(case=case, actor=SYSTEM, verb=EventVerb.DOUBLE, text=text % {"code": other.learner.code})


@in_dutch
@transaction.atomic
def look_again(*, learner_id: int) -> int:
    """Look for files of the same person once a new file is stored; of two that were sent at the same moment, neither saw
    the other before. Returns how many lines were added; a pair that was suggested before gets none.
    """
    contact = ContactDetails.objects.select_related("learner").filter(learner=learner_id).first()
    alike = [known.pk for known in files_like(_person_of(contact)) if known.pk != learner_id] if contact else []
    if not alike:
        return 0
    rows = Case.objects.select_for_update(of=("self",)).select_related("learner").order_by("pk")
    cases = {case.learner_id: case for case in rows.filter(learner__in=[learner_id, *alike])}
    new, added = cases[learner_id], 0
    for known in alike:
        for case, other in ((new, cases[known]), (cases[known], new)):
            told = CaseEvent.objects.filter(case=case, verb=EventVerb.DOUBLE, text__contains=other.learner.code)
            if not told.exists():
                suggest_merge(case, other)
                added += 1
    return added


def _person_of(contact: ContactDetails) -> Person:
    phones = {str(number) for number in (contact.phone, contact.helper_phone) if number}
    emails = {email.lower() for email in (contact.email, contact.helper_email) if email}
    birth = contact.learner
    return Person(
        contact.first_name,
        contact.last_name,
        birth.birth_year,
        birth.birth_month,
        phones=frozenset(phones),
        emails=frozenset(emails),
    )
