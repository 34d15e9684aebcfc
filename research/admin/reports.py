"""Region reports and their templates on the staff desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from core.desk import StaffAdmin, row_action
from research.models import RegionReport, ReportTemplate
from research.report_enums import ReportState
from research.services import reports


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a new report is about; later its text blocks."""

    def clean_school_year(self) -> str:
        """A report is about a school year that has begun."""
        year: str = self.cleaned_data["school_year"]
        try:
            reports.check_year(year)
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return year


@admin.register(RegionReport)
class RegionReportAdmin(StaffAdmin):
    """A report is started here, written while it is a draft, and published with its figures frozen."""

    form = ReportForm
    list_display = ("__str__", "state", "counted_at", "published_at")
    list_filter = ("state", "school_year")
    list_select_related = ("subregion", "sector")
    actions = ("count", "publish", "withdraw")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """First what it is about; then its text blocks."""
        about = ("school_year", "subregion", "sector")
        return (*about, *RegionReport.TEXTS, "state", "page", "fingerprint") if obj else about

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What it is about stays; a published report stays whole."""
        kept = (*super().get_readonly_fields(request, obj), "page", "fingerprint")
        if obj is None:
            return kept
        about = ("school_year", "subregion", "sector")
        return (*kept, *about, *(() if obj.state == ReportState.DRAFT else RegionReport.TEXTS))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft is thrown away."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.state == ReportState.DRAFT)

    def save_model(self, request: HttpRequest, obj: RegionReport, form: Any, change: bool) -> None:
        """Write through the service."""
        who = {"actor": request.actor}  # type: ignore[attr-defined]
        if change and obj.state != ReportState.DRAFT:
            messages.error(request, "Dit rapport is gepubliceerd. De tekst ligt vast.")
            return
        if change:
            reports.write_report(**who, report=obj, **{name: getattr(obj, name) for name in RegionReport.TEXTS})
            return
        made = reports.start_report(**who, school_year=obj.school_year, subregion=obj.subregion, sector=obj.sector)
        obj.pk, obj.public_id = made.pk, made.public_id

    @admin.display(description="Pagina")
    def page(self, row: RegionReport) -> str:
        """Link to the page of the report."""
        return format_html('<a href="/onderzoek/rapporten/{}/">Bekijk het rapport</a>', row.public_id)

    @row_action("Tel de cijfers opnieuw")
    def count(self, request: HttpRequest, row: RegionReport) -> None:
        """Count a draft anew."""
        reports.count_report(actor=request.actor, report=row)  # type: ignore[attr-defined]

    @row_action("Publiceer en leg de cijfers vast")
    def publish(self, request: HttpRequest, row: RegionReport) -> None:
        """Put it on the web."""
        reports.publish_report(actor=request.actor, report=row)  # type: ignore[attr-defined]

    @row_action("Haal van het web")
    def withdraw(self, request: HttpRequest, row: RegionReport) -> None:
        """Take it off the web."""
        reports.withdraw_report(actor=request.actor, report=row)  # type: ignore[attr-defined]


@admin.register(ReportTemplate)
class ReportTemplateAdmin(StaffAdmin):
    """The text blocks with which new reports start."""

    list_display = ("scope",)
    fields = ("scope", *ReportTemplate.TEXTS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportTemplate]:
        """Two rows at most."""
        return super().get_queryset(request)

    def save_model(self, request: HttpRequest, obj: ReportTemplate, form: Any, change: bool) -> None:
        """Write through the service."""
        reports.keep_template(actor=request.actor, template=obj)  # type: ignore[attr-defined]
