"""Dated rules and the glossary."""

from django.db import models


class DatedRule(models.Model):
    """A term, amount or age that is true from a date: no such number lives in code.

    `scope` narrows it (a partnership slug, a tier); empty means: for everybody.
    """

    key = models.SlugField("sleutel", max_length=80)
    scope = models.CharField("geldt voor", max_length=80, blank=True)
    label = models.CharField("omschrijving", max_length=300)
    value = models.DecimalField("waarde", max_digits=10, decimal_places=2)
    unit = models.CharField("eenheid", max_length=40)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)
    source = models.CharField("bron", max_length=300)
    certainty = models.CharField("zekerheid", max_length=200, blank=True)
    last_checked = models.DateField("laatst nagekeken op")

    class Meta:
        verbose_name = "gedateerde regel"
        verbose_name_plural = "gedateerde regels"
        ordering = ["key", "scope", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "scope", "valid_from"],
                name="dated_rule_once",
                violation_error_message="Voor deze regel bestaat al een waarde vanaf die datum.",
            ),
            models.UniqueConstraint(
                fields=["key", "scope"],
                condition=models.Q(valid_from=None),
                name="dated_rule_undated_once",
                violation_error_message="Voor deze regel bestaat al een waarde zonder begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value.normalize():f} {self.unit}"

    @property
    def is_proposal(self) -> bool:
        """Whether somebody still has to decide on this value."""
        return self.certainty.startswith("voorstel")


class GlossaryTerm(models.Model):
    """A word of the field, explained in plain Dutch."""

    slug = models.SlugField("webnaam", unique=True)
    term = models.CharField("woord", max_length=100)
    search_text = models.CharField("zoektekst", max_length=200, editable=False)
    definition = models.TextField("uitleg")
    identifier = models.CharField("naam in de code", max_length=80, blank=True)

    class Meta:
        verbose_name = "woord"
        verbose_name_plural = "woordenlijst"
        ordering = ["search_text"]

    def __str__(self) -> str:
        return self.term
