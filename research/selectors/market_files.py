"""The rows of the pages of research as they stand in a file: each with the source and the date of its figures."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from research.models import SpotFollowUp
from research.selectors.market import NOT_KNOWN, OWN_SOURCE, MarketPage
from research.selectors.market_flows import ASIDE, FlowsPage, Matrix
from research.selectors.market_quadrant import QuadrantPage
from research.selectors.radar import RadarPage, SectorLine
from research.selectors.spots import Spot

HOME = "Postcode van wie zich aanmeldde"


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One flow: of what, from where, to where and how many."""

    what: str
    start: str
    target: str
    number: str | int
    source: str
    as_of: dt.date

    HEADINGS: ClassVar[dict[str, str]] = {
        "what": "Stroom", "start": "Van", "target": "Naar", "number": "Lerenden", "source": "Bron", "as_of": "Stand op",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuadrantRow:
    """A programme of the quadrant, or one that is not on it with the reason."""

    letter: str
    name: str
    pressure: int | None
    pressure_source: str
    at_work: int | None
    work_source: str
    corner: str

    HEADINGS: ClassVar[dict[str, str]] = {
        "letter": "Letter", "name": "Opleiding", "pressure": "Druk op werkplekken (%)", "pressure_source": "Bron van de druk",
        "at_work": "Aan het werk na een jaar (%)", "work_source": "Bron van het werk", "corner": "Waar",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpotRow:
    """A white spot with what runs for it."""

    what: str
    programme: str
    place: str
    region: str
    number: int
    unit: str
    reason: str
    who: str
    running: str
    source: str
    as_of: dt.date

    HEADINGS: ClassVar[dict[str, str]] = {
        "what": "Wat", "programme": "Opleiding", "place": "Plaats", "region": "Subregio", "number": "Hoeveel",
        "unit": "Lerenden of plaatsen", "reason": "Waarom", "who": "Wie kan iets doen", "running": "Wat er loopt",
        "source": "Bron", "as_of": "Stand op",
    }  # fmt: skip


def cell(page: MarketPage, line: Any, key: str) -> Any:
    """A number stays a number in a file; what is not told or known is said in words."""
    value = line.values.get(key)
    return value if isinstance(value, int) and value >= 0 else page.text(line, key)


def flow_rows(page: FlowsPage) -> list[FlowRow]:
    """Return every flow of the page, in its order."""
    own = (f"{OWN_SOURCE}. {HOME}", page.as_of)
    found = [FlowRow("Over de grens", name, "West-Vlaanderen", _number(told), *own) for name, told in page.incoming]
    for what, number, ends in (
        ("Van elders naar hier, volgens een tabel van elders", page.coming, ("Elders", "West-Vlaanderen")),
        ("Van hier naar elders", page.leaving, ("West-Vlaanderen", "Elders")),
    ):
        found.append(
            FlowRow(what, *ends, NOT_KNOWN if number is None else number, page.source or "Geen tabel", page.as_of)
        )
    for what, matrix in (("Van thuis naar school", page.school), ("Van thuis naar het werk", page.work)):
        found += [
            FlowRow(what, start, target, number, OWN_SOURCE, page.as_of) for start, target, number in _cells(matrix)
        ]
    return found


def _cells(matrix: Matrix) -> Iterable[tuple[str, str, str | int]]:
    return ((name, target, _number(told)) for name, row in matrix.rows for target, told in row if told != ASIDE)


def _number(told: str) -> str | int:
    return int(told) if told.isdecimal() else told


def quadrant_rows(page: QuadrantPage) -> list[QuadrantRow]:
    """Return the programmes of the quadrant in the order of their letters, then those left out."""
    counted = f"{OWN_SOURCE}, stand op {page.as_of:%d/%m/%Y}" if page.as_of else OWN_SOURCE
    found = [
        QuadrantRow(
            one.spot.letter, one.spot.name, one.spot.pressure, counted, one.spot.at_work, one.origin, one.corner
        )
        for one in page.points
    ]
    return found + [
        QuadrantRow("", name, None, counted, None, "", f"Niet getoond: {why}") for name, why in page.left_out
    ]


def radar_headings(page: RadarPage) -> list[str]:
    """Return the headings of the radar, with a column for each school year."""
    forecast = f"Verwacht in {page.next_year}"
    ahead = [forecast, f"{forecast}: minstens", f"{forecast}: hoogstens"]
    more = ["Erkenningen die erbij kunnen", "Bij hoeveel bedrijven", "Bron", "Stand op"]
    return ["Letter", "Sector", "Speerpunt", "Wat", *page.years, "Trend", *ahead, *more]


def radar_rows(page: RadarPage, measure: str) -> list[list[Any]]:
    """Return the sectors of the radar, as lists in the order of the headings."""
    as_of = max((one.as_of for one in page.runs), default=None)
    return [_radar_row(line, measure, as_of) for line in page.lines]


def _radar_row(line: SectorLine, measure: str, as_of: dt.date | None) -> list[Any]:
    values = [NOT_KNOWN if value is None else value for value in line.values]
    told = line.forecast
    ahead = [told.missing] * 3 if told.missing else [told.value, told.low, told.high]
    potential = [NOT_KNOWN if value is None else value for value in (line.potential, line.companies)]
    spearhead = "nee"
    if line.spearhead is not None:
        spearhead = "voorstel" if line.spearhead.is_proposal else "ja"
    return [
        line.letter,
        line.sector.name,
        spearhead,
        measure,
        *values,
        line.trend,
        *ahead,
        *potential,
        OWN_SOURCE,
        as_of,
    ]


def spot_rows(rows: Sequence[tuple[Spot, list[SpotFollowUp]]], as_of: dt.date) -> list[SpotRow]:
    """Return the white spots of the list, with what runs."""
    return [
        SpotRow(
            str(spot.kind.label), spot.programme.name, spot.place, spot.subregion.name, spot.number,
            "lerenden" if spot.is_about_people else "plaatsen", spot.reason, spot.who,
            "; ".join(f"{one.get_kind_display()} tegen {one.due_on:%d/%m/%Y}" for one in running),
            f"{OWN_SOURCE} en het aanbod van vandaag", as_of,
        )
        for spot, running in rows
    ]  # fmt: skip
