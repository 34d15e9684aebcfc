"""Supply and demand: the table with its map and chart, the flows, the quadrant, and the same rows as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from core.paging import page_of
from core.tables import Column, csv_response, xlsx_response
from research.forms.market import LensForm, MarketForm, RadarForm
from research.market_enums import DEFINITIONS, Look
from research.selectors import market as selectors
from research.selectors.market_flows import flows_page
from research.selectors.market_grid import Least, runs
from research.selectors.market_quadrant import quadrant_page
from research.selectors.radar import radar_page
from research.views._shared import readers_only, tabs_of


@require_safe
@readers_only
def market(request: HttpRequest) -> HttpResponse:
    """Show supply and demand: the table, the map and a chart."""
    form, least = _form(request)
    known: dict[str, Any] = {"form": form, "tabs": tabs_of(request, form.lens_query), "query": request.GET.urlencode()}
    if form.lens is None:
        return render(request, "research/market.html", known)
    page = _page(form, least, [form.look])
    rows = page_of(request, page.rows)
    known |= {"page": page, "rows": rows, "minutes": selectors.reach_minutes(), "series": SERIES}
    return render(request, "research/market.html", known)


@require_safe
@readers_only
def market_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download every column of the same rows, with what they mean."""
    form, least = _form(request)
    if form.lens is None or kind not in {"csv", "xlsx"}:
        raise Http404
    page = _page(form, least, Look.values)
    columns = [Column("Naam", "name")]
    columns += [Column(one.label, lambda line, key=one.key: _cell(page, line, key)) for one in page.headings]  # type: ignore[misc]
    columns += [Column("Schooljaar", lambda _line: page.lens.year), Column("Waar", lambda _line: page.lens.place)]
    columns += [Column("Stand op", lambda _line: page.run.as_of)]
    name = f"vraag en aanbod {page.lens.year} {page.lens.place}"
    if kind == "csv":
        return csv_response(name, columns, page.lines)
    notes = [("Kolom", "Wat we tellen", "Bron"), *((one.label, one.definition, one.source) for one in page.headings)]
    return xlsx_response(name, columns, page.lines, notes)


@require_safe
@readers_only
def flows(request: HttpRequest) -> HttpResponse:
    """Show from where people come and where they go."""
    form, least = LensForm(request.GET, runs=runs()), _least(request)
    page = flows_page(form.lens, least) if form.lens else None
    known = {"form": form, "tabs": tabs_of(request, form.lens_query), "page": page, "hides": least.hides}
    return render(request, "research/flows.html", known)


@require_safe
@readers_only
def quadrant(request: HttpRequest) -> HttpResponse:
    """Show programmes by demand pressure and by the work people find afterwards."""
    form = LensForm(request.GET, runs=runs())
    page = quadrant_page(form.lens) if form.lens else None
    known = {"form": form, "tabs": tabs_of(request, form.lens_query), "page": page}
    return render(request, "research/quadrant.html", known)


@require_safe
@readers_only
def radar(request: HttpRequest) -> HttpResponse:
    """Show supply by sector over the years, with a forecast and what companies could add."""
    counted, least = runs(), _least(request)
    form = RadarForm(request.GET, runs=counted, hides=least.hides)
    known: dict[str, Any] = {"form": form, "tabs": tabs_of(request, form.lens_query)}
    if form.lens is not None:
        page = radar_page(form.lens, counted, form.measure)
        rows = [(line, list(zip(page.years, line.values, strict=True))) for line in page.lines]
        known |= {"page": page, "rows": rows, "measure_label": f"{form.measure.label} per sector"}
        known["definition"] = DEFINITIONS[form.measure]
    return render(request, "research/radar.html", known)


SERIES = ["Zonder werkplek", "Vrije werkplekken"]


def _least(request: HttpRequest) -> Least:
    return selectors.least_for(is_staff=actor_of(request).is_staff)


def _form(request: HttpRequest) -> tuple[MarketForm, Least]:
    least = _least(request)
    return MarketForm(request.GET, runs=runs(), hides=least.hides), least


def _page(form: MarketForm, least: Least, looks: list[str]) -> selectors.MarketPage:
    assert form.lens is not None  # noqa: S101 - asked before
    assert form.run is not None  # noqa: S101 - a lens has its run
    chosen: dict[str, Any] = {"per": form.per_chosen, "mapped": form.mapped, "sort": form.sort, "least": least}
    return selectors.market_page(form.lens, form.run, looks=looks, **chosen)


def _cell(page: selectors.MarketPage, line: Any, key: str) -> Any:
    """A number stays a number in a file; what is not told or known is said in words."""
    value = line.values.get(key)
    return value if isinstance(value, int) and value >= 0 else page.text(line, key)
