"""Programmes, their official variants and what is learned in them."""

from django.db import models

from catalogue.enums import Finality, Grade, Shortage, StudyDomain, VariantKind


class Partnership(models.Model):
    """The body that recognises workplaces for a sector."""

    slug = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=200)
    website = models.URLField("website", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    hours = models.CharField("bereikbaar", max_length=120, blank=True)
    source = models.CharField("bron", max_length=300, blank=True)

    class Meta:
        verbose_name = "partnerschap"
        verbose_name_plural = "partnerschappen"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class JointCommittee(models.Model):
    """A joint committee number and the partnership that handles its dossiers. Staff may edit it."""

    number = models.CharField("nummer", max_length=10, unique=True)
    name = models.CharField("naam", max_length=200)
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joint_committees",
        verbose_name="partnerschap",
    )
    source = models.CharField("bron", max_length=300, blank=True)
    certainty = models.CharField("zekerheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "paritair comité"
        verbose_name_plural = "paritaire comités"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"PC {self.number} {self.name}"


class Sector(models.Model):
    """A line of work, used in filters and figures."""

    slug = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=100)

    class Meta:
        verbose_name = "sector"
        verbose_name_plural = "sectoren"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def current(self) -> "ProgrammeQuerySet":
        """Programmes that may still be chosen."""
        return self.filter(retired_on=None)

    def with_names(self) -> "ProgrammeQuerySet":
        """Programmes with their sector and partnership loaded."""
        return self.select_related("sector", "partnership")


class Programme(models.Model):
    """One official dual programme; never keyed on its name, because names change."""

    slug = models.SlugField("webnaam", max_length=120, unique=True)
    name = models.CharField("naam", max_length=200)
    search_text = models.CharField("zoektekst", max_length=300, editable=False, db_index=True)
    study_domain = models.CharField("studiedomein", max_length=30, choices=StudyDomain)
    grade = models.CharField("graad", max_length=20, choices=Grade)
    finality = models.CharField("finaliteit", max_length=20, choices=Finality)
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="programmes", verbose_name="sector")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name="partnerschap"
    )
    partnership_certainty = models.CharField("zekerheid partnerschap", max_length=120, blank=True)
    shortage = models.CharField("knelpuntberoep", max_length=20, choices=Shortage, default=Shortage.UNKNOWN)
    flanders_addresses = models.PositiveSmallIntegerField("schooladressen in Vlaanderen", default=0)
    source = models.CharField("bron", max_length=300, blank=True)
    retired_on = models.DateField("stopgezet op", null=True, blank=True)
    activities = models.ManyToManyField(
        "catalogue.Activity",
        through="catalogue.ProgrammeActivity",
        related_name="programmes",
        verbose_name="activiteiten",
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "opleiding"
        verbose_name_plural = "opleidingen"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ProgrammeVariant(models.Model):
    """A programme as one official code: kind and provider type."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="variants", verbose_name="opleiding")
    admin_group_code = models.CharField("administratievegroep", max_length=20, blank=True)
    kind = models.CharField("soort", max_length=20, choices=VariantKind)
    source = models.CharField("bron", max_length=300, blank=True)
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "variant van een opleiding"
        verbose_name_plural = "varianten van opleidingen"
        ordering = ["programme", "admin_group_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "admin_group_code", "kind"],
                name="variant_once",
                violation_error_message="Deze variant bestaat al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.get_kind_display()})"


class Activity(models.Model):
    """Something that is done at a workplace and can be learned there; shared by programmes."""

    code = models.CharField("code", max_length=20, unique=True)
    text = models.CharField("activiteit", max_length=300)

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.text


class ProgrammeActivity(models.Model):
    """An activity on the activity list of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="activity_list", verbose_name="opleiding")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="uses", verbose_name="activiteit")
    position = models.PositiveSmallIntegerField("volgorde")
    source = models.CharField("bron", max_length=300, blank=True)
    certainty = models.CharField("zekerheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "activiteit van een opleiding"
        verbose_name_plural = "activiteitenlijst"
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "activity"],
                name="programme_activity_once",
                violation_error_message="Deze activiteit staat al op de lijst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.activity}"
