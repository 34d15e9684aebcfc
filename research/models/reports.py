"""Region reports: figures of a sub-region or a sector with the words of the staff, frozen when they are published."""

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from research.report_enums import ReportScope, ReportState


class ReportTexts(models.Model):
    """The text blocks of a report, with simple marks."""

    opening = models.TextField("inleiding", blank=True, max_length=5000)
    about_demand = models.TextField("bij de vraag", blank=True, max_length=5000)
    about_supply = models.TextField("bij het aanbod", blank=True, max_length=5000)
    outlook = models.TextField("vooruitblik", blank=True, max_length=5000)

    TEXTS = ("opening", "about_demand", "about_supply", "outlook")

    class Meta:
        abstract = True


class ReportTemplate(ReportTexts):
    """The text blocks with which a new report starts; {naam} and {schooljaar} are filled in."""

    scope = models.CharField("soort rapport", max_length=10, choices=ReportScope, unique=True)

    class Meta:
        verbose_name = "sjabloon van een rapport"
        verbose_name_plural = "sjablonen van rapporten"
        ordering = ["scope"]

    def __str__(self) -> str:
        return str(self.get_scope_display())


class RegionReportQuerySet(models.QuerySet["RegionReport"]):
    def visible_to(self, actor: Actor) -> "RegionReportQuerySet":
        """All for staff; published ones for everybody."""
        return self if actor.is_staff else self.filter(state=ReportState.PUBLISHED)


class RegionReport(PublicModel, ReportTexts):
    """The report of one sub-region or one sector in one school year.

    `figures` is the only source of its tables; once published it never changes and `fingerprint` proves it.
    """

    school_year = models.CharField("schooljaar", max_length=9)
    subregion = models.ForeignKey(
        "catalogue.Subregion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="region_reports",
        verbose_name="subregio",
    )
    sector = models.ForeignKey(
        "catalogue.Sector",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="region_reports",
        verbose_name="sector",
    )
    state = models.CharField("status", max_length=10, choices=ReportState, default=ReportState.DRAFT)
    figures = models.JSONField("cijfers", default=dict, editable=False)
    fingerprint = models.CharField("vingerafdruk", max_length=64, blank=True, editable=False)
    counted_at = models.DateTimeField("geteld op", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)

    objects = RegionReportQuerySet.as_manager()

    class Meta:
        verbose_name = "streekrapport"
        verbose_name_plural = "streekrapporten"
        ordering = ["-school_year", "subregion", "sector", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subregion=None, sector__isnull=False)
                | models.Q(subregion__isnull=False, sector=None),
                name="region_report_one_scope",
                violation_error_message="Kies een subregio of een sector, niet allebei.",
            ),
            models.UniqueConstraint(
                fields=["school_year", "subregion"],
                condition=models.Q(subregion__isnull=False),
                name="region_report_subregion_once",
                violation_error_message="Over deze subregio is er dat schooljaar al een rapport.",
            ),
            models.UniqueConstraint(
                fields=["school_year", "sector"],
                condition=models.Q(sector__isnull=False),
                name="region_report_sector_once",
                violation_error_message="Over deze sector is er dat schooljaar al een rapport.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at=None)
                | ~models.Q(state="draft") & models.Q(published_at__isnull=False) & ~models.Q(fingerprint=""),
                name="region_report_published_is_frozen",
                violation_error_message="Een gepubliceerd rapport heeft vaste cijfers.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope_name}, {self.school_year}"

    @property
    def scope_name(self) -> str:
        """What the report is about."""
        return f"Subregio {self.subregion}" if self.subregion else f"Sector {self.sector}"
