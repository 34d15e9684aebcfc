"""The training plan: where and when each activity is learned."""

from django.db import models

from placements.enums import PlanPeriod, PlanPlace
from placements.models.agreement import Agreement


class PlanLine(models.Model):
    """One activity of the programme's list in the plan of one agreement.

    `possible` tells whether the workplace can teach it; an activity nobody can teach at work needs the school's
    signed exception (`exception_by`).
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="plan", verbose_name="overeenkomst")
    activity = models.ForeignKey(
        "catalogue.Activity", models.PROTECT, related_name="plan_lines", verbose_name="activiteit"
    )
    position = models.PositiveSmallIntegerField("volgorde")
    place = models.CharField("waar", max_length=10, choices=PlanPlace, default=PlanPlace.WORKPLACE)
    period = models.CharField("wanneer", max_length=10, choices=PlanPeriod, default=PlanPeriod.ALL_YEAR)
    possible = models.BooleanField("kan op deze werkplek", default=True)
    exception_by = models.CharField("uitzondering getekend door", max_length=120, blank=True)

    class Meta:
        verbose_name = "regel van het opleidingsplan"
        verbose_name_plural = "opleidingsplan"
        ordering = ["agreement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "activity"],
                name="plan_line_once",
                violation_error_message="Deze activiteit staat al in het opleidingsplan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} ({self.get_place_display()})"
