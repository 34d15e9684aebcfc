"""Users, partner organisations, their members, and invitations."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.enums import InvitationRole, PartnerKind, StaffRole
from core import names
from core.db import PublicModel


class UserManager(BaseUserManager["User"]):
    """Make users by e-mail address; most have no password and sign in with a mailed code."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Return a new user; the address is stored in lower case."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Return a new coordinator with every right."""
        extra |= {"is_staff": True, "is_superuser": True, "staff_role": StaffRole.COORDINATOR}
        return self.create_user(email, password, **extra)


class User(AbstractBaseUser, PermissionsMixin, PublicModel):
    """Somebody who can sign in."""

    email = models.EmailField("e-mailadres", unique=True)
    first_name = models.CharField("voornaam", max_length=80, blank=True)
    last_name = models.CharField("naam", max_length=80, blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    opening_hours = models.CharField("bereikbaar", max_length=120, blank=True)
    staff_role = models.CharField("rol in het Steunpunt", max_length=20, choices=StaffRole, blank=True, default="")
    is_staff = models.BooleanField("mag in het beheer", default=False)
    is_active = models.BooleanField("actief", default=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        """First and last name, or an empty string."""
        return names.full_name(self.first_name, self.last_name)


class PartnerOrganisation(PublicModel):
    """An organisation that refers learners to us or receives them from us."""

    name = models.CharField("naam", max_length=200, unique=True)
    kind = models.CharField("soort", max_length=20, choices=PartnerKind)
    email = models.EmailField("e-mailadres", blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    opening_hours = models.CharField("bereikbaar", max_length=120, blank=True)
    website = models.URLField("website", blank=True)
    subregions = models.ManyToManyField(
        "catalogue.Subregion", blank=True, related_name="partners", verbose_name="subregio's"
    )
    source = models.CharField("bron", max_length=300, blank=True)
    is_active = models.BooleanField("actief", default=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "partnerorganisatie"
        verbose_name_plural = "partnerorganisaties"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerMembership(models.Model):
    """A user who works for a partner organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="partner_memberships", verbose_name="gebruiker")
    organisation = models.ForeignKey(
        PartnerOrganisation, models.CASCADE, related_name="memberships", verbose_name="organisatie"
    )

    class Meta:
        verbose_name = "lid van een partner"
        verbose_name_plural = "leden van partners"
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="partner_membership_once",
                violation_error_message="Deze persoon hoort al bij deze organisatie.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.organisation}"


class Invitation(PublicModel):
    """An invitation by mail to take up a role; `organisation_ref` is the public id of a school, company or partner."""

    email = models.EmailField("e-mailadres")
    role = models.CharField("rol", max_length=20, choices=InvitationRole)
    organisation_ref = models.UUIDField("organisatie", null=True, blank=True)
    organisation_name = models.CharField("naam van de organisatie", max_length=200, blank=True)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="sent_invitations", verbose_name="uitgenodigd door"
    )
    expires_at = models.DateTimeField("vervalt op")
    accepted_at = models.DateTimeField("aanvaard op", null=True, blank=True)

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "organisation_ref"],
                condition=models.Q(accepted_at=None),
                name="invitation_open_once",
                violation_error_message="Deze persoon is al uitgenodigd voor deze rol.",
            ),
            models.UniqueConstraint(
                fields=["email", "role"],
                condition=models.Q(accepted_at=None, organisation_ref=None),
                name="invitation_staff_open_once",
                violation_error_message="Deze persoon is al uitgenodigd voor deze rol.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} als {self.get_role_display()}"
