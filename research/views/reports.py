"""Region reports for everybody: the list, a report, its paper and its figures as data."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from core.markdown import to_html
from core.paging import page_of
from core.pdf import pdf_response
from research import rules_report as rules
from research.models import RegionReport
from research.selectors import reports as selectors


@login_not_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the published reports; a colleague also sees those in the making."""
    page = page_of(request, selectors.reports_for(actor_of(request)))
    return render(request, "research/reports.html", {"page": page})


@login_not_required
@require_safe
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Show a report from its frozen figures."""
    row = get_object_or_404(selectors.report_by(actor_of(request), report_id))
    return render(request, "research/report.html", _context(row))


@login_not_required
@require_safe
def report_pdf(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Download a report as a PDF; the page where the machine cannot make one."""
    row = get_object_or_404(selectors.report_by(actor_of(request), report_id))
    made = pdf_response(request, "research/report_paper.html", _context(row), name=f"rapport {row}")
    return made or render(request, "research/report.html", _context(row))


@login_not_required
@require_safe
def report_figures(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Return the frozen figures as the text from which the fingerprint was made."""
    row = get_object_or_404(selectors.report_by(actor_of(request), report_id))
    response = HttpResponse(rules.canonical(row.figures), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cijfers.json"'
    return response


def _context(row: RegionReport) -> dict[str, Any]:
    texts = {name: to_html(getattr(row, name)) if getattr(row, name).strip() else "" for name in RegionReport.TEXTS}
    series = [_("Lerenden zonder werkplek"), _("Vrije werkplekken")]
    return {"page": selectors.report_page(row), "texts": texts, "series": series}
