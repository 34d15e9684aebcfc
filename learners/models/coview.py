"""A link with which a parent looks along: only at what the learner ticked, and as long as the learner wants."""

import datetime as dt

from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from core.db import PublicModel
from learners.models.learner import Learner


class CoViewQuerySet(models.QuerySet["CoView"]):
    def standing(self, today: dt.date) -> "CoViewQuerySet":
        """Links that still open a page on a day."""
        return self.filter(revoked_at=None, valid_until__gte=today)


class CoView(PublicModel):
    """`parts` are values of `CoViewPart`; `agreed_at` and `agreed_by` record the agreement of a parent."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="coviews", verbose_name="lerende")
    for_whom = models.CharField("voor wie", max_length=80)
    parts = models.JSONField("wat de ouder ziet", default=list)
    valid_until = models.DateField("geldig tot en met")
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    agreed_at = models.DateTimeField("ouder akkoord op", null=True, blank=True)
    agreed_by = models.CharField("ouder die akkoord ging", max_length=120, blank=True)
    call_phone = PhoneNumberField("nummer om te bellen", blank=True)
    call_asked_at = models.DateTimeField("telefoontje gevraagd op", null=True, blank=True)

    objects = CoViewQuerySet.as_manager()

    class Meta:
        verbose_name = "meekijklink"
        verbose_name_plural = "meekijklinks"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "for_whom"],
                condition=models.Q(revoked_at=None),
                name="coview_once_per_parent",
                violation_error_message="Voor deze persoon is er al een link.",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at=None, agreed_by="")
                | (models.Q(agreed_at__isnull=False) & ~models.Q(agreed_by="")),
                name="coview_agreement_has_name",
                violation_error_message="Een akkoord heeft een naam en een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Meekijklink tot {self.valid_until:%d/%m/%Y}"
