"""Comparisons of policies on a cohort of the moment and on made-up ones."""

from django.conf import settings
from django.db import models

from core.db import PublicModel, StateLog
from matchmaking.enums import ComparisonState
from matchmaking.models.round import WeightProfile


class PolicyComparison(PublicModel):
    """What several policies give, on the learners of a day and on made-up groups. The row is the truth, as with a round.

    `results` holds figures only: {cohort: {"learners", "places", "policies": {policy: {measure: [a value per draw]}}}}.
    """

    state = models.CharField("status", max_length=10, choices=ComparisonState, default=ComparisonState.WAITING)
    profile = models.ForeignKey(WeightProfile, models.PROTECT, related_name="comparisons", verbose_name="gewichten")
    subregion = models.ForeignKey(
        "catalogue.Subregion", models.PROTECT, null=True, blank=True, verbose_name="subregio"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, null=True, blank=True, verbose_name="opleiding"
    )
    as_of = models.DateField("toestand op")
    seed = models.PositiveIntegerField("lotnummer")
    max_level = models.PositiveSmallIntegerField("hoogste niveau")
    few_days_left = models.PositiveSmallIntegerField("punten voor weinig lesdagen")
    disadvantaged = models.PositiveSmallIntegerField("punten voor wie het moeilijker heeft")
    progress_done = models.PositiveIntegerField("stappen klaar", default=0)
    progress_total = models.PositiveIntegerField("stappen", default=0)
    results = models.JSONField("cijfers", default=dict, blank=True)
    engine_version = models.CharField("versie van de rekenmotor", max_length=20, blank=True)
    error = models.CharField("fout", max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="gestart door"
    )
    claim = models.CharField("werknemer", max_length=40, blank=True, editable=False)
    heartbeat_at = models.DateTimeField("laatste teken", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    adopted = models.OneToOneField(
        WeightProfile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chosen_from",
        verbose_name="overgenomen als",
    )

    class Meta:
        verbose_name = "vergelijking van beleid"
        verbose_name_plural = "vergelijkingen van beleid"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=("ready", "adopted")) | models.Q(finished_at__isnull=False),
                name="comparison_ready_has_date",
                violation_error_message="Een afgewerkte vergelijking heeft een datum.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="adopted", adopted__isnull=False)
                | (~models.Q(state="adopted") & models.Q(adopted__isnull=True)),
                name="comparison_adopted_has_version",
                violation_error_message="Overgenomen beleid heeft een versie van de gewichten.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vergelijking van {self.as_of:%d/%m/%Y}"


class PolicyComparisonLog(StateLog):
    """One move of a comparison."""

    comparison = models.ForeignKey(
        PolicyComparison, models.CASCADE, related_name="log", verbose_name="vergelijking van beleid"
    )

    class Meta:
        verbose_name = "stap van een vergelijking"
        verbose_name_plural = "stappen van een vergelijking"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"
