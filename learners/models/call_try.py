"""The next time we call somebody who did not pick up."""

from django.db import models

from core.db import PublicModel
from learners.enums import TryResult
from learners.models.case import Case


class CallTryQuerySet(models.QuerySet["CallTry"]):
    def open(self) -> "CallTryQuerySet":
        """Tries that still have to happen."""
        return self.filter(ended_at=None)


class CallTry(PublicModel):
    """A part of a day in which a colleague calls again. A case has one open try at most."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tries", verbose_name="dossier")
    number = models.PositiveSmallIntegerField("poging")
    starts_at = models.DateTimeField("bellen vanaf")
    ends_at = models.DateTimeField("bellen voor")
    ended_at = models.DateTimeField("gedaan op", null=True, blank=True)
    result = models.CharField("hoe het afliep", max_length=10, choices=TryResult, blank=True, default="")

    objects = CallTryQuerySet.as_manager()

    class Meta:
        verbose_name = "nieuwe belpoging"
        verbose_name_plural = "nieuwe belpogingen"
        ordering = ["ends_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(ended_at=None),
                name="call_try_open_once",
                violation_error_message="Voor dit dossier staat al een nieuwe belpoging klaar.",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, result="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(result="")),
                name="call_try_ended_has_result",
                violation_error_message="Een belpoging die voorbij is, heeft een afloop.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="call_try_ends_later",
                violation_error_message="Een belpoging eindigt na ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"Poging {self.number} voor {self.case}"
