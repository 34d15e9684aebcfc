"""What a school offers, and who offers the same."""

import uuid
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import QuerySet

from catalogue.models import Programme
from schools.enums import OfferStatus
from schools.models import ProgrammeOffer, School

FIELDS = (
    *("public_id", "status", "capacity", "programme__slug", "programme__name", "campus__public_id", "campus__name"),
    *("campus__school", "campus__school__name", "campus__municipality__name"),
)


class Offered(NamedTuple):
    """One programme at one campus, in the order of `FIELDS`."""

    public_id: uuid.UUID
    status: str
    capacity: int | None
    slug: str
    programme: str
    campus_id: uuid.UUID
    campus: str
    school_id: int
    school: str
    municipality: str

    @property
    def state(self) -> str:
        """How far the offer is, in words."""
        return str(OfferStatus(self.status).label)


@dataclass(slots=True)
class OfferOf:
    """One programme of a school: its own offers, and those of other schools."""

    slug: str
    name: str
    own: list[Offered] = field(default_factory=list)
    neighbours: list[Offered] = field(default_factory=list)

    @property
    def capacity(self) -> int | None:
        """The places at all campuses together; None as long as one is not filled in."""
        numbers = [offer.capacity for offer in self.own]
        return sum(number or 0 for number in numbers) if numbers and None not in numbers else None


def offer_of(school_id: int) -> list[OfferOf]:
    """Return the programmes a school offers and did not stop, by name, each with who offers it too (1 query)."""
    ours = ProgrammeOffer.objects.filter(campus__school=school_id).exclude(status=OfferStatus.STOPPED)
    shown = (ProgrammeOffer.objects.public() | ours).filter(programme__in=ours.values("programme"))
    found: dict[str, OfferOf] = {}
    ordered = shown.order_by("programme__search_text", "campus__municipality__name", "pk")
    for row in map(Offered._make, ordered.values_list(*FIELDS)):
        line = found.setdefault(row.slug, OfferOf(row.slug, row.programme))
        (line.own if row.school_id == school_id else line.neighbours).append(row)
    return list(found.values())


def schools_to_join(school: School) -> list[School]:
    """Return the schools that can organise a programme along with this one, by name."""
    others = School.objects.providers().filter(is_demo=school.is_demo).exclude(pk=school.pk)
    return list(others.order_by("search_text", "pk"))


def programmes_to_follow(school: School) -> QuerySet[Programme]:
    """Return the programmes a learner of a school can follow: its own, or every current one as long as it has none."""
    own = Programme.objects.filter(offers__campus__school=school).exclude(offers__status=OfferStatus.STOPPED)
    found = own.distinct() if own.exists() else Programme.objects.current()
    return found.order_by("search_text", "pk")
