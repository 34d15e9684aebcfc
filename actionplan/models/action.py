"""What is done: the actions under a goal or a success factor."""

from django.conf import settings
from django.db import models

from actionplan.enums import ActionState
from actionplan.models.goals import OperationalGoal, SuccessFactor
from actionplan.models.version import FromNote
from core.db import PublicModel


class ActionQuerySet(models.QuerySet["Action"]):
    def of_version(self, version: object) -> "ActionQuerySet":
        """Actions of one version of the plan."""
        return self.filter(
            models.Q(operational_goal__strategic_goal__version=version) | models.Q(success_factor__version=version)
        )


class Action(PublicModel, FromNote):
    """An action under an operational goal or a success factor.

    `open_steps` are the numbers of steps that the founding note left empty.
    """

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
    open_steps = models.CharField("lege stappen in de nota", max_length=60, blank=True)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", verbose_name="volgt op"
    )

    objects = ActionQuerySet.as_manager()

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
