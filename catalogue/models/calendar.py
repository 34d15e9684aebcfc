"""School years and days off."""

from django.db import models

from catalogue.enums import HolidayKind


class SchoolYear(models.Model):
    """A school year with its first and last day."""

    name = models.CharField("schooljaar", max_length=9, unique=True)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")

    class Meta:
        verbose_name = "schooljaar"
        verbose_name_plural = "schooljaren"
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gt=models.F("first_day")),
                name="school_year_order",
                violation_error_message="De laatste dag komt na de eerste dag.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A period without school, or a legal holiday."""

    name = models.CharField("naam", max_length=80)
    kind = models.CharField("soort", max_length=10, choices=HolidayKind)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    source = models.CharField("bron", max_length=300, blank=True)
    certainty = models.CharField("zekerheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "vakantie of feestdag"
        verbose_name_plural = "vakanties en feestdagen"
        ordering = ["first_day", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_day", "name"],
                name="holiday_once",
                violation_error_message="Deze vakantie staat er al in.",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="holiday_order",
                violation_error_message="De laatste dag kan niet voor de eerste dag komen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.first_day:%d/%m/%Y})"
