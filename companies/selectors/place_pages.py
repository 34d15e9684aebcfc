"""The public page of a workplace: what everybody may read, and the data search engines read."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.enums import TravelMode
from catalogue.models import Municipality
from catalogue.selectors import TravelTables
from companies import rules
from companies.enums import Availability, Gear, Licence, SpokenLanguage
from companies.models import Company, PlacePage, Recognition, Workplace
from companies.selectors.terms import availability_days

COUNTRY, REGION = "BE", "West-Vlaanderen"


@dataclass(frozen=True, slots=True)
class Place:
    """One published workplace in words. `street` is empty unless the company agreed to show it."""

    page: PlacePage
    workplace: Workplace
    company: str
    town: Municipality
    street: str
    activities: list[str]
    languages: list[str]
    needs: list[str]
    gear: list[str]
    age: str
    is_fresh: bool
    is_wanted: bool
    is_recognised: bool
    is_demo: bool


def public_pages() -> QuerySet[PlacePage]:
    """Return the pages the street may read, newest first, with place, programme, company and municipality."""
    return _loaded(PlacePage.objects.public()).order_by("-published_at", "pk")


def addresses_on_web() -> list[tuple[UUID, dt.datetime]]:
    """Return the public id of every page on the web and when it last changed, for the list of search engines."""
    pages = PlacePage.objects.public().order_by("-published_at", "pk")
    return list(pages.values_list("public_id", "updated_at"))


def place_at(public_id: UUID | str, today: dt.date) -> Place | None:
    """Return a published workplace, None when there is none (any more) at this address (3 queries and 1 rule)."""
    valid = Recognition.objects.valid_on(today).filter(
        establishment=OuterRef("workplace__establishment"), programme=OuterRef("workplace__programme")
    )
    page = public_pages().annotate(is_recognised=Exists(valid)).filter(public_id=public_id).first()
    return _place(page, today) if page else None


def page_of(workplace: Workplace) -> PlacePage | None:
    """Return the page of a workplace for its company, also when it is not on the web."""
    return PlacePage.objects.filter(workplace=workplace).first()


def is_readable(page: PlacePage | None) -> bool:
    """Whether the street may read this page now: a yes alone is not enough when the place or its company is closed."""
    return page is not None and PlacePage.objects.public().filter(pk=page.pk).exists()


def published_name(public_id: str) -> str:
    """Return the company and municipality of a published workplace, as a learner would write it; "" for any other."""
    try:
        page = public_pages().filter(public_id=UUID(public_id)).first()
    except ValueError:
        return ""
    if page is None:
        return ""
    site = page.workplace.establishment
    return f"{site.company.name} ({site.municipality.name})"


def number_on_web(companies: Collection[Company]) -> int:
    """Return how many pages of these companies the street may read."""
    return PlacePage.objects.public().filter(workplace__establishment__company__in=companies).count()


def reach(place: Place, town: Municipality, tables: TravelTables) -> list[tuple[str, int | None]]:
    """Return the minutes from a municipality by each mode (code, minutes; None is not within reason)."""
    return [(mode, tables.between(town.nis, place.town.nis, mode)) for mode in TravelMode.ORDER]


def job_posting(place: Place, *, url: str, today: dt.date) -> dict[str, Any] | None:
    """Return the schema.org JobPosting of a place (https://schema.org/JobPosting), None when it is not open now.

    It ends with the term of the confirmation. No salary: what a learner earns depends on the learner, not the place.
    """
    confirmed = place.workplace.availability_confirmed_at
    if not (place.is_fresh and place.is_wanted) or confirmed is None or place.page.published_at is None:
        return None
    until = timezone.localdate(confirmed) + dt.timedelta(days=availability_days(today))
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.town.name,
        "addressRegion": REGION,
        "addressCountry": COUNTRY,
    }
    if place.street:
        address |= {"streetAddress": place.street, "postalCode": place.workplace.establishment.postal_code}
    lines = [place.workplace.about, *place.activities]
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": str(place.workplace.programme),
        "description": "\n".join(line for line in lines if line) or str(place.workplace.programme),
        "datePosted": timezone.localdate(place.page.published_at).isoformat(),
        "validThrough": until.isoformat(),
        "employmentType": "OTHER",
        "totalJobOpenings": place.workplace.places,
        "directApply": False,
        "hiringOrganization": {"@type": "Organization", "name": place.company},
        "jobLocation": {"@type": "Place", "address": address},
        "identifier": {"@type": "PropertyValue", "name": "Steunpunt", "value": str(place.page.public_id)},
        "url": url,
    }


def _place(page: PlacePage, today: dt.date) -> Place:
    workplace, site = page.workplace, page.workplace.establishment
    moment = workplace.availability_confirmed_at
    day = timezone.localdate(moment) if moment else None
    ticked = [one.text for one in workplace.activities.all()]
    listed = [line.activity.text for line in workplace.programme.activity_list.all()]
    return Place(
        page=page,
        workplace=workplace,
        company=site.company.name,
        town=site.municipality,
        street=site.street if page.shows_street else "",
        activities=ticked or listed,
        languages=_labels(SpokenLanguage, workplace.languages),
        needs=[*_labels(Licence, workplace.required_licences), *_age(workplace)],
        gear=_labels(Gear, workplace.gear),
        age=rules.age_sentence(day, today),
        is_fresh=not rules.is_stale(day, today, keep_days=availability_days(today)),
        is_wanted=workplace.availability in Availability.PROPOSABLE,
        is_recognised=page.is_recognised,  # type: ignore[attr-defined]
        is_demo=site.company.is_demo,
    )


def _age(workplace: Workplace) -> list[str]:
    return [_("minstens %(age)s jaar") % {"age": workplace.minimum_age}] if workplace.minimum_age else []


def _labels(closed_list: Any, codes: list[str]) -> list[str]:
    return [str(closed_list(code).label) for code in codes if code in closed_list.values]


def _loaded(pages: QuerySet[PlacePage]) -> QuerySet[PlacePage]:
    return pages.select_related(
        "workplace__programme__sector",
        "workplace__establishment__company",
        "workplace__establishment__municipality__subregion",
    ).prefetch_related("workplace__activities", "workplace__programme__activity_list__activity")
