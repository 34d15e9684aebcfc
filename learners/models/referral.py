"""A warm hand-over to a partner organisation."""

from django.conf import settings
from django.db import models

from core.db import PublicModel
from learners.enums import Approach, ReferralOutcome, ReferralReason, ReferralState
from learners.models.case import Case


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
    state = models.CharField("status", max_length=10, choices=ReferralState, default=ReferralState.SENT)
    outcome = models.CharField("antwoord", max_length=20, choices=ReferralOutcome, blank=True)
    outcome_note = models.CharField("toelichting bij het antwoord", max_length=280, blank=True)
    seen_at = models.DateTimeField("gezien op", null=True, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
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
                fields=["case", "partner"],
                condition=~models.Q(state="closed"),
                name="referral_open_once",
                violation_error_message="Dit dossier is al doorverwezen naar deze partner.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} naar {self.partner}"
