"""What the pages of the intake offer and look up."""

import re
from collections.abc import Collection

from django.db.models import QuerySet

from catalogue.enums import VariantKind
from catalogue.models import Activity, Municipality, PostalCode, Programme
from catalogue.rules import PostalKind
from catalogue.selectors import PostalAnswer, municipality_of
from core.db import fold
from schools.models import School

CODE_AND_NAME = re.compile(r"\s*(\d{4})\s+[^\d]{3,}")


def place_names() -> list[str]:
    """Return '8000 Brugge' for every postal code of the province."""
    rows = PostalCode.objects.order_by("code").values_list("code", "municipality__name")
    return [f"{code} {name}" for code, name in rows]


def find_place(typed: str) -> PostalAnswer:
    """Return what a typed postal code or municipality means; see `catalogue.selectors.municipality_of`."""
    both = CODE_AND_NAME.fullmatch(typed)
    if both:
        return municipality_of(both[1])
    if any(char.isdigit() for char in typed):
        return municipality_of(typed)
    named = Municipality.objects.select_related("subregion").filter(search_text=fold(typed.strip())).first()
    return PostalAnswer(PostalKind.PROVINCE if named else PostalKind.NONSENSE, named)


def schools_to_choose() -> QuerySet[School]:
    """Return all schools by name."""
    return School.objects.order_by("search_text", "pk")


def programmes_to_choose(domains: Collection[str]) -> QuerySet[Programme]:
    """Return the current dual programmes of these study domains, without the run-ups."""
    chosen = Programme.objects.current().filter(study_domain__in=domains)
    return chosen.exclude(variants__kind=VariantKind.RUN_UP_BROAD).order_by("search_text", "pk")


def activities_to_choose(programme_id: int) -> QuerySet[Activity]:
    """Return what can be learned in a programme, in the order of its activity list."""
    return Activity.objects.filter(uses__programme=programme_id).order_by("uses__position", "pk")


def programme_to_choose(slug: str, domains: Collection[str]) -> Programme | None:
    """Return the programme with this name in the address when the intake offers it in these study domains."""
    return programmes_to_choose(domains).filter(slug=slug).first()
