"""The public list of schools: only those with evidence of a dual offer, each with that evidence."""

from django.db.models import Prefetch, QuerySet

from catalogue.models import Municipality, Subregion
from core.db import fold
from schools.models import ProgrammeOffer, School
from schools.selectors.providers import directory


def directory_page(*, words: str = "", subregion: str = "", municipality: str = "") -> QuerySet[School]:
    """Return the schools that fit every given filter (`subregion` and `municipality` by web name), by name.

    Each has `campuses` with their municipality, and per campus `public_offers` with their programme.
    """
    offers = (
        ProgrammeOffer.objects.public()
        .select_related("programme")
        .prefetch_related("partners")
        .order_by("programme__search_text", "pk")
    )
    found = directory().prefetch_related(Prefetch("campuses__offers", offers, to_attr="public_offers"))
    for word in fold(words).split():
        found = found.filter(search_text__contains=word)
    if subregion:
        found = found.filter(campuses__municipality__subregion__slug=subregion)
    if municipality:
        found = found.filter(campuses__municipality__slug=municipality)
    return found.distinct()


def subregion_choices() -> list[tuple[str, str]]:
    """Return the sub-regions as choices, by name."""
    return list(Subregion.objects.order_by("name").values_list("slug", "name"))


def municipality_choices() -> list[tuple[str, str]]:
    """Return the municipalities where a listed school has a campus as choices, by name."""
    listed = Municipality.objects.filter(campuses__school__in=School.objects.providers()).distinct()
    return list(listed.order_by("search_text").values_list("slug", "name"))
