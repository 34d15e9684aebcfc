"""Whether somebody who asks is known already: the same name and birth, and the same phone or mail.

Only colleagues may hear the answer, and who opened that file in the same session with its code. A page never tells a
stranger that somebody is known.
"""

from dataclasses import dataclass

from django.db.models import Q

from core.db import fold
from learners.enums import CaseState
from learners.models import ContactDetails, Learner

ALIVE = (*CaseState.OPEN, CaseState.PLACED)


@dataclass(frozen=True, slots=True)
class Person:
    """What tells people apart. Numbers as they are stored (+32470112233)."""

    first_name: str
    last_name: str
    birth_year: int
    birth_month: int | None
    phones: frozenset[str]
    emails: frozenset[str]


def files_like(person: Person) -> list[Learner]:
    """Return the learners with a file that is not closed and who are probably this person, oldest first (1 query)."""
    if not person.phones and not person.emails:
        return []
    reached = Q(phone__in=person.phones) | Q(helper_phone__in=person.phones)
    for email in person.emails:
        reached |= Q(email__iexact=email) | Q(helper_email__iexact=email)
    rows = ContactDetails.objects.select_related("learner__case", "learner__case__owner").filter(reached)
    rows = rows.filter(learner__birth_year=person.birth_year, learner__case__state__in=ALIVE)
    found = rows.order_by("learner__created_at", "pk")
    return [row.learner for row in found if _same_name(person, row) and _same_month(person, row.learner)]


def _same_name(person: Person, row: ContactDetails) -> bool:
    if fold(person.first_name.strip()) != fold(row.first_name.strip()):
        return False
    known, asked = fold(row.last_name.strip()), fold(person.last_name.strip())
    return not known or not asked or known == asked


def _same_month(person: Person, learner: Learner) -> bool:
    months = {person.birth_month, learner.birth_month} - {None}
    return len(months) <= 1
