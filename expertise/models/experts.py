"""Experts of the pool: what they know, where they come, and the hours we bought."""

import datetime as dt

from django.db import models
from django.db.models.functions import Coalesce
from phonenumber_field.modelfields import PhoneNumberField

from accounts.actor import Actor
from core.db import PublicModel
from expertise.enums import ExpertKind, Topic


class ExpertQuerySet(models.QuerySet["Expert"]):
    def visible_to(self, actor: Actor) -> "ExpertQuerySet":
        """All experts for staff; those who can be asked for people of a school, company or partner; else none."""
        if actor.is_staff or actor.is_system:
            return self
        belongs = actor.schools or actor.companies or actor.partners
        return self.filter(is_active=True) if belongs else self.none()

    def available(self, day: dt.date) -> "ExpertQuerySet":
        """Experts who can be asked on a day: active, within their period, not promised away."""
        begun = models.Q(available_from=None) | models.Q(available_from__lte=day)
        still = models.Q(available_until=None) | models.Q(available_until__gte=day)
        return self.filter(begun, still, is_active=True)

    def with_spent(self) -> "ExpertQuerySet":
        """Experts with `minutes_spent`: all minutes noted for them."""
        return self.annotate(spent=Coalesce(models.Sum("hour_lines__minutes"), 0))


class Expert(PublicModel):
    """Somebody with knowledge that a school or company may ask for. Hours are bought and counted in minutes."""

    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=12, choices=ExpertKind)
    function = models.CharField("functie", max_length=120, blank=True)
    organisation = models.ForeignKey(
        "accounts.PartnerOrganisation", models.SET_NULL, null=True, blank=True, verbose_name="organisatie"
    )
    email = models.EmailField("e-mailadres", blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    about = models.CharField("waarvoor je hem of haar vraagt", max_length=300, blank=True)
    programmes = models.ManyToManyField(
        "catalogue.Programme", blank=True, related_name="experts", verbose_name="opleidingen"
    )
    subregions = models.ManyToManyField(
        "catalogue.Subregion", blank=True, related_name="experts", verbose_name="subregio's"
    )
    hours_bought = models.DecimalField("uren gekocht", max_digits=6, decimal_places=2, default=0)
    available_from = models.DateField("beschikbaar vanaf", null=True, blank=True)
    available_until = models.DateField("beschikbaar tot en met", null=True, blank=True)
    availability = models.CharField(
        "wanneer", max_length=160, blank=True, help_text="Bijvoorbeeld: dinsdag en donderdag."
    )
    is_active = models.BooleanField("kan gevraagd worden", default=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = "expert"
        verbose_name_plural = "experten"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours_bought__gte=0),
                name="expert_hours",
                violation_error_message="Uren zijn nul of meer.",
            ),
            models.CheckConstraint(
                condition=models.Q(available_from=None)
                | models.Q(available_until=None)
                | models.Q(available_until__gte=models.F("available_from")),
                name="expert_period",
                violation_error_message="De laatste dag komt niet voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def minutes_spent(self) -> int:
        """The minutes noted, of a row of `with_spent()`."""
        return self.spent  # type: ignore[attr-defined, no-any-return]

    @property
    def minutes_bought(self) -> int:
        """The hours bought, in whole minutes."""
        return int(self.hours_bought * 60)


class ExpertSkill(models.Model):
    """One topic an expert can help with."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="skills", verbose_name="expert")
    topic = models.CharField("onderwerp", max_length=20, choices=Topic)

    class Meta:
        verbose_name = "vaardigheid"
        verbose_name_plural = "vaardigheden"
        ordering = ["expert", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "topic"],
                name="expert_skill_once",
                violation_error_message="Dit onderwerp staat al bij deze expert.",
            )
        ]

    def __str__(self) -> str:
        return self.get_topic_display()
