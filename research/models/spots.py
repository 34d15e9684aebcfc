"""What is done with a white spot: an action, a round of wishes or a consultation."""

import datetime as dt

from django.db import models

from core.db import PublicModel
from research.spot_enums import FollowKind, SpotKind


class SpotFollowUpQuerySet(models.QuerySet["SpotFollowUp"]):
    def open(self) -> "SpotFollowUpQuerySet":
        """Follow-ups without a result."""
        return self.filter(done_on=None)

    def late(self, today: dt.date) -> "SpotFollowUpQuerySet":
        """Follow-ups that should have had a result."""
        return self.open().filter(due_on__lt=today)


class SpotFollowUp(PublicModel):
    """One thing somebody does with a white spot; `number` is how large it was then, `schools` who it is about.

    `link` leads to the action in the plan.
    """

    key = models.CharField("witte vlek", max_length=200, db_index=True)
    spot = models.CharField("wat er ontbreekt", max_length=15, choices=SpotKind)
    kind = models.CharField("wat we doen", max_length=10, choices=FollowKind)
    programme = models.ForeignKey(
        "catalogue.Programme", models.CASCADE, related_name="spot_follow_ups", verbose_name="opleiding"
    )
    subregion = models.ForeignKey(
        "catalogue.Subregion", models.CASCADE, related_name="spot_follow_ups", verbose_name="subregio"
    )
    schools = models.ManyToManyField(
        "schools.School", blank=True, related_name="spot_follow_ups", verbose_name="scholen"
    )
    reason = models.CharField("waarom", max_length=400)
    number = models.PositiveIntegerField("hoeveel toen")
    due_on = models.DateField("klaar tegen")
    note = models.TextField("afspraak", blank=True, max_length=1000)
    link = models.CharField("waar het staat", max_length=200, blank=True)
    done_on = models.DateField("klaar op", null=True, blank=True)
    outcome = models.TextField("wat het gaf", blank=True, max_length=1000)

    objects = SpotFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "opvolging van een witte vlek"
        verbose_name_plural = "opvolging van witte vlekken"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "kind"],
                condition=models.Q(done_on=None),
                name="spot_follow_up_once",
                violation_error_message="Dit loopt al voor deze witte vlek.",
            ),
            models.CheckConstraint(
                condition=models.Q(done_on=None, outcome="")
                | (models.Q(done_on__isnull=False) & ~models.Q(outcome="")),
                name="spot_follow_up_has_outcome",
                violation_error_message="Wat klaar is, heeft een dag en een resultaat.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.programme}, {self.subregion}"
