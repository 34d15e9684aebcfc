"""What a school offers, and who offers the same."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from catalogue.models import Programme
from schools.enums import OfferStatus
from schools.models import ProgrammeOffer, School


@dataclass(slots=True)
class OfferOf:
    """One programme of a school: its own offers, and those of other schools. `campuses` are public ids."""

    slug: str
    name: str
    own: list[ProgrammeOffer] = field(default_factory=list)
    neighbours: list[ProgrammeOffer] = field(default_factory=list)

    @property
    def capacity(self) -> int | None:
        """The places at all campuses together; None as long as one is not filled in."""
        numbers = [offer.capacity for offer in self.own]
        return sum(number or 0 for number in numbers) if numbers and None not in numbers else None


def offer_of(school_id: int) -> list[OfferOf]:
    """Return the programmes a school offers and did not stop, by name, each with who offers it too (1 query)."""
    ours = ProgrammeOffer.objects.filter(campus__school=school_id).exclude(status=OfferStatus.STOPPED)
    shown = Q(pk__in=ProgrammeOffer.objects.public().values("pk")) | Q(pk__in=ours.values("pk"))
    rows = ProgrammeOffer.objects.filter(shown, programme__in=ours.values("programme"))
    rows = rows.select_related("programme", "campus__school", "campus__municipality").only(
        *(
            "status",
            "capacity",
            "public_id",
            "programme__slug",
            "programme__name",
            "campus__name",
            "campus__public_id",
        ),
        *("campus__school__name", "campus__municipality__name"),
    )
    found: dict[str, OfferOf] = {}
    for row in rows.order_by("programme__search_text", "campus__municipality__name", "pk"):
        line = found.setdefault(row.programme.slug, OfferOf(row.programme.slug, row.programme.name))
        (line.own if row.campus.school_id == school_id else line.neighbours).append(row)
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
