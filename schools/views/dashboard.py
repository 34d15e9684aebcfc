"""The desk of a school: who needs attention today, as page and as file."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from companies.selectors.wishes import wish_rows
from core import clock
from core.paging import page_of
from core.tables import csv_response
from frontoffice.selectors.school_requests import support_of
from privacy import journal
from schools.forms.desk import SchoolSearchForm
from schools.models import School
from schools.selectors import desk
from schools.selectors.wishes import field_of
from schools.views._board import Board, board_of
from schools.views._lists import LISTINGS
from schools.views._numbers import numbers_of
from schools.views._rows import COLUMNS, DEFAULT_SORT


@never_cache
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the desk of the actor's (first) school; a colleague of the Steunpunt looks one up."""
    actor = actor_of(request)
    schools = desk.schools_of(actor)
    if schools:
        return _board(request, schools[0], schools)
    if not actor.is_staff:
        return render(request, "schools/no_school.html")
    form = SchoolSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, desk.find_schools(actor, words))
    return render(request, "schools/choose.html", {"filter_form": form, "page": page})


@never_cache
@require_safe
def school_dashboard(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Show the desk of one school the actor may open."""
    actor = actor_of(request)
    schools = desk.schools_of(actor)
    chosen = next((one for one in schools if one.public_id == school), None)
    return _board(request, chosen or school_of(request, school), schools)


@never_cache
@require_safe
def learners_csv(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Download the rows of the table, with the same filters and order."""
    actor, row = actor_of(request), school_of(request, school)
    board = board_of(actor, row, request.GET)
    journal.record(actor=actor, verb="learners_exported", subject=row, rows=len(board.rows))
    return csv_response(f"lerenden-{board.group.value}", COLUMNS, board.rows)


def school_of(request: HttpRequest, public_id: uuid.UUID) -> School:
    """Return a school whose desk the actor may open; 404 for any other."""
    return get_object_or_404(desk.find_schools(actor_of(request), ""), public_id=public_id)


def _board(request: HttpRequest, school: School, schools: list[School]) -> HttpResponse:
    actor = actor_of(request)
    board, year = board_of(actor, school, request.GET), clock.school_year_of(clock.today())
    context = {
        "board": board,
        "numbers": numbers_of(board),
        "school": school,
        "page": page_of(request, board.rows),
        "default_sort": DEFAULT_SORT,
        "school_year": year,
        "support": support_of(school, year),
        "gets_digest": bool(actor.schools & {school.pk}),
        "sees_all": actor.is_staff or school.pk in actor.director_of,
        "wishes": _wishes_near(school),
        "report_url": reverse("schools:report", args=[school.public_id]) + board.address(),
        "exports": _exports(school, board),
        "csv_url": reverse("schools:learners_csv", args=[school.public_id]) + board.address(),
        "tabs": [_tab(one, school) for one in schools] if len(schools) > 1 else [],
    }
    return render(request, "schools/dashboard.html", context)


def _wishes_near(school: School) -> int:
    """Return the number of rows on the page of wishes."""
    field = field_of(school)
    return wish_rows(clock.today(), programmes=field.programmes, subregions=field.subregions)


def _exports(school: School, board: Board) -> list[tuple[str, str]]:
    """Return the files that go with the choices on the page, as (words, address)."""
    choices = board.address()
    files = [
        (listing.title, reverse("schools:list_csv", args=[school.public_id, slug]) + choices)
        for slug, listing in LISTINGS.items()
        if slug in ("overeenkomsten", "plekken", "zelfde-opleiding")
    ]
    return [(f"{title} (CSV)", href) for title, href in files]


def _tab(one: School, current: School) -> dict[str, object]:
    address = reverse("schools:school_dashboard", args=[one.public_id])
    return {"label": one.name, "href": address, "current": one == current}
