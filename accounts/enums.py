"""Closed lists of people and partners."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class StaffRole(TextChoices):
    NONE = "", "Geen medewerker"
    COLLEAGUE = "colleague", "Medewerker"
    COORDINATOR = "coordinator", "Coördinator"


class PartnerKind(SpokenChoices):
    GUIDANCE_CENTRE = "clb", _("CLB")
    EMPLOYMENT_SERVICE = "vdab", _("VDAB")
    SECTOR_FUND = "sectorfonds", _("Sectorfonds")
    NAFT = "naft", _("NAFT-organisator")
    RUN_UP_PARTNER = "aanloop", _("Aanlooppartner")
    ADULT_EDUCATION = "volwassenen", _("Volwassenenonderwijs of Syntra")
    WELFARE = "welzijn", _("Welzijn")
    EMPLOYERS = "werkgevers", _("Werkgeversorganisatie")
    OTHER = "andere", _("Andere partner")


class InvitationRole(TextChoices):
    STAFF = "staff", "Medewerker van het Steunpunt"
    SCHOOL_DIRECTOR = "school_director", "Directeur"
    TRAJECTORY_COACH = "trajectory_coach", "Trajectbegeleider"
    COMPANY = "company", "Collega van een bedrijf"
    PARTNER = "partner", "Medewerker van een partner"
