"""What a school offers: now, in other school years, and how it came to be so."""

from django.db import models

from core.db import PublicModel, StateLog
from schools.enums import EvidenceLevel, OfferMode, OfferStatus, RunUp
from schools.models.school import Campus, School


class OfferTerms(models.Model):
    """How a programme is given in one school year. `start_moments` holds values of `StartMoment`."""

    status = models.CharField("status", max_length=10, choices=OfferStatus, default=OfferStatus.UNKNOWN)
    capacity = models.PositiveSmallIntegerField("plaatsen", null=True, blank=True)
    mode = models.CharField("opbouw", max_length=8, choices=OfferMode, blank=True)
    start_moments = models.JSONField("startmomenten", default=list, blank=True)
    has_run_up = models.BooleanField("met aanloop", default=False)
    run_up = models.CharField("soort aanloop", max_length=8, choices=RunUp, blank=True)

    TERMS = ("status", "capacity", "mode", "start_moments", "has_run_up", "run_up")

    class Meta:
        abstract = True

    def terms(self) -> dict[str, object]:
        """Return these values, to copy to another year."""
        return {name: getattr(self, name) for name in self.TERMS}


class ProgrammeOfferQuerySet(models.QuerySet["ProgrammeOffer"]):
    def public(self) -> "ProgrammeOfferQuerySet":
        """Offers that run or start soon, at schools with evidence."""
        return self.filter(
            status__in=OfferStatus.SHOWN,
            campus__school__evidence_level__in=EvidenceLevel.SHOWN,
        )


class ProgrammeOffer(PublicModel, OfferTerms):
    """A programme at a campus, as it is given in `school_year` (empty: nobody said; then it counts for now)."""

    campus = models.ForeignKey(Campus, models.CASCADE, related_name="offers", verbose_name="vestigingsplaats")
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="offers", verbose_name="opleiding"
    )
    variant = models.ForeignKey(
        "catalogue.ProgrammeVariant",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name="variant en code",
    )
    school_year = models.CharField("schooljaar", max_length=9, blank=True)
    partners = models.ManyToManyField(
        School, blank=True, related_name="shared_offers", verbose_name="samen georganiseerd met"
    )
    source = models.CharField("bron", max_length=300, blank=True)

    objects = ProgrammeOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["campus", "programme"]
        constraints = [
            models.UniqueConstraint(
                fields=["campus", "programme"],
                name="offer_once",
                violation_error_message="Deze opleiding staat al bij deze vestigingsplaats.",
            ),
            models.CheckConstraint(
                condition=models.Q(run_up="") | models.Q(has_run_up=True),
                name="offer_run_up_kind",
                violation_error_message="Een soort aanloop hoort bij een opleiding met aanloop.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} in {self.campus}"


class OfferYear(PublicModel, OfferTerms):
    """An offer in a school year that is over (kept as it was) or that has yet to come (prepared)."""

    offer = models.ForeignKey(ProgrammeOffer, models.CASCADE, related_name="years", verbose_name="aanbod")
    school_year = models.CharField("schooljaar", max_length=9, db_index=True)

    class Meta:
        verbose_name = "aanbod in een schooljaar"
        verbose_name_plural = "aanbod per schooljaar"
        ordering = ["-school_year", "offer"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "school_year"],
                name="offer_year_once",
                violation_error_message="Dit aanbod staat al in dat schooljaar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer}, {self.school_year}"


class OfferMove(StateLog):
    """One move of an offer."""

    offer = models.ForeignKey(ProgrammeOffer, models.CASCADE, related_name="moves", verbose_name="aanbod")

    class Meta:
        verbose_name = "stap van een aanbod"
        verbose_name_plural = "stappen van een aanbod"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{OfferStatus(self.to_state).label} ({self.at:%d/%m/%Y})"
