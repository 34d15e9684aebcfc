"""What the pages of a follow-up read: who to ask or to invite, and what changed since."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value
from companies.models import Establishment, ProgrammeWish, Recognition
from companies.selectors.coverage import establishments_for
from placements.models import Agreement
from research.models import SpotFollowUp
from research.spot_enums import FollowKind
from schools.enums import SchoolRole
from schools.models import Membership, School

SHOWN = 25


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A company to ask, with why."""

    establishment: Establishment
    why: str


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """Everything on the page of one follow-up; `others` is how many companies to ask are not listed."""

    row: SpotFollowUp
    companies: list[ToAsk]
    others: int
    wishes_since: int
    schools: list[tuple[School, list[str]]]
    is_late: bool


def follow_ups() -> list[SpotFollowUp]:
    """Return every follow-up, open ones first, what is due first on top (1 query)."""
    rows = SpotFollowUp.objects.select_related("programme", "subregion")
    return list(rows.order_by(F("done_on").asc(nulls_first=True), "due_on", "pk"))


def open_by_key(rows: Iterable[SpotFollowUp]) -> dict[str, list[SpotFollowUp]]:
    """Return the open ones of some follow-ups by white spot."""
    found: dict[str, list[SpotFollowUp]] = {}
    for row in rows:
        if row.done_on is None:
            found.setdefault(row.key, []).append(row)
    return found


def follow_up_by(public_id: UUID) -> QuerySet[SpotFollowUp]:
    """Return one follow-up (zero or one row)."""
    return SpotFollowUp.objects.select_related("programme", "subregion").filter(public_id=public_id)


def follow_up_page(row: SpotFollowUp, today: dt.date) -> FollowUpPage:
    """Return the page of a follow-up (at most 8 queries)."""
    is_round = row.kind == FollowKind.WISHES
    wishes = ProgrammeWish.objects.filter(
        programme=row.programme, municipality__subregion=row.subregion, confirmed_at__gte=row.created_at
    )
    companies = _to_ask(row, today) if is_round else []
    return FollowUpPage(
        row=row,
        companies=companies[:SHOWN],
        others=len(companies[SHOWN:]),
        wishes_since=wishes.count() if is_round else 0,
        schools=_schools(row),
        is_late=row.done_on is None and row.due_on < today,
    )


def _to_ask(row: SpotFollowUp, today: dt.date) -> list[ToAsk]:
    """Sleeping recognitions first, then who does most of the work of the programme without a recognition."""
    worked = Agreement.objects.binding().filter(workplace__establishment=OuterRef("establishment"))
    sleeping = Recognition.objects.valid_on(today).filter(
        ~Exists(worked), programme=row.programme, establishment__municipality__subregion=row.subregion,
        establishment__closed_on=None,
    )  # fmt: skip
    related = sleeping.select_related("establishment__company", "establishment__municipality")
    found = [ToAsk(one.establishment, "erkend, maar nu werkt er niemand") for one in related.order_by("pk")]
    known = {one.establishment.pk for one in found}
    try:
        least = int(rule_value("max-dual-proposal", on=today))
    except RuleMissing:
        return found
    able = establishments_for(row.programme, least=least).get(row.subregion.pk, [])
    more = [ToAsk(one.establishment, f"doet {one.percent} % van de activiteiten") for one in able]
    return found + [one for one in more if one.establishment.pk not in known]


def _schools(row: SpotFollowUp) -> list[tuple[School, list[str]]]:
    """The schools it is about, else those of the sub-region with the sector; each with the addresses of its directors."""
    schools = list(row.schools.order_by("search_text"))
    if not schools and row.kind == FollowKind.TALK:
        sector = {"campuses__offers__programme__sector": row.programme.sector_id}
        near = School.objects.providers().filter(campuses__municipality__subregion=row.subregion, **sector)
        schools = list(near.distinct().order_by("search_text")[:SHOWN])
    people: dict[int, list[str]] = {}
    for one in Membership.objects.filter(
        school__in=schools, role=SchoolRole.DIRECTOR, user__is_active=True
    ).select_related("user"):
        people.setdefault(one.school_id, []).append(one.user.email)
    return [(school, people.get(school.pk, [])) for school in schools]
