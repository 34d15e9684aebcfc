"""Who works at a school, and what a school answered to its quick scan."""

from django.conf import settings
from django.db import models

from core.db import PublicModel
from schools.enums import SchoolRole
from schools.models.school import School


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
