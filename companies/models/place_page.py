"""The public page of a workplace, and what people report about it."""

from django.conf import settings
from django.db import models

from companies.enums import CompanyState, ReportReason, ReportState, WorkplaceState
from companies.models.workplace import Workplace
from core.db import PublicModel


class PlacePageQuerySet(models.QuerySet["PlacePage"]):
    def public(self) -> "PlacePageQuerySet":
        """Pages the street may read: the company agreed, the place is open and nobody hid it."""
        return self.filter(
            published_at__isnull=False,
            hidden_at=None,
            workplace__state=WorkplaceState.OPEN,
            workplace__establishment__closed_on=None,
            workplace__establishment__company__state=CompanyState.ACTIVE,
        )


class PlacePage(PublicModel):
    """Whether and how a workplace has a page for everybody. Never a phone, a mail or a person on it."""

    workplace = models.OneToOneField(Workplace, models.CASCADE, related_name="page", verbose_name="leerwerkplek")
    published_at = models.DateTimeField("op het web sinds", null=True, blank=True)
    shows_street = models.BooleanField("straat en nummer tonen", default=False)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)

    objects = PlacePageQuerySet.as_manager()

    class Meta:
        verbose_name = "pagina van een leerwerkplek"
        verbose_name_plural = "pagina's van leerwerkplekken"
        ordering = ["-published_at", "pk"]

    def __str__(self) -> str:
        return str(self.workplace)


class PlaceReport(PublicModel):
    """Somebody says that a place is not right. Nobody's name is asked; a colleague decides within a working day."""

    once_key = models.CharField("formulier", max_length=40, unique=True, editable=False)
    page = models.ForeignKey(PlacePage, models.CASCADE, related_name="reports", verbose_name="pagina")
    reason = models.CharField("reden", max_length=12, choices=ReportReason)
    text = models.TextField("uitleg", max_length=500, blank=True)
    state = models.CharField("status", max_length=8, choices=ReportState, default=ReportState.WAITING)
    promised_by = models.DateTimeField("beloofd voor")
    handled_at = models.DateTimeField("beslist op", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="beslist door"
    )

    class Meta:
        verbose_name = "melding over een leerwerkplek"
        verbose_name_plural = "meldingen over leerwerkplekken"
        ordering = ["promised_by", "pk"]
        indexes = [models.Index(fields=["state", "promised_by"], name="place_report_open")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", handled_at=None)
                | ~models.Q(state="waiting") & models.Q(handled_at__isnull=False),
                name="place_report_handled_has_date",
                violation_error_message="Een melding waarover beslist is, heeft een datum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.page}"
