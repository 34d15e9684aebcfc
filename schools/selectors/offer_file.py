"""What rows of an offer file refer to, read once for a whole file, and the page of a list."""

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from catalogue.models import Municipality, PostalCode, Programme, ProgrammeVariant
from core.db import fold
from core.lists import RowOutcome, table_of, with_answers
from schools.enums import ListState
from schools.models import Campus, HandedInList, School

SHOWN_ROWS, SHOWN_FAULTS = 5, 50


@dataclass(frozen=True, slots=True)
class OfferLookUps:
    """Schools by institution number, campuses by school, programmes by folded name, variants by code, towns by postal
    code.
    """

    schools: dict[str, School]
    campuses: dict[int, list[Campus]]
    programmes: dict[str, Programme]
    variants: dict[str, list[ProgrammeVariant]]
    municipalities: dict[str, Municipality]

    def remember(self, campus: Campus) -> None:
        """Let later rows find an address that a stored row added."""
        known = self.campuses.setdefault(campus.school_id, [])
        if campus.pk not in {one.pk for one in known}:
            known.append(campus)


def offer_look_ups(school: School | None) -> OfferLookUps:
    """Return what rows may refer to (5 queries). A school number that two schools share names neither."""
    schools = [school] if school else list(School.objects.exclude(institution_number=""))
    numbers = Counter(one.institution_number.lstrip("0") for one in schools)
    campuses: dict[int, list[Campus]] = {}
    for campus in Campus.objects.filter(school__in=schools).order_by("pk"):
        campuses.setdefault(campus.school_id, []).append(campus)
    variants: dict[str, list[ProgrammeVariant]] = {}
    for variant in ProgrammeVariant.objects.exclude(admin_group_code="").select_related("programme"):
        variants.setdefault(variant.admin_group_code, []).append(variant)
    programmes: dict[str, Programme] = {}
    for programme in Programme.objects.current():
        programmes |= {fold(programme.name): programme, programme.slug: programme}
    return OfferLookUps(
        {key: one for one in schools if numbers[key := one.institution_number.lstrip("0")] == 1},
        campuses,
        programmes,
        variants,
        {row.code: row.municipality for row in PostalCode.objects.select_related("municipality")},
    )


def list_by(actor: Actor, public_id: uuid.UUID) -> QuerySet[HandedInList]:
    """Return the list with this public id if the actor may open it (zero or one row)."""
    return HandedInList.objects.visible_to(actor).filter(public_id=public_id).select_related("school", "started_by")


@dataclass(frozen=True, slots=True)
class ListPage:
    """What the page of a list shows once a worker has it."""

    counts: list[tuple[str, int]]
    faults: list[tuple[int, str]]
    told: list[tuple[int, str, str]]
    more_faults: int
    busy: tuple[str, ...] = ListState.BUSY
    answered: tuple[str, ...] = ListState.ANSWERED


def list_page(handed_in: HandedInList) -> ListPage:
    """Return how the rows of a list ended: the counts, the first refused rows, and what was told with a good row."""
    counted = Counter(outcome for _row, outcome, _text in handed_in.answers)
    faults = [(row, text) for row, outcome, text in handed_in.answers if outcome == RowOutcome.BAD]
    told = [
        (row, str(RowOutcome(outcome).label), text)
        for row, outcome, text in handed_in.answers
        if text and outcome != RowOutcome.BAD
    ]
    counts = [(str(outcome.label), counted[outcome.value]) for outcome in RowOutcome]
    return ListPage(counts, faults[:SHOWN_FAULTS], told[:SHOWN_FAULTS], max(len(faults) - SHOWN_FAULTS, 0))


def preview_rows(handed_in: HandedInList) -> list[list[str]]:
    """Return the heading and the first rows."""
    return table_of(handed_in.content)[: SHOWN_ROWS + 1]


def answered_rows(handed_in: HandedInList) -> list[list[str]]:
    """Return the list as it was handed in, each row with what became of it in front."""
    answers = {row: (str(RowOutcome(outcome).label), text) for row, outcome, text in handed_in.answers}
    return list(with_answers(table_of(handed_in.content), answers))
