"""Schools, their campuses, what they offer and who works there."""

from django.conf import settings
from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from schools.enums import EvidenceLevel, Network, OfferStatus, SchoolRole


class SchoolQuerySet(models.QuerySet["School"]):
    def providers(self) -> "SchoolQuerySet":
        """Schools with evidence of a dual offer."""
        return self.filter(evidence_level__in=EvidenceLevel.SHOWN)

    def visible_to(self, actor: Actor) -> "SchoolQuerySet":
        """Schools whose desk an actor may open."""
        return self if actor.is_staff else self.filter(pk__in=actor.schools)


class School(PublicModel):
    """A training provider. The institution number may be unknown for rows taken from the press."""

    key = models.SlugField("sleutel", max_length=120, unique=True)
    institution_number = models.CharField("instellingsnummer", max_length=6, blank=True)
    name = models.CharField("naam", max_length=200)
    search_text = models.CharField("zoektekst", max_length=300, editable=False, db_index=True)
    network = models.CharField("net", max_length=12, choices=Network)
    kind = models.CharField("soort", max_length=80, blank=True)
    evidence_level = models.CharField("bewijs van duaal aanbod", max_length=1, choices=EvidenceLevel)
    evidence = models.TextField("bewijs", blank=True)
    source = models.CharField("bron", max_length=300, blank=True)
    website = models.URLField("website", blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"
        ordering = ["search_text", "pk"]

    def __str__(self) -> str:
        return self.name


class Campus(PublicModel):
    """An address of a school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="campuses", verbose_name="school")
    name = models.CharField("naam", max_length=200)
    postal_code = models.CharField("postcode", max_length=4, blank=True)
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, related_name="campuses", verbose_name="gemeente"
    )

    class Meta:
        verbose_name = "vestigingsplaats"
        verbose_name_plural = "vestigingsplaatsen"
        ordering = ["school", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                name="campus_once",
                violation_error_message="Deze school heeft al een vestigingsplaats met die naam.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeOfferQuerySet(models.QuerySet["ProgrammeOffer"]):
    def public(self) -> "ProgrammeOfferQuerySet":
        """Offers that run or start soon, at schools with evidence."""
        return self.filter(
            status__in=(OfferStatus.RUNNING, OfferStatus.PLANNED),
            campus__school__evidence_level__in=EvidenceLevel.SHOWN,
        )


class ProgrammeOffer(PublicModel):
    """A programme at a campus."""

    campus = models.ForeignKey(Campus, models.CASCADE, related_name="offers", verbose_name="vestigingsplaats")
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="offers", verbose_name="opleiding"
    )
    status = models.CharField("status", max_length=10, choices=OfferStatus, default=OfferStatus.UNKNOWN)
    has_run_up = models.BooleanField("met aanloop", default=False)
    capacity = models.PositiveSmallIntegerField("plaatsen", null=True, blank=True)
    source = models.CharField("bron", max_length=300, blank=True)

    objects = ProgrammeOfferQuerySet.as_manager()

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["campus", "programme"]
        constraints = [
            models.UniqueConstraint(
                fields=["campus", "programme"],
                name="offer_once",
                violation_error_message="Deze opleiding staat al bij deze vestigingsplaats.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} in {self.campus}"


class SchoolScan(PublicModel):
    """What a school answered to the quick scan in one school year: a question key to a level (0 to 2). No persons."""

    school = models.ForeignKey(School, models.CASCADE, related_name="scans", verbose_name="school")
    school_year = models.CharField("schooljaar", max_length=9)
    answers = models.JSONField("antwoorden", default=dict)
    answered_on = models.DateField("ingevuld op")

    class Meta:
        verbose_name = "snelle scan van een school"
        verbose_name_plural = "snelle scans van scholen"
        ordering = ["-school_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year"],
                name="school_scan_once_a_year",
                violation_error_message="Deze school vulde de scan voor dit schooljaar al in.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.school_year}"


class Membership(models.Model):
    """A user who works at a school."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="school_memberships", verbose_name="gebruiker"
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="memberships", verbose_name="school")
    role = models.CharField("rol", max_length=10, choices=SchoolRole)
    wants_digest = models.BooleanField("krijgt het weekoverzicht", default=True)

    class Meta:
        verbose_name = "lid van een school"
        verbose_name_plural = "leden van scholen"
        ordering = ["school", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                name="school_membership_once",
                violation_error_message="Deze persoon heeft die rol al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} in {self.school}"
