"""The quadrant of programmes: demand pressure against the work people find afterwards."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from catalogue.rules import RuleMissing
from research import rules_quadrant as rules
from research.market_enums import Count
from research.models import SupplyDemandRun
from research.rules_borders import changes_since
from research.selectors.borders import former_municipalities
from research.selectors.market_grid import Least, Lens, programme_lines
from research.selectors.outside import OutsideNumber, newest_figures
from research.selectors.rule_book import RuleBook

SIZE, MARGIN, ROOM = 520, 60, 24
AROUND = sorted(
    ((x, y) for x in range(-4, 5) for y in range(-4, 5)), key=lambda step: (step[0] ** 2 + step[1] ** 2, step)
)


@dataclass(frozen=True, slots=True)
class Point:
    """A spot with its place in the drawing, its corner in words, and where its figure of leavers comes from."""

    spot: rules.Spot
    x: int
    y: int
    corner: str
    origin: str


@dataclass(frozen=True, slots=True)
class QuadrantPage:
    """Everything on the page; `missing` says why there is no quadrant."""

    points: list[Point]
    left_out: list[tuple[str, str]]
    line_x: int
    line_y: int
    sources: list[str]
    least: int
    least_leavers: int
    across: tuple[int, int] = (0, 100)
    up: tuple[int, int] = (0, 100)
    missing: str = ""
    as_of: dt.date | None = None
    borders: list[str] = field(default_factory=list)


def quadrant_page(lens: Lens, run: SupplyDemandRun, book: RuleBook) -> QuadrantPage:
    """Return the quadrant of a lens; small numbers are hidden for everybody (at most 4 queries)."""
    try:
        least, leavers = book.whole("smallest"), book.whole("smallest-leavers")
    except RuleMissing as missing:
        return QuadrantPage([], [], 0, 0, [], 0, 0, missing=f"De regel ‘{missing}’ staat nog niet in de catalogus.")
    told = newest_figures(("leavers", "jobless"), lens.subregion, until=lens.year[-4:])
    facts, origins = [], dict[str, str]()
    for line in programme_lines(lens, Least()):
        size, share = told.get(("leavers", line.pk)), told.get(("jobless", line.pk))
        same = size is not None and share is not None and (size.period, size.place) == (share.period, share.place)
        if share is not None:
            origins[line.name] = (
                f"{share.source}, {share.place}, {share.period}, gegevens van {share.data_date:%d/%m/%Y}"
            )
        facts.append(
            rules.Facts(
                line.name,
                line.values.get(Count.WAITING),
                line.values.get(Count.GREEN),
                int(size.value) if size is not None and same else None,
                float(share.value) if share is not None else None,
            )
        )
    found = rules.quadrant(facts, least=least, least_leavers=leavers)
    across = rules.span_of(one.pressure for one in found.spots)
    up = rules.span_of(one.at_work for one in found.spots)
    points = [
        Point(
            one, _at(one.pressure, across), SIZE - _at(one.at_work, up), rules.corner_of(one, found), origins[one.name]
        )
        for one in found.spots
    ]
    lines = _at(found.middle_pressure, across), SIZE - _at(found.middle_work, up)
    former = former_municipalities() if run.is_closed else []
    borders = changes_since(former, run.as_of, lens.subregion.pk if lens.subregion else None)
    axes: dict[str, Any] = {"across": across, "up": up, "as_of": run.as_of, "borders": borders}
    return QuadrantPage(_apart(points), found.left_out, *lines, _sources(told), least, leavers, **axes)


def _at(share: int, span: tuple[int, int]) -> int:
    low, high = span
    return round(MARGIN + ROOM + (SIZE - 2 * (MARGIN + ROOM)) * (share - low) / (high - low))


def _apart(points: list[Point]) -> list[Point]:
    """Move points that lie on each other a little, round and round their place, so that each letter can be read."""
    taken: list[tuple[int, int]] = []
    found = []
    for point in points:
        spots = ((point.x + dx * ROOM, point.y + dy * ROOM) for dx, dy in AROUND)
        x, y = next((one for one in spots if _is_free(one, taken)), (point.x, point.y))
        taken.append((x, y))
        found.append(Point(point.spot, x, y, point.corner, point.origin))
    return found


def _is_free(spot: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    inside = all(MARGIN <= each <= SIZE - MARGIN for each in spot)
    return inside and all(max(abs(spot[0] - x), abs(spot[1] - y)) >= ROOM for x, y in taken)


def _sources(told: dict[tuple[str, int], OutsideNumber]) -> list[str]:
    return sorted({f"{one.source}, gegevens van {one.data_date:%d/%m/%Y}" for one in told.values()})
