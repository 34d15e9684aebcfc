"""Companies, their establishments and their people."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.actor import Actor
from companies.enums import CompanyRole, CompanyState, JoinState
from core.db import PublicModel


class CompanyQuerySet(models.QuerySet["Company"]):
    def active(self) -> "CompanyQuerySet":
        """Companies that confirmed their address and still exist."""
        return self.filter(state=CompanyState.ACTIVE)

    def visible_to(self, actor: Actor) -> "CompanyQuerySet":
        """Companies an actor may open: all for staff, own ones for members."""
        return self if actor.is_staff else self.filter(pk__in=actor.companies)


class Company(PublicModel):
    """A company with its enterprise number (10 digits, stored without dots).

    `draft_key` makes sending the same registration twice harmless; empty for companies that staff or data brought in.
    """

    enterprise_number = models.CharField("ondernemingsnummer", max_length=10, unique=True)
    name = models.CharField("naam", max_length=200)
    search_text = models.CharField("zoektekst", max_length=300, editable=False, db_index=True)
    state = models.CharField("status", max_length=12, choices=CompanyState, default=CompanyState.UNCONFIRMED)
    ceased_on = models.DateField("stopgezet op", null=True, blank=True)
    joint_committee = models.ForeignKey(
        "catalogue.JointCommittee", models.PROTECT, null=True, blank=True, verbose_name="paritair comité"
    )
    sector = models.ForeignKey("catalogue.Sector", models.PROTECT, null=True, blank=True, verbose_name="sector")
    website = models.URLField("website", blank=True)
    proposals_per_month = models.PositiveSmallIntegerField("hoogstens voorstellen per maand", null=True, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)
    draft_key = models.CharField("concept", max_length=64, unique=True, null=True, blank=True, editable=False)
    shown_to_companies_at = models.DateTimeField("getoond aan andere bedrijven sinds", null=True, blank=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = "bedrijf"
        verbose_name_plural = "bedrijven"
        ordering = ["search_text", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(enterprise_number__regex=r"^[01][0-9]{9}$"),
                name="enterprise_number_form",
                violation_error_message="Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ceased", ceased_on__isnull=False)
                | (~models.Q(state="ceased") & models.Q(ceased_on=None)),
                name="company_ceased_has_date",
                violation_error_message="Een stopgezet bedrijf heeft een datum van stopzetting.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EstablishmentQuerySet(models.QuerySet["Establishment"]):
    def visible_to(self, actor: Actor) -> "EstablishmentQuerySet":
        """Establishments of the companies an actor may open."""
        return self if actor.is_staff else self.filter(company__in=actor.companies)


class Establishment(PublicModel):
    """One address of a company; it owns the number of learners that can be there at once.

    `activities` is what people do there, whatever the programme. Without `activities_ticked_on` nobody ever said.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="establishments", verbose_name="bedrijf")
    establishment_number = models.CharField("vestigingsnummer", max_length=10, unique=True)
    name = models.CharField("naam", max_length=200)
    street = models.CharField("straat en nummer", max_length=200, blank=True)
    postal_code = models.CharField("postcode", max_length=4)
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, related_name="establishments", verbose_name="gemeente"
    )
    max_learners = models.PositiveSmallIntegerField("hoogstens tegelijk", default=1)
    closed_on = models.DateField("gesloten op", null=True, blank=True)
    activities = models.ManyToManyField(
        "catalogue.Activity", blank=True, related_name="establishments", verbose_name="activiteiten"
    )
    activities_ticked_on = models.DateField("activiteiten aangevinkt op", null=True, blank=True)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = "vestiging"
        verbose_name_plural = "vestigingen"
        ordering = ["company", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(establishment_number__regex=r"^[2-8][0-9]{9}$"),
                name="establishment_number_form",
                violation_error_message="Een vestigingsnummer heeft 10 cijfers en begint met 2 tot 8.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CompanyContact(PublicModel):
    """How we reach a company. Never public; its own row, so that it can be wiped alone."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="contacts", verbose_name="bedrijf")
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    phone = PhoneNumberField("telefoon", blank=True)
    function = models.CharField("functie", max_length=80, blank=True)
    signs = models.BooleanField("tekent", default=False)
    is_first_contact = models.BooleanField("eerste contact", default=False)
    email_confirmed_at = models.DateTimeField("e-mail bevestigd op", null=True, blank=True)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ["company", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"],
                name="company_contact_once",
                violation_error_message="Dit e-mailadres staat al bij dit bedrijf.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user who works for a company."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="company_memberships", verbose_name="gebruiker"
    )
    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships", verbose_name="bedrijf")
    role = models.CharField("rol", max_length=10, choices=CompanyRole, default=CompanyRole.CONTACT)

    class Meta:
        verbose_name = "lid van een bedrijf"
        verbose_name_plural = "leden van bedrijven"
        ordering = ["company", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company"],
                name="company_membership_once",
                violation_error_message="Deze persoon hoort al bij dit bedrijf.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.company}"


class JoinRequest(PublicModel):
    """Somebody asks to work with a company that is already registered."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="join_requests", verbose_name="bedrijf")
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    state = models.CharField("status", max_length=10, choices=JoinState, default=JoinState.WAITING)
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="beslist door"
    )

    class Meta:
        verbose_name = "vraag om mee te doen"
        verbose_name_plural = "vragen om mee te doen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"],
                condition=models.Q(state="waiting"),
                name="join_request_open_once",
                violation_error_message="Deze vraag wacht al op een antwoord.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} bij {self.company}"
