"""Closed lists of people and partners."""

from django.db.models import TextChoices


class StaffRole(TextChoices):
    NONE = "", "Geen medewerker"
    COLLEAGUE = "colleague", "Medewerker"
    COORDINATOR = "coordinator", "Coördinator"


class PartnerKind(TextChoices):
    GUIDANCE_CENTRE = "clb", "CLB"
    EMPLOYMENT_SERVICE = "vdab", "VDAB"
    SECTOR_FUND = "sectorfonds", "Sectorfonds"
    NAFT = "naft", "NAFT-organisator"
    RUN_UP_PARTNER = "aanloop", "Aanlooppartner"
    ADULT_EDUCATION = "volwassenen", "Volwassenenonderwijs of Syntra"
    WELFARE = "welzijn", "Welzijn"
    EMPLOYERS = "werkgevers", "Werkgeversorganisatie"
    OTHER = "andere", "Andere partner"


class InvitationRole(TextChoices):
    STAFF = "staff", "Medewerker van het Steunpunt"
    SCHOOL_DIRECTOR = "school_director", "Directeur"
    TRAJECTORY_COACH = "trajectory_coach", "Trajectbegeleider"
    COMPANY = "company", "Collega van een bedrijf"
    PARTNER = "partner", "Medewerker van een partner"
