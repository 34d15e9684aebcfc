"""The action plan 2021-2022 as rows: goals, operational goals, actions, success factors, strands, indicators."""

from django.conf import settings
from django.db import models

from actionplan.enums import ActionState, IndicatorKind


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


class StrategicGoal(models.Model):
    """One of the six strategic goals."""

    number = models.CharField("nummer", max_length=10, unique=True)
    title = models.CharField("titel", max_length=300)

    class Meta:
        verbose_name = "strategische doelstelling"
        verbose_name_plural = "strategische doelstellingen"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class OperationalGoal(models.Model):
    """A goal under a strategic goal."""

    strategic_goal = models.ForeignKey(
        StrategicGoal, models.CASCADE, related_name="operational_goals", verbose_name="strategische doelstelling"
    )
    number = models.CharField("nummer", max_length=10, unique=True)
    title = models.CharField("titel", max_length=500)

    class Meta:
        verbose_name = "operationele doelstelling"
        verbose_name_plural = "operationele doelstellingen"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class SuccessFactor(models.Model):
    """One of the four critical success factors."""

    number = models.CharField("nummer", max_length=10, unique=True)
    title = models.CharField("titel", max_length=300)

    class Meta:
        verbose_name = "kritieke succesfactor"
        verbose_name_plural = "kritieke succesfactoren"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Action(models.Model):
    """An action under an operational goal or a success factor."""

    operational_goal = models.ForeignKey(
        OperationalGoal,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="operationele doelstelling",
    )
    success_factor = models.ForeignKey(
        SuccessFactor, models.CASCADE, null=True, blank=True, related_name="actions", verbose_name="succesfactor"
    )
    number = models.CharField("nummer", max_length=12)
    title = models.CharField("titel", max_length=500)
    state = models.CharField("status", max_length=10, choices=ActionState, default=ActionState.PLANNED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="eigenaar"
    )
    due_on = models.DateField("klaar tegen", null=True, blank=True)
    progress = models.TextField("stand van zaken", blank=True)
    from_note = models.BooleanField("staat in het plan", default=False)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(operational_goal=None, success_factor__isnull=False)
                | models.Q(operational_goal__isnull=False, success_factor=None),
                name="action_one_parent",
                violation_error_message="Een actie hoort bij één doelstelling of bij één succesfactor.",
            ),
            models.UniqueConstraint(
                fields=["number", "operational_goal"],
                name="action_number_once",
                violation_error_message="Dit nummer bestaat al bij deze doelstelling.",
            ),
            models.UniqueConstraint(
                fields=["number", "success_factor"],
                name="factor_action_number_once",
                violation_error_message="Dit nummer bestaat al bij deze succesfactor.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Indicator(models.Model):
    """An output or impact indicator of chapter 5, with its definition."""

    number = models.CharField("nummer", max_length=10, unique=True)
    kind = models.CharField("soort", max_length=10, choices=IndicatorKind)
    title = models.CharField("titel", max_length=300)

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
