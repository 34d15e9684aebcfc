"""Try-out days ('snuffeldagen') of a learner at a workplace, before anybody signs."""

from typing import Any

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel, StateLog
from learners.models import Learner
from placements.enums import TryOutGoOn, TryOutLiked, TryOutResult, TryOutSide, TryOutState


class TryOutQuerySet(models.QuerySet["TryOut"]):
    def live(self) -> "TryOutQuerySet":
        """Try-outs that are not over."""
        return self.filter(state__in=TryOutState.LIVE)

    def with_all(self) -> "TryOutQuerySet":
        """Try-outs with learner, school and company loaded."""
        return self.select_related(
            "learner__contact",
            "learner__school",
            "learner__coach",
            "proposal",
            "workplace__programme",
            "workplace__establishment__company",
            "workplace__establishment__municipality",
        )

    def visible_to(self, actor: Actor) -> "TryOutQuerySet":
        """Try-outs of staff, the learner, the company, the director of the school and the learner's coach."""
        if actor.is_staff or actor.is_system:
            return self
        own = models.Q(learner__in=actor.learners) | models.Q(learner__school__in=actor.director_of)
        own |= models.Q(workplace__establishment__company__in=actor.companies)
        if actor.user_id is not None:
            own |= models.Q(learner__school__in=actor.coach_of, learner__coach=actor.user_id)
        return self.filter(own)


class TryOut(PublicModel):
    """A few days to look around. `last_day` counts working days from `first_day`."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="try_outs", verbose_name="lerende")
    workplace = models.ForeignKey(
        "companies.Workplace", models.CASCADE, related_name="try_outs", verbose_name="leerwerkplek"
    )
    proposal = models.ForeignKey(
        "matchmaking.Proposal",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="try_outs",
        verbose_name="voorstel",
    )
    state = models.CharField("status", max_length=10, choices=TryOutState, default=TryOutState.ASKED)
    state_due_on = models.DateField("opvolgen tegen", null=True, blank=True)
    asked_by = models.CharField("gevraagd door", max_length=10, choices=TryOutSide)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    days = models.PositiveSmallIntegerField("aantal dagen")
    starts = models.TimeField("begint om")
    ends = models.TimeField("eindigt om")
    with_whom = models.CharField("wie ontvangt de lerende", max_length=120)
    brings = models.CharField("wat de lerende meebrengt", max_length=200, blank=True)
    result = models.CharField("uitkomst", max_length=10, choices=TryOutResult, blank=True)

    objects = TryOutQuerySet.as_manager()

    class Meta:
        verbose_name = "snuffeldagen"
        verbose_name_plural = "snuffeldagen"
        ordering = ["-first_day", "pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="try_out_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "workplace"],
                condition=models.Q(state__in=TryOutState.LIVE),
                name="try_out_live_once",
                violation_error_message="Voor deze lerende en deze plek zijn al snuffeldagen gevraagd.",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day"), ends__gt=models.F("starts")),
                name="try_out_order",
                violation_error_message="De snuffeldagen eindigen voor ze beginnen.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=TryOutState.LIVE) | models.Q(state_due_on__isnull=False),
                name="try_out_waiting_has_due",
                violation_error_message="Snuffeldagen die wachten, hebben een datum om op te volgen.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done") & ~models.Q(result="")
                | ~models.Q(state="done") & models.Q(result=""),
                name="try_out_done_has_result",
                violation_error_message="Afgeronde snuffeldagen hebben een uitkomst.",
            ),
        ]

    def __str__(self) -> str:
        return f"Snuffeldagen vanaf {self.first_day:%d/%m/%Y}"


class TryOutAnswer(models.Model):
    """What the learner or the company answered afterwards. The other side hears the outcome only."""

    try_out = models.ForeignKey(TryOut, models.CASCADE, related_name="answers", verbose_name="snuffeldagen")
    side = models.CharField("wie", max_length=10, choices=TryOutSide)
    liked = models.CharField("hoe was het", max_length=10, choices=TryOutLiked)
    goes_on = models.CharField("wil verder", max_length=10, choices=TryOutGoOn)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "antwoord na snuffeldagen"
        verbose_name_plural = "antwoorden na snuffeldagen"
        ordering = ["try_out", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["try_out", "side"],
                name="try_out_answer_once",
                violation_error_message="Deze kant antwoordde al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_goes_on_display()}"

    @classmethod
    def for_subject(cls, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Keep the own answer of the learner."""
        return rows.filter(side=TryOutSide.LEARNER)


class TryOutLog(StateLog):
    """One move of try-out days."""

    try_out = models.ForeignKey(TryOut, models.CASCADE, related_name="log", verbose_name="snuffeldagen")

    class Meta:
        verbose_name = "stap van snuffeldagen"
        verbose_name_plural = "stappen van snuffeldagen"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"
