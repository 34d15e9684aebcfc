"""What the page of supply and demand shows: the table first, then the map and a chart, each with source and date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from catalogue.enums import Shortage
from catalogue.rules import RuleMissing
from research.market_enums import DEFINITIONS, LOOKS, REACH_LABELS, Count, Look, Outside, Per
from research.models import SupplyDemandRun
from research.rules_borders import changes_since
from research.rules_market import Value
from research.rules_report import HIDDEN
from research.selectors.borders import former_municipalities
from research.selectors.market_grid import Least, Lens, Line, programme_lines, totals, town_lines
from research.selectors.outside import OutsideNumber, newest_figures
from research.selectors.rule_book import RuleBook

OWN_SOURCE = "Telling in het portaal"
SHORTAGE_WORDS = {2: "ja", 1: "waarschijnlijk", 0: "nee"}
CATALOGUE_WORDS = {Shortage.YES: "ja", Shortage.LIKELY: "waarschijnlijk"}
NOT_KNOWN, NOT_TOLD = "niet bekend", "verborgen"
BARS, UNTOLD = 10, 1_000_000


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its key, its name, what it means, and where its figures come from."""

    key: str
    label: str
    definition: str
    source: str


@dataclass(frozen=True, slots=True)
class MarketPage:
    """Everything on the page; `lines` are sorted and not yet cut in pages. Without `dots` the map has nothing known."""

    lens: Lens
    run: SupplyDemandRun
    headings: list[Heading]
    lines: list[Line]
    totals: dict[str, Value]
    dots: list[dict[str, Any]]
    bars: list[tuple[str, int, int]]
    hides: bool
    borders: list[str]

    def cells(self, line: Line) -> list[tuple[str, str]]:
        """The cells of a line in words, each with its heading."""
        return [(one.label, self.text(line, one.key)) for one in self.headings]

    def text(self, line: Line, key: str) -> str:
        """One cell in words."""
        return line.outside[key] if key in Outside.values else in_words(line.values.get(key))

    @property
    def rows(self) -> list[tuple[Line, list[tuple[str, str]]]]:
        """Every line with its cells."""
        return [(line, self.cells(line)) for line in self.lines]

    @property
    def total_cells(self) -> list[tuple[str, str]]:
        """The cells of the last row; what does not add up is a dash."""
        return [
            (one.label, in_words(self.totals[one.key]) if self.totals.get(one.key) is not None else "–")
            for one in self.headings
        ]


def in_words(value: Value) -> str:
    """Return a number as the page shows it."""
    if value is None:
        return NOT_KNOWN
    return NOT_TOLD if value == HIDDEN else str(value)


def least_for(book: RuleBook, *, is_staff: bool) -> Least:
    """Return what a reader may see: colleagues everything, others no small numbers (and none at all without a rule)."""
    if is_staff:
        return Least()
    try:
        return Least(book.whole("smallest"), book.whole("", "wish-min-companies"))
    except RuleMissing:
        return Least(UNTOLD, UNTOLD)


def market_page(
    lens: Lens, run: SupplyDemandRun, *, per: str, looks: Iterable[str], mapped: str, sort: str, least: Least
) -> MarketPage:
    """Return the page of supply and demand (at most 6 queries)."""
    shown = list(looks)
    former = former_municipalities() if run.is_closed else []
    towns = town_lines(lens, least, former, run.as_of)
    outside = Outside.values if per == Per.PROGRAMME and Look.DEMAND in shown else []
    told = newest_figures(outside, lens.subregion, until=lens.year[-4:]) if outside else {}
    lines = [_with_outside(line, told) for line in programme_lines(lens, least)] if per == Per.PROGRAMME else towns
    columns = [name for look in shown for name in LOOKS[look]]
    headings = [_heading(name, per, run) for name in columns] + [_outside_heading(name, told) for name in outside]
    by = {line.name: line for line in lines}
    return MarketPage(
        lens=lens,
        run=run,
        headings=headings,
        lines=ordered(lines, sort, [one.key for one in headings]),
        totals=totals(by.values(), columns, least),
        dots=[_dot(line, mapped) for line in towns]
        if any(line.values.get(mapped) is not None for line in towns)
        else [],
        bars=_bars(lines),
        hides=least.hides,
        borders=changes_since(former, run.as_of, lens.subregion.pk if lens.subregion else None),
    )


