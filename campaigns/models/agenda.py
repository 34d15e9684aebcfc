"""The agenda and its registrations."""

import datetime as dt

from django.db import models

from campaigns.enums import AfterKind, AgendaKind, AgendaState, Audience, RegistrationState
from core.codes import new_code
from core.db import PublicModel
from core.languages import DUTCH


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def public(self) -> "AgendaItemQuerySet":
        """Items that visitors may see, also cancelled ones."""
        return self.exclude(state=AgendaState.DRAFT)

    def upcoming(self, moment: dt.datetime) -> "AgendaItemQuerySet":
        """Items that are not over at a moment."""
        return self.filter(ends_at__gte=moment)


class AgendaItem(PublicModel):
    """An info session, fair or other moment people can come to."""

    slug = models.SlugField("webnaam", max_length=120, unique=True)
    title = models.CharField("titel", max_length=160)
    kind = models.CharField("soort", max_length=20, choices=AgendaKind)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.EVERYONE)
    state = models.CharField("status", max_length=10, choices=AgendaState, default=AgendaState.DRAFT)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("uitleg", blank=True)
    starts_at = models.DateTimeField("begint op")
    ends_at = models.DateTimeField("eindigt op")
    place = models.CharField("plaats", max_length=200)
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, null=True, blank=True, verbose_name="gemeente"
    )
    capacity = models.PositiveIntegerField("aantal plaatsen", null=True, blank=True)
    registration_until = models.DateTimeField("inschrijven tot", null=True, blank=True)
    online_link = models.URLField(
        "link om deel te nemen", blank=True, help_text="Alleen wie een plaats heeft, ziet deze link."
    )
    asks_evaluation = models.BooleanField(
        "achteraf drie korte vragen mailen",
        default=True,
        help_text="Uit zodra een bevraging over deze activiteit vertrekt: niemand krijgt twee keer vragen.",
    )
    action_numbers = models.JSONField("acties uit het actieplan", default=list, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="agenda_order",
                violation_error_message="Het einde komt na het begin.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Registration(PublicModel):
    """One person (with company) for one agenda item."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="registrations", verbose_name="agendapunt")
    code = models.CharField("code", max_length=9, unique=True, default=new_code, editable=False)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    organisation = models.CharField("school, bedrijf of organisatie", max_length=160, blank=True)
    persons = models.PositiveSmallIntegerField("aantal personen", default=1)
    state = models.CharField("status", max_length=12, choices=RegistrationState)
    language = models.CharField("taal van de mails", max_length=5, default=DUTCH, editable=False)
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True, editable=False)
    attended_at = models.DateTimeField("aanwezig op", null=True, blank=True, editable=False)
    evaluation_asked_at = models.DateTimeField("mening gevraagd op", null=True, blank=True, editable=False)
    evaluated_at = models.DateTimeField("mening gegeven op", null=True, blank=True, editable=False)
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "inschrijving"
        verbose_name_plural = "inschrijvingen"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "email"],
                name="registration_once",
                violation_error_message="Je bent al ingeschreven met dit e-mailadres.",
            ),
            models.CheckConstraint(
                condition=models.Q(persons__gte=1, persons__lte=20),
                name="registration_persons",
                violation_error_message="Schrijf 1 tot 20 personen in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} voor {self.item}"


class Evaluation(models.Model):
    """What one visitor thought of an item; nothing says which one."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="evaluations", verbose_name="agendapunt")
    stars = models.PositiveSmallIntegerField("op 5")
    good = models.CharField("wat was goed", max_length=600, blank=True)
    better = models.CharField("wat kan beter", max_length=600, blank=True)
    given_on = models.DateField("gegeven op")

    class Meta:
        verbose_name = "mening over een activiteit"
        verbose_name_plural = "meningen over activiteiten"
        ordering = ["item", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5),
                name="evaluation_stars",
                violation_error_message="Kies 1 tot 5.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stars} op 5 voor {self.item}"


class ItemMaterial(models.Model):
    """A presentation, a recording or another thing to look at afterwards."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="materials", verbose_name="agendapunt")
    title = models.CharField("titel", max_length=160)
    kind = models.CharField("soort", max_length=12, choices=AfterKind, default=AfterKind.SLIDES)
    link = models.URLField("link")

    class Meta:
        verbose_name = "materiaal achteraf"
        verbose_name_plural = "materiaal achteraf"
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return self.title
