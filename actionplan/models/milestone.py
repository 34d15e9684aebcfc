"""The steps of 7.4 on the way to a lasting home."""

from django.db import models

from accounts.actor import Actor
from actionplan.enums import MilestoneState, RecordKind
from core.db import PublicModel, StateLog


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


class MilestoneLog(StateLog):
    """One move of a milestone."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="log", verbose_name="mijlpaal")

    class Meta:
        verbose_name = "stap van een mijlpaal"
        verbose_name_plural = "stappen van mijlpalen"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.to_words}"


class MilestoneRecordQuerySet(models.QuerySet["MilestoneRecord"]):
    def visible_to(self, actor: Actor) -> "MilestoneRecordQuerySet":
        """What a reader may see: colleagues all, others what is meant for everybody."""
        return self if actor.is_staff else self.filter(is_public=True)


class MilestoneRecord(PublicModel):
    """A decision or a document that belongs to a milestone."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="records", verbose_name="mijlpaal")
    kind = models.CharField("soort", max_length=10, choices=RecordKind)
    text = models.CharField("wat", max_length=500)
    body = models.CharField("wie besliste of schreef", max_length=160, blank=True)
    on = models.DateField("datum")
    url = models.URLField("adres", max_length=500, blank=True)
    is_public = models.BooleanField("iedereen mag het zien", default=True)

    objects = MilestoneRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "beslissing of document"
        verbose_name_plural = "beslissingen en documenten"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="document") | ~models.Q(url=""),
                name="document_has_address",
                violation_error_message="Een document heeft een adres.",
            )
        ]

    def __str__(self) -> str:
        return self.text
