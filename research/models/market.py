"""Supply and demand as counted: one row for a programme, a municipality and a school year."""

from typing import Any

from django.db import models

from research.market_enums import Count


class SupplyDemandRun(models.Model):
    """How and when a school year was counted. A year that is over is closed: its rows stay as they were.

    `is_backfilled`: counted afterwards from dates alone, so that what has no date is not known.
    """

    school_year = models.CharField("schooljaar", max_length=9, unique=True)
    as_of = models.DateField("stand op")
    counted_at = models.DateTimeField("geteld op")
    is_closed = models.BooleanField("ligt vast", default=False)
    is_backfilled = models.BooleanField("achteraf geteld", default=False)
    has_travel = models.BooleanField("met reistijden", default=False)
    total = models.PositiveIntegerField("rijen", default=0)
    changed = models.PositiveIntegerField("gewijzigde rijen", default=0)

    class Meta:
        verbose_name = "telling van vraag en aanbod"
        verbose_name_plural = "tellingen van vraag en aanbod"
        ordering = ["-school_year"]

    def __str__(self) -> str:
        return f"Vraag en aanbod {self.school_year}"


class SupplyDemandQuerySet(models.QuerySet["SupplyDemand"]):
    def of_year(self, school_year: str) -> "SupplyDemandQuerySet":
        """Counts of one school year."""
        return self.filter(school_year=school_year)

    def summed(self, *keys: str) -> "models.QuerySet[Any, dict[str, Any]]":
        """Every count added up by these columns; a sum over unknown numbers alone is unknown."""
        return self.order_by().values(*keys).annotate(**{f"n_{name}": models.Sum(name) for name in Count.values})

    def summed_with_reach(self, *keys: str) -> "models.QuerySet[Any, dict[str, Any]]":
        """And in how many rows inside the province something is within reach (r_), of how many that is known (k_)."""
        here = models.Q(municipality__isnull=False)
        reached = {
            f"r_{name}": models.Count("pk", filter=here & models.Q(**{f"{name}__gt": 0})) for name in Count.REACH
        }
        known = {
            f"k_{name}": models.Count("pk", filter=here & models.Q(**{f"{name}__isnull": False}))
            for name in Count.REACH
        }
        return self.summed(*keys).annotate(**reached, **known)


def _count(what: Count) -> "models.PositiveIntegerField[int | None, int | None]":
    return models.PositiveIntegerField(str(what.label).lower(), null=True, blank=True)


class SupplyDemand(models.Model):
    """The counts of one programme in one municipality in one school year; empty is "not known", a row less is nought.

    Without a municipality: people who live outside the province. `subregion` is where the municipality belonged on the
    day of the count, so that a year that is over keeps its borders; empty when its parts belonged to different ones.
    """

    school_year = models.CharField("schooljaar", max_length=9)
    programme = models.ForeignKey(
        "catalogue.Programme", models.CASCADE, related_name="supply_demand", verbose_name="opleiding"
    )
    municipality = models.ForeignKey(
        "catalogue.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supply_demand",
        verbose_name="gemeente",
    )
    subregion = models.ForeignKey(
        "catalogue.Subregion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supply_demand",
        verbose_name="subregio toen",
    )
    enrolled = _count(Count.ENROLLED)
    waiting = _count(Count.WAITING)
    placed = _count(Count.PLACED)
    sites = _count(Count.SITES)
    capacity = _count(Count.CAPACITY)
    recognised = _count(Count.RECOGNISED)
    places = _count(Count.PLACES)
    active = _count(Count.ACTIVE)
    asleep = _count(Count.ASLEEP)
    green = _count(Count.GREEN)
    wishes = _count(Count.WISHES)
    wished = _count(Count.WISHED)
    sites_bicycle = _count(Count.SITES_BICYCLE)
    sites_transport = _count(Count.SITES_TRANSPORT)
    green_bicycle = _count(Count.GREEN_BICYCLE)
    green_transport = _count(Count.GREEN_TRANSPORT)

    objects = SupplyDemandQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag en aanbod"
        verbose_name_plural = "vraag en aanbod"
        ordering = ["school_year", "programme", "municipality"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "programme", "municipality"],
                name="supply_demand_once",
                violation_error_message="Dit is al geteld.",
            ),
            models.UniqueConstraint(
                fields=["school_year", "programme"],
                condition=models.Q(municipality=None),
                name="supply_demand_outside_once",
                violation_error_message="Dit is al geteld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}: {self.programme_id} in {self.municipality_id or 'elders'}"
