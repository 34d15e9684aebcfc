"""What a school manages of its offer: this year, other years, one programme, and the next year before it is made."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from core import clock
from schools.enums import OfferStatus
from schools.models import Campus, OfferYear, ProgrammeOffer, School
from schools.rules_offer import next_school_year, next_status


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One offer and what the next school year makes of it; `is_there` says it was prepared before."""

    offer: ProgrammeOffer
    next_label: str
    capacity: int | None
    is_there: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What preparing the next school year would do."""

    year: str
    lines: list[PreviewLine]

    @property
    def new(self) -> int:
        """How many rows would be made."""
        return sum(not line.is_there for line in self.lines)


def own_offers(school: School) -> QuerySet[ProgrammeOffer]:
    """Return the offers of a school, stopped ones last, with what the list shows (2 queries)."""
    rows = ProgrammeOffer.objects.filter(campus__school=school).select_related(
        "programme", "variant", "campus__school", "campus__municipality"
    )
    return rows.prefetch_related("partners").order_by("programme__search_text", "campus__name", "pk")


def joint_offers(school: School) -> QuerySet[ProgrammeOffer]:
    """Return the offers of other schools that this school organises along."""
    rows = ProgrammeOffer.objects.filter(partners=school).exclude(status=OfferStatus.STOPPED)
    return rows.select_related("programme", "campus__school", "campus__municipality").order_by(
        "programme__search_text", "pk"
    )


def campuses_of(school: School) -> QuerySet[Campus]:
    """Return the addresses of a school by name."""
    return Campus.objects.filter(school=school).select_related("municipality", "school").order_by("name", "pk")


def years_of(school: School) -> list[str]:
    """Return the school years there is something about, oldest first; the present one is always there (1 query)."""
    kept = OfferYear.objects.filter(offer__campus__school=school).order_by().values_list("school_year", flat=True)
    return sorted({*kept.distinct(), clock.school_year_of(clock.today())})


def year_rows(school: School, year: str) -> QuerySet[OfferYear]:
    """Return what was kept of, or prepared for, another school year."""
    rows = OfferYear.objects.filter(offer__campus__school=school, school_year=year)
    rows = rows.select_related(
        "offer__programme", "offer__variant", "offer__campus__school", "offer__campus__municipality"
    )
    return rows.prefetch_related("offer__partners").order_by(
        "offer__programme__search_text", "offer__campus__name", "pk"
    )


def offer_by(actor: Actor, public_id: uuid.UUID) -> QuerySet[ProgrammeOffer]:
    """Return the offer with this public id at a school the actor may open (zero or one row)."""
    schools = School.objects.visible_to(actor)
    rows = ProgrammeOffer.objects.filter(public_id=public_id, campus__school__in=schools)
    return rows.select_related("programme", "variant", "campus__school", "campus__municipality").prefetch_related(
        "moves", "years", "partners"
    )


def coming_year_by(actor: Actor, public_id: uuid.UUID) -> QuerySet[OfferYear]:
    """Return a prepared row with this public id at a school the actor may open (zero or one row)."""
    coming = OfferYear.objects.filter(school_year__gt=clock.school_year_of(clock.today()))
    rows = coming.filter(public_id=public_id, offer__campus__school__in=School.objects.visible_to(actor))
    return rows.select_related("offer__programme", "offer__campus__school", "offer__campus__municipality")


def preview_of(school: School) -> Preview:
    """Return what preparing the next school year would do, before anything is made (3 queries)."""
    year = next_school_year(clock.school_year_of(clock.today()))
    there = {row.offer_id: row for row in OfferYear.objects.filter(offer__campus__school=school, school_year=year)}
    lines = []
    for offer in own_offers(school).exclude(status=OfferStatus.STOPPED):
        row = there.get(offer.pk)
        status = row.status if row else next_status(offer.status)
        capacity = row.capacity if row else offer.capacity
        lines.append(PreviewLine(offer, str(OfferStatus(status).label), capacity, row is not None))
    return Preview(year, lines)


def offers_to_turn(year: str) -> list[int]:
    """Return the offers that are not in a school year yet (primary keys)."""
    return list(ProgrammeOffer.objects.filter(school_year__lt=year).order_by("pk").values_list("pk", flat=True))
