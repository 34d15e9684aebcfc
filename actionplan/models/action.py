"""What is done: the actions under a goal or a success factor."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.actor import Actor
from actionplan.enums import ActionState, EvidenceKind, PlanState
from actionplan.models.goals import OperationalGoal, SuccessFactor
from actionplan.models.version import FromNote, PlanVersion, Strand
from core.db import PublicModel, StateLog


class ActionQuerySet(models.QuerySet["Action"]):
    def of_version(self, version: object) -> "ActionQuerySet":
        """Actions of one version of the plan."""
        return self.filter(
            models.Q(operational_goal__strategic_goal__version=version) | models.Q(success_factor__version=version)
        )

    def of_current_plan(self) -> "ActionQuerySet":
        """Actions of the version that holds now."""
        goal = models.Q(operational_goal__strategic_goal__version__state=PlanState.CURRENT)
        return self.filter(goal | models.Q(success_factor__version__state=PlanState.CURRENT))

    def late(self, today: dt.date) -> "ActionQuerySet":
        """Actions that should have been finished."""
        return self.filter(state__in=ActionState.OPEN, due_on__lt=today)

    def with_all(self) -> "ActionQuerySet":
        """Actions with parent, owner and partners loaded."""
        related = ("operational_goal__strategic_goal__version", "success_factor__version", "owner")
        return self.select_related(*related).prefetch_related("partners")


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
    partners = models.ManyToManyField(
        "accounts.PartnerOrganisation", blank=True, related_name="plan_actions", verbose_name="partners"
    )
    strands = models.ManyToManyField(Strand, blank=True, related_name="actions", verbose_name="krachtlijnen")
    factors = models.ManyToManyField(
        SuccessFactor, blank=True, related_name="linked_actions", verbose_name="helpt deze succesfactoren"
    )
    starts_on = models.DateField("begint op", null=True, blank=True)
    due_on = models.DateField("klaar tegen", null=True, blank=True)
    budget = models.DecimalField(
        "budget in euro", max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    budget_source = models.CharField("wie betaalt", max_length=160, blank=True)
    percent = models.PositiveSmallIntegerField(
        "hoe ver (procent)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
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
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(due_on=None)
                | models.Q(due_on__gte=models.F("starts_on")),
                name="action_order",
                violation_error_message="De actie is klaar voor ze begint. Kijk de twee datums na.",
            ),
            models.CheckConstraint(
                condition=models.Q(percent=None) | models.Q(percent__lte=100),
                name="action_percent",
                violation_error_message="Hoe ver is een getal van 0 tot 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def parent(self) -> OperationalGoal | SuccessFactor:
        """The goal or the factor it belongs to."""
        found = self.operational_goal or self.success_factor
        assert found is not None  # noqa: S101 - a constraint of the table
        return found

    @property
    def version(self) -> PlanVersion:
        """The version of the plan it stands in."""
        return self.parent.version


class ActionLog(StateLog):
    """One move of an action."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="log", verbose_name="actie")

    class Meta:
        verbose_name = "stap van een actie"
        verbose_name_plural = "stappen van acties"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action.number}: {self.to_words}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> "EvidenceQuerySet":
        """What a reader may see: colleagues all; others the public agenda and links meant for everybody, never a case."""
        if actor.is_staff:
            return self
        public = models.Q(kind=EvidenceKind.EVENT) & ~models.Q(item__state="draft")
        return self.filter(public | models.Q(kind__in=EvidenceKind.WITH_LINK, is_public=True))


class Evidence(PublicModel):
    """What shows that something was done: a moment of the agenda, a report, a case, another link."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="evidence", verbose_name="actie")
    kind = models.CharField("soort", max_length=10, choices=EvidenceKind)
    label = models.CharField("wat het toont", max_length=200, blank=True)
    url = models.URLField("adres", max_length=500, blank=True)
    is_public = models.BooleanField("iedereen mag het zien", default=False)
    item = models.ForeignKey(
        "campaigns.AgendaItem",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="plan_evidence",
        verbose_name="agendapunt",
    )
    case = models.ForeignKey(
        "learners.Case", models.CASCADE, null=True, blank=True, related_name="plan_evidence", verbose_name="dossier"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bewijs bij een actie"
        verbose_name_plural = "bewijzen bij acties"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="event", item__isnull=False, case=None, url="")
                | models.Q(kind="case", case__isnull=False, item=None, url="")
                | (models.Q(kind__in=EvidenceKind.WITH_LINK, item=None, case=None) & ~models.Q(url="")),
                name="evidence_points_somewhere",
                violation_error_message="Kies wat het bewijs is: een agendapunt, een dossier of een adres.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="case") | models.Q(is_public=False),
                name="evidence_case_is_private",
                violation_error_message="Een dossier is nooit voor iedereen.",
            ),
            models.UniqueConstraint(
                fields=["action", "item"],
                name="evidence_item_once",
                violation_error_message="Dit agendapunt staat al bij deze actie.",
            ),
            models.UniqueConstraint(
                fields=["action", "case"],
                name="evidence_case_once",
                violation_error_message="Dit dossier staat al bij deze actie.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()
