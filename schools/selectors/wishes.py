"""What a school needs to find the wishes of companies near it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from schools.models import Campus, ProgrammeOffer, School


@dataclass(frozen=True, slots=True)
class Field:
    """The programmes a school has on its list, whatever their status, and its sub-regions: keys, to look up in."""

    programmes: QuerySet[Any, Any]
    subregions: QuerySet[Any, Any]


def field_of(school: School) -> Field:
    """Return what counts as near and own for a school (no query: both go into the query that uses them)."""
    return Field(
        ProgrammeOffer.objects.filter(campus__school=school).values("programme"),
        Campus.objects.filter(school=school).values("municipality__subregion"),
    )
