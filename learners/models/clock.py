"""What belongs to the clock of training days: pauses, and interviews that count as a justified absence."""

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from learners.enums import PauseReason
from learners.models.learner import Learner


class ClockPauseQuerySet(models.QuerySet["ClockPause"]):
    def visible_to(self, actor: Actor) -> "ClockPauseQuerySet":
        """Pauses of the learners an actor may see."""
        return self.filter(learner__in=Learner.objects.visible_to(actor))

    def going_on(self) -> "ClockPauseQuerySet":
        """Pauses without an end."""
        return self.filter(last_day=None)


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, actor: Actor) -> "InterviewQuerySet":
        """Interviews of the learners an actor may see."""
        return self.filter(learner__in=Learner.objects.visible_to(actor))


class ClockPause(PublicModel):
    """A stretch of days that does not count. Without a last day it still goes on. The reason is a code and no more."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="pauses", verbose_name="lerende")
    reason = models.CharField("reden", max_length=10, choices=PauseReason)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag", null=True, blank=True)
    noted_by = models.CharField("genoteerd door", max_length=200)

    objects = ClockPauseQuerySet.as_manager()

    class Meta:
        verbose_name = "pauze van de zoektermijn"
        verbose_name_plural = "pauzes van de zoektermijn"
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="clock_pause_order",
                violation_error_message="De laatste dag van een pauze kan niet voor de eerste dag liggen.",
            ),
            models.UniqueConstraint(
                fields=["learner", "first_day"],
                name="clock_pause_once",
                violation_error_message="Er begint al een pauze op die dag.",
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=models.Q(last_day=None),
                name="clock_pause_open_once",
                violation_error_message="Er loopt al een pauze zonder einde.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.get_reason_display()} vanaf {self.first_day:%d/%m/%Y}"


class Interview(PublicModel):
    """An intake interview at a company: a justified absence at school. `company` is the name of the company."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="interviews", verbose_name="lerende")
    on = models.DateField("dag")
    company = models.CharField("bedrijf", max_length=200)
    company_key = models.CharField("bedrijf, om te vergelijken", max_length=200, editable=False)
    proposal_code = models.CharField("code van het voorstel", max_length=9, blank=True)
    noted_by = models.CharField("genoteerd door", max_length=200)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = "kennismakingsgesprek"
        verbose_name_plural = "kennismakingsgesprekken"
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "on", "company_key"],
                name="interview_once",
                violation_error_message="Dit gesprek is al genoteerd.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company} ({self.on:%d/%m/%Y})"
