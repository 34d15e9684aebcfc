"""Workplaces as the public may see them, and counts: no contact data, ever."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from catalogue.models import Municipality, Programme
from catalogue.selectors import TravelTables
from companies import rules
from companies.enums import Availability, CompanyState
from companies.models import Recognition, Workplace
from companies.selectors.terms import availability_days
from core import clock

PLACE = (
    *("establishment__company__name", "establishment__company__is_demo"),
    *("establishment__municipality__name", "establishment__municipality__nis"),
    *("availability", "availability_confirmed_at", "shown_page"),
)


@dataclass(frozen=True, slots=True)
class NearbyPlace:
    """One workplace for the page of a programme. `minutes` is None when the trip cannot be done within reason.

    Of the hundreds a big programme has, a page shows a dozen: words are made when they are asked.
    """

    company: str
    is_demo: bool
    municipality: str
    nis: str
    light: str
    confirmed_at: dt.datetime
    page_id: UUID | None
    minutes: int | None
    today: dt.date

    @property
    def availability(self) -> str:
        """When the place is free, in words."""
        return str(Availability(self.light).label)

    @property
    def age(self) -> str:
        """How long ago the company confirmed that, in words."""
        return rules.age_sentence(timezone.localdate(self.confirmed_at), self.today)


def workplaces_near(
    programme: Programme, municipality: Municipality, tables: TravelTables, *, mode: str, today: dt.date
) -> list[NearbyPlace]:
    """Return the confirmed open workplaces of a programme, nearest first (minutes from the municipality by `mode`)."""
    since = clock.now() - dt.timedelta(days=availability_days(today))
    shown = When(page__published_at__isnull=False, page__hidden_at=None, then="page__public_id")
    rows = Workplace.objects.proposable(since).filter(programme=programme).annotate(shown_page=Case(shown))
    rows = rows.order_by("establishment__name", "establishment_id")
    near = [
        NearbyPlace(company, is_demo, town, nis, light, at, page, tables.between(municipality.nis, nis, mode), today)
        for company, is_demo, town, nis, light, at, page in rows.values_list(*PLACE)
    ]
    return sorted(near, key=lambda place: (place.minutes is None, place.minutes or 0, place.company))


def open_places_of(programme: Programme, today: dt.date) -> int:
    """Return the number of confirmed open workplaces of one programme."""
    since = clock.now() - dt.timedelta(days=availability_days(today))
    return Workplace.objects.proposable(since).filter(programme=programme).count()


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
    counted = Counter(place.nis for place in found)
    return [PlaceDot(town.name, town.latitude, town.longitude, counted[town.nis]) for town in towns]
