"""Figures under an indicator: what is measured, by which formula, and what came out."""

from django.db import models

from actionplan.enums import Direction, Missing, Origin, Timing, Unit
from actionplan.models.indicator import Indicator
from core.db import PublicModel


class Measure(models.Model):
    """One figure under an indicator. Its formula has versions; its readings never mix them.

    `about_people` figures under the smallest group are not shown to the public. Baseline and target belong to the
    version of the formula that held when they were set (`compared_number`): beside another version they are not shown.
    """

    code = models.SlugField("webnaam", max_length=40, unique=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measures", verbose_name="indicator")
    title = models.CharField("titel", max_length=200)
    unit = models.CharField("eenheid", max_length=8, choices=Unit)
    origin = models.CharField("herkomst", max_length=10, choices=Origin)
    timing = models.CharField("periode", max_length=6, choices=Timing)
    direction = models.CharField("richting", max_length=6, choices=Direction, default=Direction.UP)
    about_people = models.BooleanField("gaat over mensen", default=False)
    baseline = models.DecimalField("nulmeting", max_digits=12, decimal_places=1, null=True, blank=True)
    baseline_note = models.CharField("nulmeting: wanneer en bron", max_length=200, blank=True)
    compared_number = models.PositiveSmallIntegerField("versie van de formule bij die cijfers", null=True, blank=True)
    target = models.DecimalField("streefcijfer", max_digits=12, decimal_places=1, null=True, blank=True)
    target_note = models.CharField("streefcijfer: tegen wanneer en wie besliste", max_length=200, blank=True)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        ordering = ["indicator__number", "code"]

    def __str__(self) -> str:
        return self.title


class Formula(models.Model):
    """One version of how a figure is made. It is never rewritten: another way of counting is a new version.

    `function` names what counts in the registry of the portal; empty for a figure that people type.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="formulas", verbose_name="cijfer")
    number = models.PositiveSmallIntegerField("versie", default=1)
    definition = models.TextField("wat we tellen")
    numerator = models.CharField("teller", max_length=300)
    denominator = models.CharField("noemer", max_length=300, blank=True)
    source = models.CharField("bron", max_length=300)
    function = models.CharField("telling in het portaal", max_length=60, blank=True)
    valid_from = models.DateField("geldt vanaf")

    class Meta:
        verbose_name = "formule"
        verbose_name_plural = "formules"
        ordering = ["measure", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="formula_number_once",
                violation_error_message="Deze versie van de formule bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} (formule {self.number})"


class Reading(PublicModel):
    """What a formula gave for one school year. Without a value it says what is missing."""

    formula = models.ForeignKey(Formula, models.PROTECT, related_name="readings", verbose_name="formule")
    school_year = models.CharField("schooljaar", max_length=9)
    numerator = models.PositiveIntegerField("teller", null=True, blank=True)
    denominator = models.PositiveIntegerField("noemer", null=True, blank=True)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=1, null=True, blank=True)
    missing = models.CharField("wat ontbreekt", max_length=20, choices=Missing, blank=True)
    as_of = models.DateField("stand op")
    counted_at = models.DateTimeField("geteld op")
    entered_by = models.CharField("ingevoerd door", max_length=120, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        verbose_name = "stand van een cijfer"
        verbose_name_plural = "standen van cijfers"
        ordering = ["-school_year", "formula"]
        constraints = [
            models.UniqueConstraint(
                fields=["formula", "school_year"],
                name="reading_once_a_year",
                violation_error_message="Dit cijfer heeft al een stand voor dit schooljaar.",
            ),
            models.CheckConstraint(
                condition=models.Q(value=None) ^ models.Q(missing=""),
                name="reading_value_or_reason",
                violation_error_message="Een cijfer zonder waarde zegt wat ontbreekt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.formula}, {self.school_year}"


class Doubt(PublicModel):
    """Somebody says that a figure is not right today. It stands beside the figure until it is lifted."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="doubts", verbose_name="cijfer")
    reason = models.CharField("wat niet klopt", max_length=300)
    raised_by = models.CharField("gemeld door", max_length=120, blank=True)
    lifted_at = models.DateTimeField("opgelost op", null=True, blank=True)
    lifted_by = models.CharField("opgelost door", max_length=120, blank=True)

    class Meta:
        verbose_name = "melding ‘klopt vandaag niet’"
        verbose_name_plural = "meldingen ‘klopt vandaag niet’"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=models.Q(lifted_at=None),
                name="doubt_one_open",
                violation_error_message="Bij dit cijfer staat al een melding.",
            )
        ]

    def __str__(self) -> str:
        return self.reason
