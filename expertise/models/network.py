"""The network: people of organisations, how organisations relate, meetings, projects and what was said."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.models import PartnerOrganisation
from core.db import PublicModel
from expertise.enums import ContactChannel, ProjectKind, RelationKind


class NetworkGroup(models.Model):
    """A table people sit at: the POF, the core group, a sector, the RTC, the CLBs."""

    key = models.SlugField("sleutel", max_length=40, unique=True)
    name = models.CharField("naam", max_length=120, unique=True)
    about = models.CharField("waarvoor", max_length=240, blank=True)

    class Meta:
        verbose_name = "groep in het netwerk"
        verbose_name_plural = "groepen in het netwerk"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NetworkContact(PublicModel):
    """Somebody we know by name at an organisation. `left_on` says since when not any more."""

    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    organisation = models.ForeignKey(
        PartnerOrganisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="network_contacts",
        verbose_name="organisatie",
    )
    email = models.EmailField("e-mailadres", blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    groups = models.ManyToManyField(NetworkGroup, blank=True, related_name="contacts", verbose_name="groepen")
    subregions = models.ManyToManyField("catalogue.Subregion", blank=True, related_name="+", verbose_name="subregio's")
    left_on = models.DateField("weg sinds", null=True, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "contact in het netwerk"
        verbose_name_plural = "contacten in het netwerk"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~models.Q(email=""),
                name="network_contact_mail_once",
                violation_error_message="Er is al een contact met dit e-mailadres.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationRelation(models.Model):
    """How one organisation relates to another."""

    organisation = models.ForeignKey(
        PartnerOrganisation, models.CASCADE, related_name="relations", verbose_name="organisatie"
    )
    kind = models.CharField("verhouding", max_length=12, choices=RelationKind)
    other = models.ForeignKey(PartnerOrganisation, models.CASCADE, related_name="+", verbose_name="andere organisatie")

    class Meta:
        verbose_name = "verhouding tussen organisaties"
        verbose_name_plural = "verhoudingen tussen organisaties"
        ordering = ["organisation", "kind", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "other"],
                name="organisation_relation_once",
                violation_error_message="Deze verhouding staat er al.",
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("other")),
                name="organisation_relation_other",
                violation_error_message="Een organisatie heeft geen verhouding met zichzelf.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_kind_display()} {self.other}"


class ContactMoment(PublicModel):
    """What was said with a contact, in one careful sentence."""

    contact = models.ForeignKey(NetworkContact, models.CASCADE, related_name="moments", verbose_name="contact")
    on = models.DateField("op")
    channel = models.CharField("hoe", max_length=10, choices=ContactChannel)
    note = models.CharField("waarover", max_length=300)
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="collega"
    )

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} op {self.on:%d/%m/%Y}"


class NetworkMeeting(PublicModel):
    """A meeting of a group: agenda before, report after."""

    group = models.ForeignKey(NetworkGroup, models.PROTECT, related_name="meetings", verbose_name="groep")
    title = models.CharField("titel", max_length=160)
    starts_at = models.DateTimeField("begint op")
    place = models.CharField("plaats", max_length=200, blank=True)
    agenda = models.TextField("agenda", blank=True, help_text="Eén punt per regel.")
    report = models.TextField("verslag", blank=True)
    present = models.ManyToManyField(NetworkContact, blank=True, related_name="meetings", verbose_name="aanwezig")

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["-starts_at", "pk"]

    def __str__(self) -> str:
        return self.title


class MeetingAction(models.Model):
    """What somebody promised at a meeting. Without an end date it is not a promise."""

    meeting = models.ForeignKey(NetworkMeeting, models.CASCADE, related_name="actions", verbose_name="overleg")
    what = models.CharField("wat", max_length=240)
    contact = models.ForeignKey(
        NetworkContact, models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name="wie (contact)"
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie (collega)",
    )
    due_on = models.DateField("tegen")
    done_on = models.DateField("gedaan op", null=True, blank=True)

    class Meta:
        verbose_name = "actie uit een overleg"
        verbose_name_plural = "acties uit overleggen"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


class Project(PublicModel):
    """A project, initiative or partnership around dual learning. Without a first day it is an idea."""

    title = models.CharField("titel", max_length=160)
    kind = models.CharField("soort", max_length=12, choices=ProjectKind)
    aim = models.CharField("doel", max_length=300)
    partners = models.ManyToManyField(
        PartnerOrganisation, blank=True, related_name="projects", verbose_name="partners"
    )
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    result = models.TextField("resultaat", blank=True)
    link = models.URLField("meer lezen", blank=True)

    class Meta:
        verbose_name = "project of samenwerking"
        verbose_name_plural = "projecten en samenwerkingen"
        ordering = ["-starts_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_period",
                violation_error_message="Het einde komt niet voor het begin.",
            )
        ]

    def __str__(self) -> str:
        return self.title
