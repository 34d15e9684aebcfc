"""What rows of a school's list refer to, and who is already at the school."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.models import Programme
from core.db import fold
from learners.models import ContactDetails, Learner
from learners.rules.school_list import same_person
from schools.models import School


@dataclass(frozen=True, slots=True)
class LearnerLookUps:
    """Programmes by folded name and slug; trajectory coaches (user keys) by mail address."""

    programmes: Mapping[str, Programme]
    coaches: Mapping[str, int]


def learner_look_ups(coaches: Mapping[str, int]) -> LearnerLookUps:
    """Return what rows may refer to (1 query)."""
    programmes: dict[str, Programme] = {}
    for programme in Programme.objects.current():
        programmes |= {fold(programme.name): programme, programme.slug: programme}
    return LearnerLookUps(programmes, coaches)


def learner_at_school(school: School, first_name: str, last_name: str, year: int, month: int | None) -> Learner | None:
    """Return the learner of a school with this name and birth; None when there is none (1 query)."""
    begins = fold(first_name).split()[:1]
    rows = ContactDetails.objects.filter(learner__school=school, learner__birth_year=year)
    rows = rows.filter(search_text__contains=begins[0]) if begins else rows  # a class is not read for each of its rows
    rows = rows.select_related("learner__case", "learner__school").order_by("learner__created_at", "pk")
    asked = (first_name, last_name, year, month)
    for row in rows:
        known = row.learner
        if same_person(asked, (row.first_name, row.last_name, known.birth_year, known.birth_month)):
            return known
    return None
