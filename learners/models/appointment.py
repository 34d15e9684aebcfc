"""A moment at which somebody meets the learner."""

import datetime as dt

from django.conf import settings
from django.db import models

from core.db import PublicModel
from learners.enums import AppointmentKind, Meeting
from learners.models.case import Case


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def standing(self) -> "AppointmentQuerySet":
        """Appointments that were not cancelled."""
        return self.filter(cancelled_at=None)


class Appointment(PublicModel):
    """Made by a colleague, read by the learner. `sequence` counts changes, as a calendar program wants (RFC 5545)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="appointments", verbose_name="dossier")
    kind = models.CharField("soort", max_length=12, choices=AppointmentKind)
    starts_at = models.DateTimeField("begint op")
    minutes = models.PositiveSmallIntegerField("duurt (minuten)", default=30)
    meeting = models.CharField("hoe", max_length=8, choices=Meeting)
    place = models.CharField("waar of via welk nummer", max_length=200, blank=True)
    with_whom = models.CharField("met wie", max_length=120)
    sequence = models.PositiveSmallIntegerField("aantal wijzigingen", default=0, editable=False)
    cancelled_at = models.DateTimeField("afgezegd op", null=True, blank=True, editable=False)
    cancelled_reason = models.CharField("waarom afgezegd", max_length=200, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="appointments_made",
        verbose_name="gemaakt door",
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "starts_at"],
                condition=models.Q(cancelled_at=None),
                name="appointment_once_at_a_time",
                violation_error_message="Op dat moment heeft deze lerende al een afspraak.",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=480),
                name="appointment_minutes",
                violation_error_message="Een afspraak duurt 5 minuten tot 8 uur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.starts_at:%d/%m/%Y})"

    @property
    def ends_at(self) -> dt.datetime:
        """When it is over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)
