"""A warm hand-over to a partner organisation."""

from django.conf import settings
from django.db import models

from core.db import PublicModel
from learners.enums import (
    Approach,
    Channel,
    ConsentMedium,
    Moment,
    ReferralOutcome,
    ReferralReason,
    ReferralState,
    Shared,
)
from learners.models.case import Case


def everything() -> list[str]:
    """Return every tick: what a hand-over from before the ticks may show."""
    return list(Shared.values)


class Referral(PublicModel):
    """One hand-over: why, with whose consent, to whom, and what came of it. No health text."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="referrals", verbose_name="dossier")
    partner = models.ForeignKey(
        "accounts.PartnerOrganisation", models.PROTECT, related_name="referrals", verbose_name="partner"
    )
    reason = models.CharField("waarom", max_length=20, choices=ReferralReason)
    note = models.CharField("toelichting", max_length=280, blank=True)
    approach = models.CharField("hoe", max_length=20, choices=Approach)
    consent_by = models.CharField("toestemming van", max_length=120)
    consent_on = models.DateField("toestemming op")
    consent_medium = models.CharField(
        "toestemming gegeven", max_length=10, choices=ConsentMedium, default=ConsentMedium.PHONE
    )
    shares = models.JSONField("mag gedeeld worden", default=everything, blank=True)
    days_left = models.PositiveSmallIntegerField("lesdagen over bij het doorgeven", null=True, blank=True)
    wanted_on = models.DateField("gewenst contact op", null=True, blank=True)
    prefer = models.CharField("liefst via", max_length=12, choices=Channel, default=Channel.CALL)
    moment = models.CharField("liefst wanneer", max_length=12, choices=Moment, default=Moment.ANY)
    forwarded_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="forwarded_to", verbose_name="doorgegeven door"
    )
    state = models.CharField("status", max_length=15, choices=ReferralState, default=ReferralState.SENT)
    outcome = models.CharField("antwoord", max_length=20, choices=ReferralOutcome, blank=True)
    outcome_note = models.CharField("toelichting bij het antwoord", max_length=280, blank=True)
    seen_at = models.DateTimeField("gezien op", null=True, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    first_contact_at = models.DateTimeField("eerste contact op", null=True, blank=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken door de lerende op", null=True, blank=True)
    due_on = models.DateField("antwoord verwacht tegen")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="verstuurd door"
    )

    class Meta:
        verbose_name = "doorverwijzing"
        verbose_name_plural = "doorverwijzingen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~models.Q(state="closed"),
                name="referral_one_open",
                violation_error_message="Dit dossier ligt al bij een partner.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at=None)),
                name="referral_closed_has_date",
                violation_error_message="Een afgesloten doorverwijzing heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} naar {self.partner}"

    @property
    def is_held(self) -> bool:
        """Whether the partner has the file now; until somebody takes it up, the Steunpunt keeps it."""
        return self.state in ReferralState.HELD
