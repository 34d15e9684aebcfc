"""An address that moves from one company to another."""

from django.conf import settings
from django.db import models

from companies.enums import TransferState
from companies.models.company import Company, Establishment
from core.db import PublicModel


class EstablishmentTransfer(PublicModel):
    """A question to move an address, and what a colleague decided. The row is the history of the address."""

    establishment = models.ForeignKey(
        Establishment, models.CASCADE, related_name="transfers", verbose_name="vestiging"
    )
    from_company = models.ForeignKey(Company, models.CASCADE, related_name="transfers_out", verbose_name="van bedrijf")
    to_company = models.ForeignKey(Company, models.CASCADE, related_name="transfers_in", verbose_name="naar bedrijf")
    state = models.CharField("status", max_length=8, choices=TransferState, default=TransferState.ASKED)
    taken_over_on = models.DateField("overgenomen op")
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gevraagd door",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beslist door",
    )

    class Meta:
        verbose_name = "overname van een vestiging"
        verbose_name_plural = "overnames van vestigingen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["establishment"],
                condition=models.Q(state="asked"),
                name="transfer_open_once",
                violation_error_message="Voor deze vestiging wacht al een overname.",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_company=models.F("to_company")),
                name="transfer_to_another",
                violation_error_message="De vestiging hoort al bij dit bedrijf.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_at=None)
                | (~models.Q(state="asked") & models.Q(decided_at__isnull=False)),
                name="transfer_decided_has_date",
                violation_error_message="Een beslissing heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment}: {self.from_company} naar {self.to_company}"
