"""Campaigns: what they want, what they cost, through which channels, and what those bring."""

import secrets

from django.conf import settings
from django.db import models

from campaigns.enums import Audience, CampaignState, ChannelKind, Target
from core.codes import ALPHABET
from core.db import PublicModel

CODE_LENGTH = 6


def short_code() -> str:
    """Return a new code for a short link, without vowels and look-alikes, such as 'k7m2qr'."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)).lower()


class Campaign(PublicModel):
    """A goal for an audience in a period."""

    title = models.CharField("titel", max_length=160)
    goal = models.TextField("doel", help_text="Wat moet er na afloop waar zijn?")
    wanted_intakes = models.PositiveIntegerField("gewenst aantal intakes", null=True, blank=True)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.LEARNERS)
    subregions = models.ManyToManyField("catalogue.Subregion", blank=True, related_name="+", verbose_name="subregio's")
    partners = models.ManyToManyField(
        "accounts.PartnerOrganisation", blank=True, related_name="+", verbose_name="partners"
    )
    starts_on = models.DateField("eerste dag")
    ends_on = models.DateField("laatste dag")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    state = models.CharField("status", max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    is_demo = models.BooleanField("voorbeeld", default=False, editable=False)

    class Meta:
        verbose_name = "campagne"
        verbose_name_plural = "campagnes"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="campaign_order",
                violation_error_message="De laatste dag komt niet voor de eerste.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Channel(PublicModel):
    """One way to reach people. Its short link and QR code count, and know nobody."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="channels", verbose_name="campagne")
    kind = models.CharField("soort", max_length=12, choices=ChannelKind)
    name = models.CharField("naam", max_length=120)
    code = models.CharField("korte code", max_length=12, unique=True, default=short_code, editable=False)
    target = models.CharField("brengt naar", max_length=12, choices=Target, default=Target.INTAKE)
    item = models.ForeignKey(
        "campaigns.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="agendapunt"
    )

    class Meta:
        verbose_name = "kanaal"
        verbose_name_plural = "kanalen"
        ordering = ["campaign", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(target="agenda") | models.Q(item__isnull=False),
                name="channel_agenda_has_item",
                violation_error_message="Kies het agendapunt waar dit kanaal naartoe brengt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"


class BudgetLine(models.Model):
    """What one thing may cost and did cost; with a channel, it counts for that channel."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="budget", verbose_name="campagne")
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="budget", verbose_name="kanaal"
    )
    label = models.CharField("waarvoor", max_length=160)
    planned = models.DecimalField("begroot (euro)", max_digits=9, decimal_places=2, default=0)
    spent = models.DecimalField("uitgegeven (euro)", max_digits=9, decimal_places=2, default=0)

    class Meta:
        verbose_name = "begrotingslijn"
        verbose_name_plural = "begroting"
        ordering = ["campaign", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned__gte=0, spent__gte=0),
                name="budget_not_negative",
                violation_error_message="Een bedrag is nul of meer.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class CheckItem(models.Model):
    """One line of a checklist: what has to be ready when, and by whom."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="checks", verbose_name="campagne")
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="checks", verbose_name="kanaal"
    )
    text = models.CharField("wat", max_length=240)
    due_on = models.DateField("tegen", null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    done_on = models.DateField("klaar op", null=True, blank=True)

    class Meta:
        verbose_name = "punt van de checklist"
        verbose_name_plural = "checklist"
        ordering = ["campaign", "due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class ChannelDay(models.Model):
    """What one channel brought on one day: five numbers, nothing about anybody."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="days", verbose_name="kanaal")
    day = models.DateField("dag")
    visits = models.PositiveIntegerField("bezoeken", default=0)
    scans = models.PositiveIntegerField("scans", default=0)
    intakes = models.PositiveIntegerField("intakes", default=0)
    registrations = models.PositiveIntegerField("inschrijvingen", default=0)
    companies = models.PositiveIntegerField("bedrijven aangemeld", default=0)

    class Meta:
        verbose_name = "dag van een kanaal"
        verbose_name_plural = "dagen van kanalen"
        ordering = ["channel", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "day"], name="channel_day_once", violation_error_message="Deze dag bestaat al."
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel}, {self.day:%d/%m/%Y}"
