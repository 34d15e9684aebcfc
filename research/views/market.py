"""Supply and demand: the table with its map and chart, the flows, the quadrant and the radar."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.paging import page_of
from research.market_enums import DEFINITIONS, Look
from research.selectors.market import reach_minutes
from research.views import _pages
from research.views._shared import readers_only, tabs_of

SERIES = ["Zonder werkplek", "Vrije werkplekken"]


@require_safe
@readers_only
def market(request: HttpRequest) -> HttpResponse:
    """Show supply and demand: the table, the map and a chart."""
    told = _pages.market_of(request)
    known = _shown(request, told)
    if told.page is not None:
        minutes = reach_minutes(told.book) if told.form.look == Look.REACH else None
        known |= {"rows": page_of(request, told.page.rows), "minutes": minutes, "series": SERIES}
    return render(request, "research/market.html", known)


@require_safe
@readers_only
def flows(request: HttpRequest) -> HttpResponse:
    """Show from where people come and where they go."""
    told = _pages.flows_of(request)
    return render(request, "research/flows.html", _shown(request, told) | {"hides": told.least.hides})


@require_safe
@readers_only
def quadrant(request: HttpRequest) -> HttpResponse:
    """Show programmes by demand pressure and by the work people find afterwards."""
    return render(request, "research/quadrant.html", _shown(request, _pages.quadrant_of(request)))


@require_safe
@readers_only
def radar(request: HttpRequest) -> HttpResponse:
    """Show supply by sector over the years, with a forecast and what companies could add."""
    told = _pages.radar_of(request)
    known = _shown(request, told)
    if told.page is not None:
        page, measure = told.page, told.form.measure
        known["rows"] = [(line, list(zip(page.years, line.values, strict=True))) for line in page.lines]
        known |= {"measure_label": f"{measure.label} per sector", "definition": DEFINITIONS[measure]}
    return render(request, "research/radar.html", known)


def _shown(request: HttpRequest, told: _pages.Told) -> dict[str, Any]:
    """What every page of supply and demand hands to its template."""
    known = {"form": told.form, "page": told.page, "tabs": tabs_of(request, told.form.lens_query)}
    return known | {"query": request.GET.urlencode()}
