"""Places that an agreement fills, also when no proposal came before it."""

from django.db import models

from learners.models import Learner


class TakenPlace(models.Model):
    """One learner at one workplace by an agreement. The apps above write it through `services.taken_places`.

    `freed_at` is filled once the agreement is over: an introduction from before that moment holds no place any more.
    """

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="taken_places", verbose_name="lerende")
    workplace = models.ForeignKey(
        "companies.Workplace", models.CASCADE, related_name="taken_places", verbose_name="leerwerkplek"
    )
    freed_at = models.DateTimeField("weer vrij sinds", null=True, blank=True)

    class Meta:
        verbose_name = "bezette plaats"
        verbose_name_plural = "bezette plaatsen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "workplace"],
                name="taken_place_once",
                violation_error_message="Deze plaats staat al als bezet.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.workplace}"
