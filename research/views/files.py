"""The rows of the pages of research as a file: the same choices, every figure with its source and its date."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.tables import Column, csv_response, xlsx_response
from research.market_enums import DEFINITIONS, Look
from research.selectors import market_files as files
from research.selectors.market import MarketPage
from research.views import _pages
from research.views._shared import colleagues_only, readers_only

KINDS = ("csv", "xlsx")
Notes = Iterable[Sequence[object]]


@require_safe
@readers_only
def market_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download every column of the same rows, with what they mean."""
    page: MarketPage = _page(_pages.market_of(request, Look.values))
    columns = [Column("Naam", "name")]
    columns += [Column(one.label, lambda line, key=one.key: files.cell(page, line, key)) for one in page.headings]  # type: ignore[misc]
    columns += [Column("Schooljaar", lambda _line: page.lens.year), Column("Waar", lambda _line: page.lens.place)]
    columns += [Column("Stand op", lambda _line: page.run.as_of)]
    notes = [("Kolom", "Wat we tellen", "Bron"), *((one.label, one.definition, one.source) for one in page.headings)]
    notes += [("Grenzen", words, "") for words in page.borders]
    return _file(kind, f"vraag en aanbod {page.lens.year} {page.lens.place}", columns, page.lines, notes)


@require_safe
@readers_only
def flows_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download every flow as a row."""
    rows = files.flow_rows(_page(_pages.flows_of(request)))
    return _file(kind, "stromen", _columns(files.FlowRow.HEADINGS), rows, ())


@require_safe
@readers_only
def quadrant_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download the programmes of the quadrant, and why others are not on it."""
    rows = files.quadrant_rows(_page(_pages.quadrant_of(request)))
    return _file(kind, "kwadrant", _columns(files.QuadrantRow.HEADINGS), rows, ())


@require_safe
@readers_only
def radar_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download the sectors of the radar with a column for each school year."""
    told = _pages.radar_of(request)
    page, measure = _page(told), told.form.measure
    headings = files.radar_headings(page)
    columns = [Column(label, lambda row, at=at: row[at]) for at, label in enumerate(headings)]  # type: ignore[misc]
    notes = [
        ("Wat we tellen", measure.label, DEFINITIONS[measure]),
        *(("Grenzen", words, "") for words in page.borders),
    ]
    return _file(kind, f"radar {measure.label}", columns, files.radar_rows(page, str(measure.label)), notes)


@require_safe
@colleagues_only
def spots_export(request: HttpRequest, kind: str) -> HttpResponse:
    """Download the white spots of the list."""
    told = _pages.spots_of(request)
    page: _pages.SpotRows = _page(told)
    rows = files.spot_rows(page.rows, page.run.as_of)
    notes: list[Sequence[object]] = [(rule.label, rule.value, rule.source) for rule in page.found.limits]
    notes += [("Let op", words, "") for words in page.found.missing]
    return _file(kind, "witte vlekken", _columns(files.SpotRow.HEADINGS), rows, notes)


def _page(told: _pages.Told) -> Any:
    if told.page is None:
        raise Http404
    return told.page


def _columns(headings: dict[str, str]) -> list[Column]:
    return [Column(label, name) for name, label in headings.items()]


def _file(kind: str, name: str, columns: list[Column], rows: Iterable[Any], notes: Notes) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    return csv_response(name, columns, rows) if kind == "csv" else xlsx_response(name, columns, rows, notes)
