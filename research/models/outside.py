"""Tables from elsewhere and their figures. A table that was read in is never changed: a newer one takes its place."""

from django.conf import settings
from django.db import models

from core.db import PublicModel
from core.lists import RowOutcome
from research.outside_enums import ImportState

KINDS = (
    ("leavers", "Schoolverlatersonderzoek"),
    ("shortage", "Knelpuntberoepen"),
    ("vacancies", "Vacatures"),
    ("offer", "Officieel aanbod"),
    ("flows", "Over de provinciegrens"),
)
MEASURES = (
    ("leavers", "Schoolverlaters"),
    ("jobless", "Zonder werk na een jaar (%)"),
    ("shortage", "Knelpuntberoep (2 ja, 1 waarschijnlijk, 0 nee)"),
    ("vacancies", "Vacatures"),
    ("addresses", "Adressen"),
    ("leaving", "Van hier naar een school elders"),
    ("coming", "Van elders naar een school hier"),
)


class OutsideTable(PublicModel):
    """One table from elsewhere: where it comes from, its rows as text (heading first), and how far it is."""

    kind = models.CharField("soort tabel", max_length=10, choices=KINDS)
    state = models.CharField("status", max_length=8, choices=ImportState, default=ImportState.DRAFT)
    source = models.CharField("bron", max_length=300)
    definition = models.TextField("wat de cijfers betekenen", max_length=1000)
    data_date = models.DateField("gegevens van")
    file_name = models.CharField("bestand", max_length=200)
    content = models.TextField("rijen", editable=False)
    mapping = models.JSONField("kolommen", default=dict, blank=True)
    total = models.PositiveIntegerField("rijen in de tabel", default=0)
    imported_at = models.DateTimeField("ingelezen op", null=True, blank=True)
    undone_at = models.DateTimeField("teruggedraaid op", null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "tabel van elders"
        verbose_name_plural = "tabellen van elders"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=("draft", "dropped"), imported_at=None)
                | models.Q(state__in=("done", "undone"), imported_at__isnull=False),
                name="outside_table_done_has_date",
                violation_error_message="Een ingelezen tabel heeft een datum.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="undone", undone_at__isnull=False)
                | ~models.Q(state="undone") & models.Q(undone_at=None),
                name="outside_table_undone_has_date",
                violation_error_message="Een teruggedraaide tabel heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name}"


class OutsideAnswer(models.Model):
    """What became of one row; `row` is its number in the file, heading included."""

    table = models.ForeignKey(OutsideTable, models.CASCADE, related_name="answers", verbose_name="tabel")
    row = models.PositiveIntegerField("rij")
    outcome = models.CharField("resultaat", max_length=8, choices=RowOutcome)
    message = models.CharField("uitleg", max_length=400, blank=True)

    class Meta:
        verbose_name = "antwoord op een rij van elders"
        verbose_name_plural = "antwoorden op rijen van elders"
        ordering = ["table", "row"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "row"], name="outside_row_once", violation_error_message="Deze rij is al gelezen."
            )
        ]

    def __str__(self) -> str:
        return f"rij {self.row}: {self.get_outcome_display()}"


class OutsideFigureQuerySet(models.QuerySet["OutsideFigure"]):
    def current(self) -> "OutsideFigureQuerySet":
        """Figures that hold: of the newest table that says something about their programme, place and period."""
        return self.filter(is_current=True)


class OutsideFigure(models.Model):
    """One figure of a table: a measure of a programme, for the whole province, a sub-region or a municipality.

    `replaces` is the figure of an older table that it took the place of; taking the table back brings it back.
    """

    table = models.ForeignKey(OutsideTable, models.CASCADE, related_name="figures", verbose_name="tabel")
    measure = models.CharField("wat", max_length=10, choices=MEASURES)
    programme = models.ForeignKey(
        "catalogue.Programme", models.CASCADE, related_name="outside_figures", verbose_name="opleiding"
    )
    subregion = models.ForeignKey(
        "catalogue.Subregion", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="subregio"
    )
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    period = models.CharField("periode", max_length=9)
    value = models.DecimalField("cijfer", max_digits=9, decimal_places=2)
    note = models.CharField("opmerking", max_length=200, blank=True)
    is_current = models.BooleanField("geldt", default=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name="in de plaats van"
    )

    objects = OutsideFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "cijfer van elders"
        verbose_name_plural = "cijfers van elders"
        ordering = ["measure", "programme", "period", "pk"]
        indexes = [models.Index(fields=["measure", "programme", "is_current"], name="outside_figure_read")]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "programme", "period"],
                condition=models.Q(is_current=True, subregion=None, municipality=None),
                name="outside_figure_province_once",
                violation_error_message="Dit cijfer geldt al.",
            ),
            models.UniqueConstraint(
                fields=["measure", "programme", "period", "subregion"],
                condition=models.Q(is_current=True, subregion__isnull=False),
                name="outside_figure_subregion_once",
                violation_error_message="Dit cijfer geldt al.",
            ),
            models.UniqueConstraint(
                fields=["measure", "programme", "period", "municipality"],
                condition=models.Q(is_current=True, municipality__isnull=False),
                name="outside_figure_town_once",
                violation_error_message="Dit cijfer geldt al.",
            ),
            models.CheckConstraint(
                condition=models.Q(subregion=None) | models.Q(municipality=None),
                name="outside_figure_one_place",
                violation_error_message="Een cijfer gaat over een subregio of over een gemeente.",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0),
                name="outside_figure_not_negative",
                violation_error_message="Een cijfer is nooit kleiner dan nul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.programme} {self.period}: {self.value}"


class ColumnMemory(models.Model):
    """Which heading was which column, the last time a table of this kind was read in."""

    kind = models.CharField("soort tabel", max_length=10, choices=KINDS, unique=True)
    headings = models.JSONField("koppen", default=dict)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)

    class Meta:
        verbose_name = "onthouden kolommen"
        verbose_name_plural = "onthouden kolommen"
        ordering = ["kind"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
