"""The evaluation of the website on the staff desk."""

import csv

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from core import clock
from core.desk import ReadOnlyAdmin, row_action
from knowledge.models import PageRemark, WebDay
from knowledge.selectors.web import WebReport, report_lines, report_years, web_report
from knowledge.services.web import handle_remark


@admin.register(PageRemark)
class PageRemarkAdmin(ReadOnlyAdmin):
    """What visitors missed, newest first."""

    list_display = ("page", "text", "given_on", "handled_on")
    list_filter = (("handled_on", admin.EmptyFieldListFilter),)
    search_fields = ("page", "text")
    actions = ("handled",)

    @row_action("Verwerkt")
    def handled(self, request: HttpRequest, row: PageRemark) -> None:
        handle_remark(actor=request.actor, remark=row)  # type: ignore[attr-defined]


@admin.register(WebDay)
class WebDayAdmin(ReadOnlyAdmin):
    """Counts a day, and the report of a year."""

    change_list_template = "knowledge/admin/web_days.html"
    list_display = ("day", "subject", "step", "times")
    list_filter = ("subject",)
    search_fields = ("step",)
    date_hierarchy = "day"

    def get_urls(self) -> list[URLPattern]:
        """Add the report."""
        wrap = self.admin_site.admin_view
        return [
            path("verslag/<int:year>/", wrap(report_page), name="knowledge_webday_report"),
            path("verslag/<int:year>.csv", wrap(report_csv), name="knowledge_webday_csv"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Link to the report of this year."""
        context = {"report_year": clock.today().year, **(extra_context or {})}
        return super().changelist_view(request, context)  # type: ignore[no-any-return]


def _report(year: int) -> WebReport:
    if year not in report_years(clock.today()):
        raise Http404(year)
    return web_report(year, clock.today())


@require_safe
def report_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show the website in a year, with what to mend first."""
    context = {"report": _report(year), "years": report_years(clock.today())}
    return render(request, "knowledge/admin/web_report.html", context)


@require_safe
def report_csv(request: HttpRequest, year: int) -> HttpResponse:  # noqa: ARG001
    """Return the report as a table in a file."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="website-{year}.csv"'
    response.write("\ufeff")
    csv.writer(response, delimiter=";").writerows(report_lines(_report(year)))
    return response
