"""The portfolio of a learner: activities a mentor confirmed, and links with which the learner shows them."""

import datetime as dt

from django.db import models

from core.db import PublicModel, StateLog
from learners.models import Learner
from placements.follow_enums import ProofState
from placements.models.agreement import Agreement


class ProofQuerySet(models.QuerySet["Proof"]):
    def shown(self) -> "ProofQuerySet":
        """Confirmed activities the learner did not hide: what others may see."""
        return self.filter(state=ProofState.CONFIRMED, hidden_at=None)


class Proof(PublicModel):
    """One activity of the training plan that the mentor confirms. `hidden_at`: the learner shows it to nobody."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="proofs", verbose_name="overeenkomst")
    activity = models.ForeignKey(
        "catalogue.Activity", models.PROTECT, related_name="proofs", verbose_name="activiteit"
    )
    state = models.CharField("status", max_length=10, choices=ProofState, default=ProofState.ASKED)
    state_due_on = models.DateField("antwoord tegen", null=True, blank=True)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    confirmed_by = models.CharField("bevestigd door", max_length=120, blank=True)
    withdraw_reason = models.CharField("waarom teruggetrokken", max_length=300, blank=True)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = "bewezen activiteit"
        verbose_name_plural = "bewezen activiteiten"
        ordering = ["agreement", "pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="proof_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "activity"],
                name="proof_once",
                violation_error_message="Deze activiteit staat al in het portfolio.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="asked") | models.Q(state_due_on__isnull=False),
                name="proof_waiting_has_due",
                violation_error_message="Een vraag om te bevestigen heeft een dag waarop we het antwoord verwachten.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="proof_confirmed_has_date",
                violation_error_message="Een bevestiging heeft een moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_state_display()}"


class ProofLog(StateLog):
    """One move of an activity in a portfolio."""

    proof = models.ForeignKey(Proof, models.CASCADE, related_name="log", verbose_name="bewezen activiteit")

    class Meta:
        verbose_name = "stap van een bewezen activiteit"
        verbose_name_plural = "stappen van een bewezen activiteit"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"


class PortfolioShareQuerySet(models.QuerySet["PortfolioShare"]):
    def standing(self, today: dt.date) -> "PortfolioShareQuerySet":
        """Links that still open the portfolio on a day."""
        return self.filter(revoked_at=None, valid_until__gte=today)


class PortfolioShare(PublicModel):
    """A link the learner made to show the portfolio; without one, nobody but the learner sees it."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="portfolio_shares", verbose_name="lerende")
    for_whom = models.CharField("voor wie", max_length=80)
    valid_until = models.DateField("geldig tot en met")
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = PortfolioShareQuerySet.as_manager()

    class Meta:
        verbose_name = "link naar een portfolio"
        verbose_name_plural = "links naar portfolio's"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "for_whom"],
                condition=models.Q(revoked_at=None),
                name="portfolio_share_once",
                violation_error_message="Voor deze persoon is er al een link.",
            )
        ]

    def __str__(self) -> str:
        return f"Portfoliolink tot {self.valid_until:%d/%m/%Y}"
