"""The yearly bilateral talk with a partner: how we look back, scores, and what each commits to."""

import datetime as dt

from django.db import models

from actionplan.enums import CommitmentBy, CommitmentState, Score, TalkState
from actionplan.models.action import Action
from actionplan.models.version import FoundingItem
from core.db import PublicModel, StateLog


class Talk(PublicModel):
    """One talk a year with one partner."""

    partner = models.ForeignKey(
        "accounts.PartnerOrganisation", models.PROTECT, related_name="talks", verbose_name="partner"
    )
    year = models.PositiveSmallIntegerField("jaar")
    state = models.CharField("status", max_length=10, choices=TalkState, default=TalkState.PLANNED)
    planned_on = models.DateField("gepland op")
    held_on = models.DateField("gehouden op", null=True, blank=True)
    present = models.CharField("wie erbij was", max_length=300, blank=True)
    looked_back = models.TextField("hoe kijken we terug", blank=True)
    looked_ahead = models.TextField("wat nemen we mee", blank=True)

    class Meta:
        verbose_name = "contactmoment met een partner"
        verbose_name_plural = "contactmomenten met partners"
        ordering = ["-year", "partner"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "year"],
                name="talk_once_a_year",
                violation_error_message="Met deze partner is er dat jaar al een contactmoment.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="held", held_on__isnull=False)
                | (~models.Q(state="held") & models.Q(held_on=None)),
                name="talk_held_has_date",
                violation_error_message="Een gehouden contactmoment heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.year}"


class TalkLog(StateLog):
    """One move of a talk."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="log", verbose_name="contactmoment")

    class Meta:
        verbose_name = "stap van een contactmoment"
        verbose_name_plural = "stappen van contactmomenten"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.talk}: {self.to_words}"


class TalkScore(models.Model):
    """How partner and Steunpunt score one of the five factors of 5.1."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="scores", verbose_name="contactmoment")
    factor = models.ForeignKey(FoundingItem, models.PROTECT, related_name="scores", verbose_name="succesfactor")
    score = models.CharField("score", max_length=1, choices=Score)
    note = models.CharField("waarom", max_length=300, blank=True)

    class Meta:
        verbose_name = "score van een contactmoment"
        verbose_name_plural = "scores van contactmomenten"
        ordering = ["talk", "factor"]
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "factor"],
                name="score_once",
                violation_error_message="Deze succesfactor heeft al een score.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.factor}: {self.get_score_display()}"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def late(self, today: dt.date) -> "CommitmentQuerySet":
        """Commitments that should have been kept."""
        return self.filter(state=CommitmentState.OPEN, due_on__lt=today)


class Commitment(PublicModel):
    """What somebody commits to in a talk; `action` is what it became in a plan."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="commitments", verbose_name="contactmoment")
    text = models.CharField("wat", max_length=300)
    by = models.CharField("wie", max_length=8, choices=CommitmentBy)
    due_on = models.DateField("tegen")
    state = models.CharField("status", max_length=8, choices=CommitmentState, default=CommitmentState.OPEN)
    action = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="commitments", verbose_name="actie in het plan"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak met een partner"
        verbose_name_plural = "afspraken met partners"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class CommitmentLog(StateLog):
    """One move of a commitment."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="log", verbose_name="afspraak")

    class Meta:
        verbose_name = "stap van een afspraak"
        verbose_name_plural = "stappen van afspraken"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.to_words}"
