"""Proposals, answers and decisions about pairs."""

from django.conf import settings
from django.db import models

from accounts.actor import Actor
from core.codes import new_code
from core.db import PublicModel, StateLog
from learners.models import Learner
from matchmaking.enums import Answer, CompanyReason, DecisionKind, LearnerReason, ProposalState
from matchmaking.models.round import MatchRound


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def live(self) -> "ProposalQuerySet":
        """Proposals that are not over."""
        return self.filter(state__in=ProposalState.LIVE)

    def open(self) -> "ProposalQuerySet":
        """Proposals that wait for an answer."""
        return self.filter(state=ProposalState.OPEN)

    def with_pair(self) -> "ProposalQuerySet":
        """Proposals with learner, contact, workplace and places loaded."""
        return self.select_related(
            "learner__contact",
            "learner__programme",
            "learner__municipality",
            "learner__school",
            "learner__case",
            "workplace__programme",
            "workplace__establishment__company",
            "workplace__establishment__municipality",
        )

    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Proposals of learners an actor may see, or of the actor's own companies once approved."""
        if actor.is_staff or actor.is_system:
            return self
        of_learner = models.Q(learner__in=Learner.objects.visible_to(actor))
        of_company = models.Q(workplace__establishment__company__in=actor.companies)
        return self.filter(of_learner | of_company).exclude(state=ProposalState.DRAFT)


class Proposal(PublicModel):
    """One workplace for one learner, with the reasons, and the answers of both sides.

    `parts` is a list of [criterion, raw, weight, points] that sums to `learner_score`.
    """

    code = models.CharField("code", max_length=9, unique=True, default=new_code, editable=False)
    round = models.ForeignKey(
        MatchRound, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name="ronde"
    )
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="proposals", verbose_name="lerende")
    workplace = models.ForeignKey(
        "companies.Workplace", models.CASCADE, related_name="proposals", verbose_name="leerwerkplek"
    )
    state = models.CharField("status", max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    level = models.PositiveSmallIntegerField("niveau", default=0)
    learner_score = models.PositiveSmallIntegerField("score voor de lerende")
    site_score = models.PositiveSmallIntegerField("score voor het bedrijf")
    minutes = models.PositiveSmallIntegerField("minuten onderweg", null=True, blank=True)
    mode = models.CharField("vervoermiddel", max_length=20, blank=True)
    parts = models.JSONField("onderdelen van de score", default=list)
    learner_answer = models.CharField("antwoord van de lerende", max_length=3, choices=Answer, blank=True, default="")
    learner_answered_at = models.DateTimeField("lerende antwoordde op", null=True, blank=True)
    learner_reason = models.CharField("reden van de lerende", max_length=15, choices=LearnerReason, blank=True)
    company_answer = models.CharField("antwoord van het bedrijf", max_length=3, choices=Answer, blank=True, default="")
    company_answered_at = models.DateTimeField("bedrijf antwoordde op", null=True, blank=True)
    company_reason = models.CharField("reden van het bedrijf", max_length=15, choices=CompanyReason, blank=True)
    company_later_on = models.DateField("bedrijf antwoordt tegen", null=True, blank=True)
    company_put_off_at = models.DateTimeField("bedrijf zei misschien op", null=True, blank=True)
    company_by_phone = models.BooleanField("bedrijf kreeg geen mail: bel", default=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="goedgekeurd door"
    )
    approved_at = models.DateTimeField("goedgekeurd op", null=True, blank=True)
    answer_due_on = models.DateField("antwoord verwacht tegen", null=True, blank=True)
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True)
    introduced_at = models.DateTimeField("kennismaking op", null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["state", "answer_due_on"], name="proposal_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "workplace"],
                condition=models.Q(state__in=("draft", "open", "introduced")),
                name="proposal_live_once",
                violation_error_message="Deze plek is al voorgesteld aan deze lerende.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(answer_due_on__isnull=False),
                name="proposal_open_has_due",
                violation_error_message="Een open voorstel heeft een datum waarop we een antwoord verwachten.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="introduced") | models.Q(introduced_at__isnull=False),
                name="proposal_introduced_has_date",
                violation_error_message="Een kennismaking heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.workplace}"


class ProposalLog(StateLog):
    """One move or answer of a proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="log", verbose_name="voorstel")

    class Meta:
        verbose_name = "stap van een voorstel"
        verbose_name_plural = "stappen van een voorstel"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"


class PairDecision(PublicModel):
    """A human decision about a learner and an establishment that the engine must follow."""

    kind = models.CharField("soort", max_length=10, choices=DecisionKind)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="decisions", verbose_name="lerende")
    workplace = models.ForeignKey(
        "companies.Workplace", models.CASCADE, related_name="decisions", verbose_name="leerwerkplek"
    )
    reason = models.CharField("reden", max_length=300)
    decided_by = models.CharField("beslist door", max_length=200)
    until = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "beslissing over een koppel"
        verbose_name_plural = "beslissingen over koppels"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "workplace", "kind"],
                name="pair_decision_once",
                violation_error_message="Deze beslissing bestaat al voor deze lerende en deze plek.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.learner} en {self.workplace}"
