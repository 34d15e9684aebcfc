"""The public figures: goal, indicator, figure, source."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplan.rules.years import Year, year_named, year_of
from actionplan.selectors import measures as selectors
from actionplan.selectors.measures import Figure, GoalFigures
from actionplan.views._shared import is_staff
from core import clock
from core.tables import Column, csv_response

Row = tuple[GoalFigures, Any, Figure]
COLUMNS = (
    Column("Doel", lambda row: str(row[0].goal)),
    Column("Indicator", lambda row: str(row[1].indicator)),
    Column("Cijfer", lambda row: row[2].measure.title),
    Column("Waarde", lambda row: row[2].shown.text),
    Column("Teller en noemer", lambda row: row[2].shown.counted),
    Column("Wat ontbreekt", lambda row: row[2].shown.why),
    Column("Stand op", lambda row: row[2].reading.as_of if row[2].reading else None),
    Column("Herkomst", lambda row: row[2].measure.get_origin_display()),
    Column("Nulmeting", lambda row: row[2].baseline.text if row[2].baseline else None),
    Column("Streefcijfer", lambda row: row[2].target.text if row[2].target else None),
    Column("Wat we tellen", lambda row: row[2].formula.definition if row[2].formula else None),
    Column("Versie van de formule", lambda row: row[2].formula.number if row[2].formula else None),
    Column("Bron", lambda row: row[2].formula.source if row[2].formula else None),
    Column("Klopt vandaag niet", lambda row: row[2].doubt),
)


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show every goal with its indicators, figures and sources, for a school year."""
    year = asked_year(request)
    context = {
        "year": year,
        "years": _years(year),
        "goals": selectors.goal_figures(year.name, smallest=smallest_for(request)),
        "counted_at": selectors.counted_at(),
        "snapshots": selectors.snapshots(),
    }
    return render(request, "actionplan/figures.html", context)


@login_not_required
@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Download the same figures."""
    year = asked_year(request)
    goals = selectors.goal_figures(year.name, smallest=smallest_for(request))
    rows = [(goal, one, figure) for goal in goals for one in goal.indicators for figure in one.figures]
    return csv_response(f"cijfers {year.name}", COLUMNS, rows)


@login_not_required
@require_safe
def measure(request: HttpRequest, figure: str) -> HttpResponse:
    """Show one figure: what we count, where it comes from, and every school year."""
    found = get_object_or_404(selectors.measure_by(figure))
    smallest = smallest_for(request)
    context = {
        "measure": found,
        "formulas": selectors.formulas_of(found),
        "years": selectors.years_of(found, smallest=smallest),
        "doubt": selectors.open_doubt(found),
    }
    return render(request, "actionplan/measure.html", context)


def smallest_for(request: HttpRequest) -> int | None:
    """Return the smallest group a reader may see: colleagues everything, others what tells nothing about a person."""
    return 1 if is_staff(request) else selectors.smallest_group(clock.today())


def asked_year(request: HttpRequest) -> Year:
    """Return the school year in the address, this one without; what is no school year is not found."""
    today, name = clock.today(), request.GET.get("schooljaar", "")
    year = year_named(name, today) if name else year_of(today)
    if year is None:
        raise Http404
    return year


def _years(year: Year) -> list[str]:
    known = {*selectors.years_with_readings(), year.name, year_of(clock.today()).name}
    return sorted(known, reverse=True)
