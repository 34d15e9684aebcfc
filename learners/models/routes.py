"""Who helps on a route, and the list of who chooses in some years."""

import datetime as dt

from django.db import models

from core.db import PublicModel
from learners.enums import Route
from learners.models.learner import Learner


class RoutePartner(models.Model):
    """A partner that helps on one route, in one sub-region or (empty) in the whole province."""

    route = models.CharField("route", max_length=20, choices=Route)
    subregion = models.ForeignKey(
        "catalogue.Subregion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="route_partners",
        verbose_name="subregio",
        help_text="Leeg is de hele provincie.",
    )
    partner = models.ForeignKey(
        "accounts.PartnerOrganisation", models.CASCADE, related_name="routes", verbose_name="partner"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=1, help_text="1 staat bovenaan.")
    source = models.CharField("bron", max_length=300)
    certainty = models.CharField("zekerheid", max_length=200)
    last_checked = models.DateField("laatst nagekeken op")

    class Meta:
        verbose_name = "partner per route"
        verbose_name_plural = "partners per route"
        ordering = ["route", "subregion", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "subregion", "partner"],
                name="route_partner_once",
                violation_error_message="Deze partner staat al bij deze route en subregio.",
            ),
            models.UniqueConstraint(
                fields=["route", "partner"],
                condition=models.Q(subregion=None),
                name="route_partner_province_once",
                violation_error_message="Deze partner staat al bij deze route voor de hele provincie.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_route_display()}: {self.partner}"


class InterestQuerySet(models.QuerySet["InterestEntry"]):
    def running(self) -> "InterestQuerySet":
        """Entries that still get their yearly mail."""
        return self.filter(ended_at=None)

    def due(self, today: dt.date) -> "InterestQuerySet":
        """Entries of which the mail of this year or the end has come."""
        return self.running().filter(models.Q(next_mail_on__lte=today) | models.Q(ends_on__lte=today))


class InterestEntry(PublicModel):
    """Somebody who chooses in some years: one mail a year until the age that makes dual learning possible."""

    learner = models.OneToOneField(Learner, models.CASCADE, related_name="interest", verbose_name="lerende")
    next_mail_on = models.DateField("volgende mail op", db_index=True)
    ends_on = models.DateField("oud genoeg op")
    ended_at = models.DateTimeField("gestopt op", null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = "plaats op de interesselijst"
        verbose_name_plural = "interesselijst"
        ordering = ["next_mail_on", "pk"]

    def __str__(self) -> str:
        return f"Interesselijst {self.learner.code}"
