"""Following a learner up: visits of the coach, and evaluations by mentor and coach."""

from typing import Any

from django.conf import settings
from django.db import models

from core.db import PublicModel, StateLog
from placements.follow_enums import EvaluationSide, EvaluationState, Grade, VisitState, VisitWay
from placements.models.agreement import Agreement
from placements.models.planner import Meeting


class Visit(PublicModel):
    """One visit of the coach. `meeting` is the appointment it came from; `who` is the name of who goes or went.

    The note is for the school and the Steunpunt; who asks for the own file, gets it too.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="visits", verbose_name="overeenkomst")
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="visit", verbose_name="afspraak"
    )
    state = models.CharField("status", max_length=10, choices=VisitState, default=VisitState.PLANNED)
    state_due_on = models.DateField("noteren tegen", null=True, blank=True)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    visit_on = models.DateField("dag")
    way = models.CharField("hoe", max_length=10, choices=VisitWay, default=VisitWay.WORKPLACE)
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="trajectbegeleider",
    )
    who = models.CharField("wie gaat", max_length=120)
    saw_learner = models.BooleanField("sprak met de lerende", default=False)
    saw_mentor = models.BooleanField("sprak met de mentor", default=False)
    note = models.CharField("nota", max_length=500, blank=True)

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        ordering = ["-visit_on", "pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="visit_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "visit_on"],
                condition=models.Q(state="planned"),
                name="visit_planned_once",
                violation_error_message="Op die dag is al een bezoek gepland.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="planned") | models.Q(state_due_on__isnull=False),
                name="visit_waiting_has_due",
                violation_error_message="Een gepland bezoek heeft een dag om te noteren hoe het ging.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bezoek op {self.visit_on:%d/%m/%Y}"


class VisitLog(StateLog):
    """One move of a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="log", verbose_name="bezoek")

    class Meta:
        verbose_name = "stap van een bezoek"
        verbose_name_plural = "stappen van een bezoek"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"


class EvaluationRound(PublicModel):
    """One moment of evaluation about a period, at which mentor and coach each hand in their own."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="evaluation_rounds", verbose_name="overeenkomst"
    )
    state = models.CharField("status", max_length=10, choices=EvaluationState, default=EvaluationState.ASKED)
    state_due_on = models.DateField("invullen tegen", null=True, blank=True)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    first_day = models.DateField("over de periode van")
    last_day = models.DateField("tot en met")

    class Meta:
        verbose_name = "evaluatiemoment"
        verbose_name_plural = "evaluatiemomenten"
        ordering = ["-last_day", "-pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="evaluation_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(state="asked"),
                name="evaluation_asked_once",
                violation_error_message="Er loopt al een evaluatie.",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="evaluation_order",
                violation_error_message="De periode eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="asked") | models.Q(state_due_on__isnull=False),
                name="evaluation_waiting_has_due",
                violation_error_message="Een evaluatie die loopt, heeft een dag waarop ze klaar is.",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluatie {self.first_day:%d/%m/%Y} tot {self.last_day:%d/%m/%Y}"


class EvaluationLog(StateLog):
    """One move of a moment of evaluation."""

    round = models.ForeignKey(EvaluationRound, models.CASCADE, related_name="log", verbose_name="evaluatiemoment")

    class Meta:
        verbose_name = "stap van een evaluatie"
        verbose_name_plural = "stappen van een evaluatie"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"


class Evaluation(PublicModel):
    """What one side handed in. It never changes: a better one gets the next `version`, and this one `replaced_at`."""

    round = models.ForeignKey(
        EvaluationRound, models.CASCADE, related_name="evaluations", verbose_name="evaluatiemoment"
    )
    side = models.CharField("door", max_length=10, choices=EvaluationSide)
    version = models.PositiveSmallIntegerField("versie", default=1)
    handed_in_at = models.DateTimeField("ingediend op")
    handed_in_by = models.CharField("ingediend door", max_length=120)
    note = models.CharField("in woorden", max_length=500, blank=True)
    replaced_at = models.DateTimeField("vervangen op", null=True, blank=True)

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["round", "side", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "side"],
                condition=models.Q(replaced_at=None),
                name="evaluation_counts_once",
                violation_error_message="Van elke kant telt één evaluatie.",
            ),
            models.UniqueConstraint(
                fields=["round", "side", "version"],
                name="evaluation_version_once",
                violation_error_message="Die versie bestaat al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}, versie {self.version}"


class EvaluationScore(models.Model):
    """One score: of an activity of the training plan, or of an attitude (a code of `data/attitudes.csv`)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores", verbose_name="evaluatie")
    activity = models.ForeignKey(
        "catalogue.Activity", models.PROTECT, null=True, blank=True, related_name="scores", verbose_name="activiteit"
    )
    attitude = models.CharField("attitude", max_length=20, blank=True)
    grade = models.CharField("score", max_length=15, choices=Grade)

    class Meta:
        verbose_name = "score"
        verbose_name_plural = "scores"
        ordering = ["evaluation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "activity"],
                condition=models.Q(activity__isnull=False),
                name="score_activity_once",
                violation_error_message="Deze activiteit kreeg al een score.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "attitude"],
                condition=~models.Q(attitude=""),
                name="score_attitude_once",
                violation_error_message="Deze attitude kreeg al een score.",
            ),
            models.CheckConstraint(
                condition=models.Q(activity__isnull=False, attitude="")
                | models.Q(activity=None) & ~models.Q(attitude=""),
                name="score_about_one_thing",
                violation_error_message="Een score gaat over een activiteit of over een attitude.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_grade_display()

    @classmethod
    def for_subject(cls, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Keep the scores of evaluations that count."""
        return rows.filter(evaluation__replaced_at=None)
