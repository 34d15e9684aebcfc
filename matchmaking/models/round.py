"""Weights and rounds."""

from django.conf import settings
from django.db import models

from core.db import PublicModel, StateLog
from matchmaking.enums import RoundState


class WeightProfile(PublicModel):
    """Published weights and policy points. A change is a new version; who decided it is kept."""

    version = models.PositiveIntegerField("versie", unique=True)
    learner_weights = models.JSONField("gewichten voor de lerende")
    site_weights = models.JSONField("gewichten voor het bedrijf")
    policy = models.JSONField("beleidspunten", default=dict)
    max_level = models.PositiveSmallIntegerField("hoogste niveau", default=8)
    valid_from = models.DateField("geldig vanaf")
    decided_by = models.CharField("beslist door", max_length=120)
    motivation = models.CharField("waarom", max_length=500, blank=True)

    class Meta:
        verbose_name = "gewichten"
        verbose_name_plural = "gewichten"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"Versie {self.version} ({self.valid_from:%d/%m/%Y})"


class MatchRound(PublicModel):
    """One run over a scope of learners and workplaces. The row is the truth; the queue only carries its id."""

    state = models.CharField("status", max_length=10, choices=RoundState, default=RoundState.WAITING)
    profile = models.ForeignKey(WeightProfile, models.PROTECT, related_name="rounds", verbose_name="gewichten")
    subregion = models.ForeignKey(
        "catalogue.Subregion", models.PROTECT, null=True, blank=True, verbose_name="subregio"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, null=True, blank=True, verbose_name="opleiding"
    )
    as_of = models.DateField("toestand op")
    seed = models.PositiveIntegerField("lotnummer")
    progress_done = models.PositiveIntegerField("stappen klaar", default=0)
    progress_total = models.PositiveIntegerField("stappen", default=0)
    snapshot_fingerprint = models.CharField("vingerafdruk van de invoer", max_length=64, blank=True)
    result_fingerprint = models.CharField("vingerafdruk van het resultaat", max_length=64, blank=True)
    engine_version = models.CharField("versie van de rekenmotor", max_length=20, blank=True)
    metrics = models.JSONField("cijfers", default=dict, blank=True)
    error = models.CharField("fout", max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="gestart door"
    )
    claim = models.CharField("werknemer", max_length=40, blank=True, editable=False)
    heartbeat_at = models.DateTimeField("laatste teken", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    published_at = models.DateTimeField("goedgekeurd op", null=True, blank=True)

    class Meta:
        verbose_name = "matchmakingronde"
        verbose_name_plural = "matchmakingrondes"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=("ready", "published", "closed")) | models.Q(finished_at__isnull=False),
                name="round_ready_has_date",
                violation_error_message="Een afgewerkte ronde heeft een datum.",
            )
        ]

    def __str__(self) -> str:
        return f"Ronde van {self.as_of:%d/%m/%Y}"


class RoundLog(StateLog):
    """One move of a round."""

    round = models.ForeignKey(MatchRound, models.CASCADE, related_name="log", verbose_name="ronde")

    class Meta:
        verbose_name = "stap van een ronde"
        verbose_name_plural = "stappen van een ronde"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"