def ordered(lines: list[Line], sort: str, keys: list[str]) -> list[Line]:
    """Return the lines sorted by a column ("-waiting": highest first); by name for anything else. What is not told or
    not known comes last.
    """
    key, down = sort.removeprefix("-"), sort.startswith("-")
    if key not in keys or key in Outside.values:
        return sorted(lines, key=lambda line: line.name, reverse=down and key == "name")

    def place(line: Line) -> tuple[bool, int, str]:
        value = line.values.get(key)
        unknown = value is None or value == HIDDEN
        number = 0 if unknown or value is None else value
        return unknown, -number if down else number, line.name

    return sorted(lines, key=place)


def _heading(name: str, per: str, run: SupplyDemandRun) -> Heading:
    label = REACH_LABELS[per].get(name, str(Count(name).label))
    counted = f"{OWN_SOURCE}, stand op {run.as_of:%d/%m/%Y}"
    return Heading(name, label, DEFINITIONS[name], counted)


def _outside_heading(name: str, told: dict[tuple[str, int], OutsideNumber]) -> Heading:
    found = {(one.source, one.data_date, one.definition) for (measure, _pk), one in told.items() if measure == name}
    sources = "; ".join(f"{source}, gegevens van {day:%d/%m/%Y}" for source, day, _words in sorted(found))
    words = " ".join(sorted({definition for _source, _day, definition in found}))
    fallback = "Deze tabel is nog niet ingelezen." if name != Outside.SHORTAGE else "Catalogus van het portaal."
    return Heading(name, str(Outside(name).label), words or fallback, sources or fallback)


def _with_outside(line: Line, told: dict[tuple[str, int], OutsideNumber]) -> Line:
    found = {name: told.get((name, line.pk)) for name in Outside.values}
    return replace(line, outside={name: _outside_words(name, one, line) for name, one in found.items()})


def _outside_words(name: str, one: OutsideNumber | None, line: Line) -> str:
    if one is None:
        known = CATALOGUE_WORDS.get(Shortage(line.programme.shortage)) if line.programme else None
        return known or NOT_KNOWN if name == Outside.SHORTAGE else NOT_KNOWN
    if name == Outside.SHORTAGE:
        return SHORTAGE_WORDS[int(one.value)]
    number = f"{one.value:.1f}".replace(".", ",").removesuffix(",0")
    return f"{number}{' %' if name == Outside.JOBLESS else ''} ({one.period})"


def _dot(line: Line, mapped: str) -> dict[str, Any]:
    town, value = line.town, line.values.get(mapped)
    assert town is not None  # noqa: S101 - lines of towns have one
    return {"name": town.name, "latitude": town.latitude, "longitude": town.longitude, "value": max(value or 0, 0)}


def _bars(lines: list[Line]) -> list[tuple[str, int, int]]:
    """The programmes or municipalities where most people wait, next to the free places; what is hidden is left out."""
    both = [(line.name, line.values.get(Count.WAITING), line.values.get(Count.GREEN)) for line in lines]
    told = [(name, a, b) for name, a, b in both if a is not None and b is not None and a != HIDDEN]
    busy = sorted((row for row in told if row[1] or row[2]), key=lambda row: (-row[1], -row[2], row[0]))
    return busy[:BARS]


def reach_minutes(book: RuleBook) -> int | None:
    """Return within how many minutes something is within reach; None when nobody filled that in."""
    try:
        return book.whole("reach-minutes")
    except RuleMissing:
        return None
