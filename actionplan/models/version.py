"""Versions of the plan, the strands, and what else the founding note lists."""

from django.db import models

from actionplan.enums import FoundingKind, PlanState
from core.db import PublicModel


class FromNote(models.Model):
    """Something that stands in the founding note: its literal words and where they stand."""

    note_text = models.TextField("woorden in de visienota", blank=True)
    source = models.CharField("vindplaats", max_length=120, blank=True)

    class Meta:
        abstract = True


class PlanVersion(PublicModel):
    """The plan of one period. A later period is a new version; each part knows which part it follows."""

    key = models.SlugField("webnaam", max_length=20, unique=True)
    title = models.CharField("titel", max_length=120)
    starts_on = models.DateField("geldt vanaf")
    ends_on = models.DateField("geldt tot en met")
    state = models.CharField("status", max_length=10, choices=PlanState, default=PlanState.DRAFT)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name="volgt op"
    )

    class Meta:
        verbose_name = "versie van het actieplan"
        verbose_name_plural = "versies van het actieplan"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="current"),
                name="plan_one_current",
                violation_error_message="Er geldt al een versie van het actieplan.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="plan_order",
                violation_error_message="De laatste dag komt na de eerste dag.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Strand(models.Model):
    """One of the four strands of the service (krachtlijnen)."""

    number = models.CharField("nummer", max_length=10, unique=True)
    name = models.CharField("naam", max_length=120)
    description = models.TextField("omschrijving", blank=True)

    class Meta:
        verbose_name = "krachtlijn"
        verbose_name_plural = "krachtlijnen"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class FoundingItem(models.Model):
    """A line of the founding note outside the plan: the factors of 5.1, who does what (7.2), the forum (1)."""

    number = models.CharField("nummer", max_length=12, unique=True)
    kind = models.CharField("soort", max_length=16, choices=FoundingKind)
    text = models.TextField("tekst")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts", verbose_name="hoort onder"
    )
    strand = models.ForeignKey(
        Strand, models.PROTECT, null=True, blank=True, related_name="roles", verbose_name="krachtlijn"
    )
    source = models.CharField("vindplaats", max_length=120)

    class Meta:
        verbose_name = "regel uit de visienota"
        verbose_name_plural = "regels uit de visienota"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.text
