"""Supply and demand as a grid of programmes and sub-regions, and per municipality, small numbers hidden."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue.models import Municipality, Programme, Sector, Subregion
from research import rules_market as rules
from research.market_enums import Count
from research.models import SupplyDemand, SupplyDemandRun
from research.rules_borders import Former, regions_on
from research.rules_market import Value
from research.rules_report import HIDDEN, total_of

EVERYTHING = 1
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lens:
    """What a page is about: a school year, perhaps one sub-region, perhaps one sector."""

    year: str
    subregion: Subregion | None = None
    sector: Sector | None = None

    @property
    def place(self) -> str:
        """Where, in words."""
        return f"subregio {self.subregion.name}" if self.subregion else "West-Vlaanderen"


@dataclass(frozen=True, slots=True)
class Least:
    """Under these numbers of people and of companies a number is hidden; 1 hides nothing."""

    people: int = EVERYTHING
    companies: int = EVERYTHING

    @property
    def hides(self) -> bool:
        """Whether the reader may not see small numbers."""
        return self.people > EVERYTHING or self.companies > EVERYTHING

    def of(self, column: str) -> int:
        """Return under which number a column is hidden."""
        if column in Count.PEOPLE:
            return self.people
        return self.companies if column in Count.COMPANIES else EVERYTHING


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its name, and a number, `HIDDEN` or None (not known) for each column."""

    pk: int
    name: str
    values: dict[str, Value]
    programme: Programme | None = None
    town: Municipality | None = None
    outside: dict[str, str] = field(default_factory=dict)


def runs() -> list[SupplyDemandRun]:
    """Return every school year that was counted, newest first."""
    return list(SupplyDemandRun.objects.all())


def programme_lines(lens: Lens, least: Least) -> list[Line]:
    """Return a line for each programme that has something in the lens, by name (2 queries)."""
    grid: dict[int, dict[int | None, dict[str, Value]]] = {}
    reach: dict[int, list[Row]] = {}
    for row in SupplyDemand.objects.of_year(lens.year).summed_with_reach("programme", "subregion"):
        told = {name: row[f"n_{name}"] for name in Count.values}
        grid.setdefault(row["programme"], {})[row["subregion"]] = told
        if lens.subregion is None or row["subregion"] == lens.subregion.pk:
            reach.setdefault(row["programme"], []).append(row)
    order = sorted(grid)
    columns = {name: _column(grid, order, name, lens, least) for name in Count.values if name not in Count.REACH}
    programmes = Programme.objects.with_names().filter(pk__in=grid).order_by("name", "pk")
    if lens.sector:
        programmes = programmes.filter(sector=lens.sector)
    lines = []
    for one in programmes:
        values = {name: column[order.index(one.pk)] for name, column in columns.items()} | _cover(
            reach.get(one.pk, [])
        )
        if any(values.values()):
            lines.append(Line(one.pk, one.name, values, programme=one))
    return lines


def _column(
    grid: Mapping[int, Mapping[int | None, Mapping[str, Value]]], order: list[int], name: str, lens: Lens, least: Least
) -> list[Value]:
    """One column over all programmes, hidden over programmes and sub-regions at once."""
    regions: list[int | None] = [*sorted({key for row in grid.values() for key in row if key is not None}), None]
    raw: list[list[Value]] = [
        [grid[pk].get(region, {}).get(name, _none(grid[pk], name)) for region in regions] for pk in order
    ]
    shown = rules.hide_grid(raw, least.of(name)) if least.of(name) > EVERYTHING else raw
    if lens.subregion is None:
        return [total_of(row, told, least.of(name)) for row, told in zip(raw, shown, strict=True)]
    at = regions.index(lens.subregion.pk) if lens.subregion.pk in regions else None
    return [None if at is None else row[at] for row in shown]


def _none(row: Mapping[int | None, Mapping[str, Value]], name: str) -> Value:
    """A place without a row has nought, unless the column is known nowhere (or is about places nobody told)."""
    known = name != Count.CAPACITY and any(told.get(name) is not None for told in row.values())
    return 0 if known else None


def _cover(rows: Iterable[Row]) -> dict[str, Value]:
    """How many municipalities (of a programme) or programmes (of a municipality) are within reach."""
    told = list(rows)
    return {
        name: sum(row[f"r_{name}"] for row in told) if any(row[f"k_{name}"] for row in told) else None
        for name in Count.REACH
    }


def town_lines(lens: Lens, least: Least, former: Iterable[Former] = (), day: dt.date | None = None) -> list[Line]:
    """Return a line for each municipality of the lens, by name. Who may not see small numbers sees none about people
    or wishes here: a municipality is too small for that. Where it belonged on the day of the count decides (2 queries).
    """
    rows = SupplyDemand.objects.of_year(lens.year).filter(municipality__isnull=False)
    if lens.sector:
        rows = rows.filter(programme__sector=lens.sector)
    counted = {row["municipality"]: row for row in rows.summed_with_reach("municipality", "subregion")}
    towns = list(Municipality.objects.order_by("search_text"))
    belongs: dict[int, int | None] = {one.pk: one.subregion_id for one in towns}
    if day is not None:
        belongs = regions_on({one.pk: one.subregion_id for one in towns}, former, day)
    belongs |= {pk: row["subregion"] for pk, row in counted.items()}
    inside = [one for one in towns if lens.subregion is None or belongs[one.pk] == lens.subregion.pk]
    found = {one.pk: counted[one.pk] for one in inside if one.pk in counted}
    known = {name for name in Count.values if any(row[f"n_{name}"] is not None for row in found.values())}
    private = {*Count.PEOPLE, *Count.COMPANIES} if least.hides else set[str]()
    return [
        Line(
            one.pk,
            one.name,
            _town(found.get(one.pk), known, private) | (_cover([found[one.pk]]) if one.pk in found else {}),
            town=one,
        )
        for one in inside
    ]


def _town(row: Mapping[str, Any] | None, known: set[str], private: set[str]) -> dict[str, Value]:
    def one(name: str) -> Value:
        if name in private:
            return HIDDEN
        if row is None:
            return 0 if name in known and name != Count.CAPACITY else None
        value: Value = row[f"n_{name}"]
        return value

    return {name: one(name) for name in Count.values}


def totals(lines: Iterable[Line], columns: Iterable[str], least: Least) -> dict[str, Value]:
    """Return the sum of each column: hidden when a number in it is, None when it does not add up or nothing is known."""
    told = list(lines)
    found: dict[str, Value] = {}
    for name in columns:
        values = [line.values.get(name) for line in told]
        adds_up = name not in Count.REACH
        total = total_of(values, values, least.of(name)) if adds_up else None
        found[name] = HIDDEN if HIDDEN in values else total
    return found
