"""Materials to take along, who ordered how many, the archive of press and notes, and the plan for PR and MarCom."""

from django.conf import settings
from django.db import models

from campaigns.enums import Audience, MaterialKind, MaterialLanguage, OrderState, PressKind
from campaigns.models.storytelling import own_storage, random_name
from core.db import PublicModel


class Material(PublicModel):
    """A flyer, a poster, a logo or a presentation kit, whatever its versions."""

    title = models.CharField("titel", max_length=160)
    kind = models.CharField("soort", max_length=12, choices=MaterialKind)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.EVERYONE)
    about = models.CharField("waarvoor dient het", max_length=240)
    on_paper = models.BooleanField("te bestellen op papier", default=False)
    is_shown = models.BooleanField("op het web", default=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    is_demo = models.BooleanField("voorbeeld", default=False, editable=False)

    class Meta:
        verbose_name = "materiaal"
        verbose_name_plural = "materiaal"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class MaterialVersion(PublicModel):
    """One file: a version in a language. The newest of a language is the one people download."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="versions", verbose_name="materiaal")
    language = models.CharField("taal", max_length=2, choices=MaterialLanguage, default=MaterialLanguage.DUTCH)
    number = models.PositiveSmallIntegerField("versie")
    file = models.FileField("bestand", storage=own_storage, upload_to=random_name)
    content_type = models.CharField("soort bestand", max_length=80, editable=False)
    size = models.PositiveIntegerField("bytes", editable=False)
    downloads = models.PositiveIntegerField("keren gedownload", default=0, editable=False)

    class Meta:
        verbose_name = "versie van materiaal"
        verbose_name_plural = "versies van materiaal"
        ordering = ["material", "language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "language", "number"],
                name="material_version_once",
                violation_error_message="Deze versie bestaat al in deze taal.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.material}, versie {self.number} ({self.get_language_display()})"


class MaterialOrder(PublicModel):
    """Somebody asks for copies on paper."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="orders", verbose_name="materiaal")
    language = models.CharField("taal", max_length=2, choices=MaterialLanguage, default=MaterialLanguage.DUTCH)
    copies = models.PositiveSmallIntegerField("aantal")
    organisation = models.CharField("school, bedrijf of organisatie", max_length=160)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    address = models.CharField("adres", max_length=240)
    state = models.CharField("status", max_length=8, choices=OrderState, default=OrderState.ASKED)
    due_on = models.DateField("bezorgen tegen")
    once_key = models.CharField("sleutel", max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = "bestelling"
        verbose_name_plural = "bestellingen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(copies__gte=1, copies__lte=1000),
                name="material_order_copies",
                violation_error_message="Bestel 1 tot 1000 stuks.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.copies} x {self.material}"


class PressItem(PublicModel):
    """What the press wrote, or a note of ours: kept to find again."""

    kind = models.CharField("soort", max_length=6, choices=PressKind)
    title = models.CharField("titel", max_length=200)
    outlet = models.CharField("in welk medium of voor wie", max_length=120, blank=True)
    published_on = models.DateField("datum")
    summary = models.TextField("waarover gaat het", blank=True)
    link = models.URLField("link", blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="press", verbose_name="campagne"
    )

    class Meta:
        verbose_name = "persbericht of nota"
        verbose_name_plural = "pers en nota's"
        ordering = ["-published_on", "pk"]

    def __str__(self) -> str:
        return self.title


class PlanItem(PublicModel):
    """One line of the plan for PR and MarCom: what, for whom, by whom, before when."""

    title = models.CharField("wat", max_length=200)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.EVERYONE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eigenaar")
    starts_on = models.DateField("vanaf")
    due_on = models.DateField("klaar tegen")
    done_on = models.DateField("klaar op", null=True, blank=True)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.SET_NULL, null=True, blank=True, related_name="plan", verbose_name="campagne"
    )
    action_number = models.CharField("actie uit het actieplan", max_length=12, blank=True)

    class Meta:
        verbose_name = "lijn van het PR- en MarCom-plan"
        verbose_name_plural = "PR- en MarCom-plan"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("starts_on")),
                name="marcom_order",
                violation_error_message="Klaar zijn komt niet voor beginnen.",
            )
        ]

    def __str__(self) -> str:
        return self.title
