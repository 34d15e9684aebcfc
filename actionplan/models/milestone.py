"""The steps of 7.4 on the way to a lasting home."""

from django.db import models

from actionplan.enums import MilestoneState
from core.db import PublicModel


class Milestone(PublicModel):
    """One step with its timing in the words of the note; dates only where the note gives them."""

    number = models.PositiveSmallIntegerField("stap", unique=True)
    short = models.CharField("kort", max_length=120)
    timing = models.CharField("wanneer", max_length=80)
    starts_on = models.DateField("vanaf", null=True, blank=True)
    due_on = models.DateField("klaar tegen", null=True, blank=True)
    what = models.TextField("wat")
    aim = models.TextField("doelstelling", blank=True)
    funding = models.CharField("financiering", max_length=160, blank=True)
    source = models.CharField("vindplaats", max_length=120)
    state = models.CharField("status", max_length=10, choices=MilestoneState, default=MilestoneState.PLANNED)

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Stap {self.number}: {self.short}"
