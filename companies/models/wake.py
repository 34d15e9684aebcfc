"""Calls to recognised places where no learner came for a long time."""

import datetime as dt

from django.conf import settings
from django.db import models

from companies.enums import WakeReason, WakeResult
from companies.models.company import Establishment
from core.db import PublicModel


class WakeCallQuerySet(models.QuerySet["WakeCall"]):
    def reached_since(self, moment: dt.datetime) -> "WakeCallQuerySet":
        """Calls since a moment in which somebody was spoken to, and that the place did not ask for itself."""
        return self.filter(called_at__gte=moment, result__in=WakeResult.REACHED, asked_for=False)


class WakeCall(PublicModel):
    """One call to a sleeping place. Closed lists only: nothing about a person."""

    establishment = models.ForeignKey(
        Establishment, models.CASCADE, related_name="wake_calls", verbose_name="vestiging"
    )
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="gebeld door"
    )
    called_at = models.DateTimeField("gebeld op")
    result = models.CharField("hoe het afliep", max_length=10, choices=WakeResult)
    reason = models.CharField("waarom niet", max_length=20, choices=WakeReason, blank=True, default="")
    again_on = models.DateField("vroeg om te bellen op", null=True, blank=True)
    asked_for = models.BooleanField("vroeg zelf om dit gesprek", default=False)
    programmes = models.ManyToManyField(
        "catalogue.Programme", blank=True, related_name="+", verbose_name="wakker voor deze opleidingen"
    )

    objects = WakeCallQuerySet.as_manager()

    class Meta:
        verbose_name = "wekgesprek"
        verbose_name_plural = "wekgesprekken"
        ordering = ["-called_at", "-pk"]
        indexes = [models.Index(fields=["establishment", "called_at"], name="wake_call_place")]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(result="refused") & ~models.Q(reason=""))
                | (~models.Q(result="refused") & models.Q(reason="")),
                name="wake_call_refusal_has_reason",
                violation_error_message="Bij ‘nu niet’ hoort een reden.",
            ),
            models.CheckConstraint(
                condition=models.Q(result="later", again_on__isnull=False)
                | (~models.Q(result="later") & models.Q(again_on=None)),
                name="wake_call_later_has_day",
                violation_error_message="Bij ‘later’ hoort een dag om opnieuw te bellen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment}: {self.get_result_display()}"
