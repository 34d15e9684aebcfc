"""Goals and success factors of one version of the plan."""

from django.db import models

from actionplan.models.version import FoundingItem, FromNote, PlanVersion


class StrategicGoal(FromNote):
    """One of the six strategic goals."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="goals", verbose_name="versie")
    number = models.CharField("nummer", max_length=10)
    title = models.CharField("titel", max_length=300)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name="volgt op"
    )

    class Meta:
        verbose_name = "strategische doelstelling"
        verbose_name_plural = "strategische doelstellingen"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="goal_number_once",
                violation_error_message="Dit nummer bestaat al in deze versie van het plan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class OperationalGoal(FromNote):
    """A goal under a strategic goal."""

    strategic_goal = models.ForeignKey(
        StrategicGoal, models.CASCADE, related_name="operational_goals", verbose_name="strategische doelstelling"
    )
    number = models.CharField("nummer", max_length=10)
    title = models.CharField("titel", max_length=500)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name="volgt op"
    )

    class Meta:
        verbose_name = "operationele doelstelling"
        verbose_name_plural = "operationele doelstellingen"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategic_goal", "number"],
                name="operational_goal_number_once",
                violation_error_message="Dit nummer bestaat al bij deze strategische doelstelling.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def version(self) -> PlanVersion:
        """The version of the plan it stands in."""
        return self.strategic_goal.version


class SuccessFactor(FromNote):
    """One of the four critical success factors of the plan; `critical_factor` is the line of 5.1 with the same words."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="factors", verbose_name="versie")
    number = models.CharField("nummer", max_length=10)
    title = models.CharField("titel", max_length=300)
    critical_factor = models.ForeignKey(
        FoundingItem, models.SET_NULL, null=True, blank=True, related_name="factors", verbose_name="factor uit 5.1"
    )
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name="volgt op"
    )

    class Meta:
        verbose_name = "kritieke succesfactor"
        verbose_name_plural = "kritieke succesfactoren"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="factor_number_once",
                violation_error_message="Dit nummer bestaat al in deze versie van het plan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
