"""The yearly report, from the frozen figures of a school year."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplan.selectors.measures import snapshot_of
from actionplan.selectors.report import ReportSection, report_sections
from actionplan.views.figures import smallest_for
from core.pdf import pdf_response
from core.tables import Column, csv_response

COLUMNS = (
    Column("Doelen", "line.goals"),
    Column("Indicator", lambda row: f"{row.line.indicator_number} {row.line.indicator_title}"),
    Column("Cijfer", "line.title"),
    Column("Waarde", "shown.text"),
    Column("Teller en noemer", "shown.counted"),
    Column("Wat ontbreekt", "shown.why"),
    Column("Stand op", "line.as_of"),
    Column("Herkomst", "line.get_origin_display"),
    Column("Nulmeting", "line.baseline"),
    Column("Streefcijfer", "line.target"),
    Column("Wat we tellen", "line.definition"),
    Column("Versie van de formule", "line.formula_number"),
    Column("Bron", "line.source"),
    Column("Klopte die dag niet", "line.doubt"),
)


@login_not_required
@require_safe
def report(request: HttpRequest, school_year: str) -> HttpResponse:
    """Show the report of a frozen school year."""
    return render(request, "actionplan/report.html", _context(request, school_year))


@login_not_required
@require_safe
def report_pdf(request: HttpRequest, school_year: str) -> HttpResponse:
    """Download the report as a PDF; the page itself where the machine cannot make one."""
    context = _context(request, school_year)
    name = _("Jaarverslag duaal leren %(year)s") % {"year": school_year}
    made = pdf_response(request, "actionplan/report_paper.html", context, name=name)
    return made or render(request, "actionplan/report.html", context)


@login_not_required
@require_safe
def report_csv(request: HttpRequest, school_year: str) -> HttpResponse:
    """Download the frozen figures."""
    sections: list[ReportSection] = _context(request, school_year)["sections"]
    rows = [row for section in sections for row in section.rows]
    return csv_response(f"jaarverslag {school_year}", COLUMNS, rows)


def _context(request: HttpRequest, school_year: str) -> dict[str, Any]:
    found = get_object_or_404(snapshot_of(school_year))
    return {"snapshot": found, "sections": report_sections(found, smallest=smallest_for(request))}
