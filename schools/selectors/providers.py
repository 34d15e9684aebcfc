"""Who offers which programme, as the public may see it."""

from django.db.models import Count, QuerySet

from schools.models import ProgrammeOffer, School


def providers_per_programme() -> dict[int, int]:
    """Return the number of public offers of each programme (primary key to number)."""
    counted = ProgrammeOffer.objects.public().values("programme").annotate(number=Count("pk"))
    return dict(counted.order_by("programme").values_list("programme", "number"))


def providers_of(programme_id: int) -> QuerySet[ProgrammeOffer]:
    """Return the public offers of a programme, school, partners and municipality loaded, by municipality."""
    offers = ProgrammeOffer.objects.public().filter(programme=programme_id)
    return (
        offers.select_related("campus__school", "campus__municipality")
        .prefetch_related("partners")
        .order_by("campus__municipality__name", "campus__school__search_text", "pk")
    )


def directory() -> QuerySet[School]:
    """Return the schools with evidence of a dual offer, campuses loaded, by name."""
    return School.objects.providers().prefetch_related("campuses__municipality").order_by("search_text", "pk")
