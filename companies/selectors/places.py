"""Workplaces as the public may see them, and counts: no contact data, ever."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from catalogue.models import Municipality, Programme
from catalogue.selectors import TravelTables
from companies import rules
from companies.enums import Availability, CompanyState
from companies.models import Recognition, Workplace
from companies.selectors.terms import availability_days
from core import clock


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    """One workplace for the page of a programme. `minutes` is None when the trip cannot be done within reason."""

    company: str
    municipality: Municipality
    availability: str
    age: str
    places: int
    minutes: int | None
    is_demo: bool
    page_id: UUID | None = None


def workplaces_near(
    programme: Programme, municipality: Municipality, tables: TravelTables, *, mode: str, today: dt.date
) -> list[NearbyPlace]:
    """Return the confirmed open workplaces of a programme, nearest first (minutes from the municipality by `mode`)."""
    since = clock.now() - dt.timedelta(days=availability_days(today))
    rows = Workplace.objects.proposable(since).with_place().select_related("page").filter(programme=programme)
    near = [_nearby(row, municipality, tables, mode, today) for row in rows]
    return sorted(near, key=lambda place: (place.minutes is None, place.minutes or 0, place.company))


def _nearby(row: Workplace, origin: Municipality, tables: TravelTables, mode: str, today: dt.date) -> NearbyPlace:
    there = row.establishment.municipality
    moment = row.availability_confirmed_at
    return NearbyPlace(
        company=row.establishment.company.name,
        municipality=there,
        availability=Availability(row.availability).label,
        age=rules.age_sentence(timezone.localdate(moment) if moment else None, today),
        places=row.places,
        minutes=tables.between(origin.nis, there.nis, mode),
        is_demo=row.establishment.company.is_demo,
        page_id=_page_id(row),
    )


def _page_id(row: Workplace) -> UUID | None:
    page = getattr(row, "page", None)
    return page.public_id if page and page.published_at and not page.hidden_at else None


def open_places_per_programme(today: dt.date) -> dict[int, int]:
    """Return the number of confirmed open workplaces of each programme (primary key to number)."""
    since = clock.now() - dt.timedelta(days=availability_days(today))
    counted = Workplace.objects.proposable(since).values("programme").annotate(number=Count("pk"))
    return dict(counted.order_by("programme").values_list("programme", "number"))


def recognitions_per_programme(today: dt.date) -> dict[int, int]:
    """Return the number of recognitions of active companies that hold today, by programme."""
    counted = _recognised(today).values("programme").annotate(number=Count("pk"))
    return dict(counted.order_by("programme").values_list("programme", "number"))


def sleeping_recognitions(today: dt.date) -> int:
    """Return how many recognitions hold today without a confirmed open workplace for the same programme."""
    since = clock.now() - dt.timedelta(days=availability_days(today))
    awake = Workplace.objects.proposable(since).filter(
        establishment=OuterRef("establishment"), programme=OuterRef("programme")
    )
    return _recognised(today).exclude(Exists(awake)).count()


def share_confirmed(today: dt.date) -> tuple[int, int]:
    """Return how many open workplaces were confirmed within the term, and how many open workplaces there are."""
    since = clock.now() - dt.timedelta(days=availability_days(today))
    counted = Workplace.objects.open().aggregate(
        fresh=Count("pk", filter=Q(availability_confirmed_at__gte=since)), total=Count("pk")
    )
    return counted["fresh"], counted["total"]


def _recognised(today: dt.date) -> QuerySet[Recognition]:
    return Recognition.objects.valid_on(today).filter(
        establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE
    )


@dataclass(frozen=True, slots=True)
class PlaceDot:
    """A municipality on the map, with how many workplaces are there."""

    name: str
    latitude: float
    longitude: float
    value: int


def places_on_map(found: list[NearbyPlace], towns: Iterable[Municipality]) -> list[PlaceDot]:
    """Return every municipality with its number of workplaces among those found, zero included."""
    counted = Counter(place.municipality.pk for place in found)
    return [PlaceDot(town.name, town.latitude, town.longitude, counted[town.pk]) for town in towns]
