"""The figures of one school year, frozen."""

from django.db import models

from actionplan.enums import Missing, Origin, Unit
from actionplan.models.measure import Measure
from core.db import PublicModel


class Snapshot(PublicModel):
    """All figures of one school year as they were, with the words that went with them. Never changed."""

    school_year = models.CharField("schooljaar", max_length=9, unique=True)
    taken_on = models.DateField("vastgelegd op")
    taken_by = models.CharField("vastgelegd door", max_length=120, blank=True)
    actions_planned = models.PositiveIntegerField("acties gepland")
    actions_started = models.PositiveIntegerField("acties lopen")
    actions_done = models.PositiveIntegerField("acties klaar")
    actions_stopped = models.PositiveIntegerField("acties gestopt")
    foreword = models.TextField("woord vooraf", blank=True)

    class Meta:
        verbose_name = "vastgelegd schooljaar"
        verbose_name_plural = "vastgelegde schooljaren"
        ordering = ["-school_year"]

    def __str__(self) -> str:
        return f"Schooljaar {self.school_year}"


class SnapshotLine(models.Model):
    """One figure of that year: the number and its definition, both copied."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="lines", verbose_name="schooljaar")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="frozen", verbose_name="cijfer")
    goals = models.TextField("doelen", blank=True)
    indicator_number = models.CharField("nummer van de indicator", max_length=10)
    indicator_title = models.CharField("indicator", max_length=300)
    title = models.CharField("titel", max_length=200)
    unit = models.CharField("eenheid", max_length=8, choices=Unit)
    origin = models.CharField("herkomst", max_length=10, choices=Origin)
    about_people = models.BooleanField("gaat over mensen")
    formula_number = models.PositiveSmallIntegerField("versie van de formule")
    definition = models.TextField("wat we tellen")
    numerator_words = models.CharField("teller in woorden", max_length=300)
    denominator_words = models.CharField("noemer in woorden", max_length=300, blank=True)
    source = models.CharField("bron", max_length=300)
    numerator = models.PositiveIntegerField("teller", null=True)
    denominator = models.PositiveIntegerField("noemer", null=True)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=1, null=True)
    missing = models.CharField("wat ontbreekt", max_length=20, choices=Missing, blank=True)
    as_of = models.DateField("stand op", null=True)
    baseline = models.DecimalField("nulmeting", max_digits=12, decimal_places=1, null=True)
    target = models.DecimalField("streefcijfer", max_digits=12, decimal_places=1, null=True)
    doubt = models.CharField("klopte die dag niet", max_length=300, blank=True)

    class Meta:
        verbose_name = "vastgelegd cijfer"
        verbose_name_plural = "vastgelegde cijfers"
        ordering = ["indicator_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "measure"],
                name="frozen_once",
                violation_error_message="Dit cijfer staat al in dit schooljaar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.snapshot.school_year})"
