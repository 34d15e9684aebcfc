"""The rows behind a number of a school's desk, as page and as file, and the report of all numbers."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from core import clock
from core.paging import page_of
from core.pdf import pdf_response
from core.tables import csv_response
from frontoffice.selectors.school_requests import support_of
from privacy import journal
from schools.views._board import board_of
from schools.views._lists import LISTINGS, Listing, cells_of
from schools.views._numbers import numbers_of
from schools.views.dashboard import school_of


@never_cache
@require_safe
def school_list(request: HttpRequest, school: uuid.UUID, listing: str) -> HttpResponse:
    """Show one list with the choices in the address."""
    row, found = school_of(request, school), _listing(listing)
    board = board_of(actor_of(request), row, request.GET)
    page = page_of(request, found.rows(board))
    context = {
        "school": row,
        "board": board,
        "listing": found,
        "page": page,
        "lines": [
            (found.href(one), list(zip(found.columns, cells_of(found, one), strict=True))) for one in page.object_list
        ],
        "csv_url": reverse("schools:list_csv", args=[row.public_id, found.slug]) + board.address(),
    }
    return render(request, "schools/list.html", context)


@never_cache
@require_safe
def list_csv(request: HttpRequest, school: uuid.UUID, listing: str) -> HttpResponse:
    """Download the rows of one list, with the same choices."""
    actor, row, found = actor_of(request), school_of(request, school), _listing(listing)
    rows = found.rows(board_of(actor, row, request.GET))
    journal.record(actor=actor, verb="school_list_exported", subject=row, rows=len(rows), list=found.slug)
    return csv_response(found.slug, found.columns, rows)


@never_cache
@require_safe
def report(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Download the numbers of the desk as a PDF; a page to print where the machine cannot make one."""
    actor, row = actor_of(request), school_of(request, school)
    board, year = board_of(actor, row, request.GET), clock.school_year_of(clock.today())
    journal.record(actor=actor, verb="school_report_made", subject=row)
    context = {
        "school": row,
        "board": board,
        "numbers": numbers_of(board),
        "school_year": year,
        "support": support_of(row, year),
        "sees_all": actor.is_staff or row.pk in actor.director_of,
    }
    name = _("verslag %(school)s") % {"school": row.name}
    made = pdf_response(request, "schools/report.html", context, name=name)
    return made or render(request, "schools/report.html", context)


def _listing(slug: str) -> Listing:
    if slug not in LISTINGS:
        raise Http404(slug)
    return LISTINGS[slug]
