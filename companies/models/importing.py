"""The list of a partner, read row by row. The job is the truth; the queue only carries its id."""

from django.conf import settings
from django.db import models

from companies.enums import ImportState, RowOutcome
from core.db import PublicModel


class ImportJob(PublicModel):
    """One list: its rows as text (CSV with semicolons, heading first), which column is what, and how far it is."""

    state = models.CharField("status", max_length=10, choices=ImportState, default=ImportState.DRAFT)
    origin = models.CharField("van wie", max_length=120)
    file_name = models.CharField("bestand", max_length=200)
    list_date = models.DateField("lijst van")
    content = models.TextField("rijen", editable=False)
    mapping = models.JSONField("kolommen", default=dict, blank=True)
    total = models.PositiveIntegerField("rijen in de lijst", default=0)
    done = models.PositiveIntegerField("rijen gelezen", default=0)
    error = models.CharField("fout", max_length=300, blank=True)
    claim = models.CharField("werknemer", max_length=40, blank=True, editable=False)
    heartbeat_at = models.DateTimeField("laatste teken", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="gestart door"
    )

    class Meta:
        verbose_name = "ingelezen lijst"
        verbose_name_plural = "ingelezen lijsten"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(finished_at__isnull=False),
                name="import_done_has_date",
                violation_error_message="Een ingelezen lijst heeft een datum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} van {self.origin}"


class ImportAnswer(models.Model):
    """What became of one row; `row` is its number in the file, heading included."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="answers", verbose_name="lijst")
    row = models.PositiveIntegerField("rij")
    outcome = models.CharField("resultaat", max_length=8, choices=RowOutcome)
    message = models.CharField("uitleg", max_length=400, blank=True)

    class Meta:
        verbose_name = "antwoord op een rij"
        verbose_name_plural = "antwoorden op rijen"
        ordering = ["job", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "row"], name="import_row_once", violation_error_message="Deze rij is al gelezen."
            )
        ]

    def __str__(self) -> str:
        return f"rij {self.row}: {self.get_outcome_display()}"
