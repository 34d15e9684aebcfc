"""The radar: supply by sector over the years, with a trend, a simple forecast, and what companies could add."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db.models import Sum

from catalogue.models import DatedRule, Programme, Sector
from catalogue.rules import RuleMissing
from companies.enums import CompanyState
from companies.models import Recognition
from companies.selectors.coverage import Ticks, counts_of, list_index
from research import rules_trend as rules
from research.market_enums import Count
from research.models import SupplyDemand, SupplyDemandRun
from research.rules_borders import changes_since, differ
from research.rules_quadrant import letter_at
from research.selectors.borders import former_municipalities
from research.selectors.market_grid import Lens
from research.selectors.rule_book import SPEARHEAD, TREND, RuleBook

NO_TERMS = "de regels voor de trend zijn niet ingevuld"
OTHER_BORDERS = "de grenzen van de streek veranderden"
MEASURES = (Count.SITES, Count.CAPACITY, Count.RECOGNISED, Count.ACTIVE, Count.WISHES, Count.PLACED)
DRAWN, LEFT, RIGHT, TOP, BOTTOM, ROOM = 8, 60, 560, 20, 290, 24


@dataclass(frozen=True, slots=True)
class SectorLine:
    """A sector: its numbers a year, where they go, and how much companies could add (None: not known)."""

    letter: str
    sector: Sector
    spearhead: DatedRule | None
    values: list[int | None]
    trend: str
    forecast: rules.Forecast
    potential: int | None
    companies: int | None

    @property
    def is_spearhead(self) -> bool:
        """Whether a rule says that the province puts this sector first."""
        return self.spearhead is not None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the chart: its points, where forecast and error stand, and its letter beside the end, apart from others."""

    letter: str
    name: str
    points: str
    x: int
    y: int
    next_y: int | None
    low_y: int
    high_y: int
    end_x: int
    end_y: int
    label_y: int = 0


@dataclass(frozen=True, slots=True)
class RadarPage:
    """Everything on the page; `share` is which part of a list a company must cover, in percent."""

    years: list[str]
    next_year: str
    lines: list[SectorLine]
    drawn: list[Drawn]
    top: int
    share: int | None
    marks: list[tuple[int, str]]
    runs: list[SupplyDemandRun]
    borders: list[str]

    @property
    def backfilled(self) -> list[str]:
        """The school years that were counted afterwards, from dates alone."""
        return [one.school_year for one in self.runs if one.is_backfilled]


def radar_page(
    lens: Lens, runs: Sequence[SupplyDemandRun], measure: str, book: RuleBook, every: Iterable[Sector]
) -> RadarPage:
    """Return the radar up to the school year of the lens (at most 7 queries)."""
    counted = sorted((one for one in runs if one.school_year <= lens.year), key=lambda one: one.school_year)
    years = [one.school_year for one in counted]
    cells = SupplyDemand.objects.filter(school_year__in=years)
    if lens.subregion:
        cells = cells.filter(subregion=lens.subregion)
    summed = cells.order_by().values_list("programme__sector", "school_year").annotate(n=Sum(measure))
    told: dict[int, dict[str, int | None]] = defaultdict(dict)
    known = set()
    for sector, year, number in summed:
        told[sector][year] = number
        known |= {year} if number is not None else set()
    share, pairs, places = _potential(lens, book)
    spearheads, terms = book.scopes(SPEARHEAD), _terms(book)
    rows = [one for one in every if one.pk in {*told, *pairs} and lens.sector in {None, one}]
    borders, moved = _borders(lens, counted)
    lines: list[SectorLine] = []
    for one in rows:
        values = [told[one.pk].get(year, _nothing(measure)) if year in known else None for year in years]
        found = rules.Forecast(missing=OTHER_BORDERS if moved else NO_TERMS)
        if terms and not moved:
            found = rules.forecast(values, terms.fewest)
        potential = (pairs.get(one.pk, 0), places.get(one.pk, 0)) if share is not None else (None, None)
        trend = rules.trend_words(values, found, terms.steady if terms else 0)
        lines.append(
            SectorLine(letter_at(len(lines)), one, spearheads.get(one.slug), values, trend, found, *potential)
        )
    top = max((number for line in lines for number in (*line.values, line.forecast.high) if number), default=1)
    drawn = sorted(lines, key=lambda line: (not line.is_spearhead, -(line.values[-1] or 0) if line.values else 0))[
        :DRAWN
    ]
    marks = [(_x(at, len(years)), year) for at, year in enumerate([*years, _after(lens.year)])]
    lines_drawn = _apart([_drawn(one, top) for one in drawn])
    return RadarPage(years, _after(lens.year), lines, lines_drawn, top, share, marks, counted, borders)


def _terms(book: RuleBook) -> rules.Terms | None:
    """When there is a forecast and what is called steady; None when nobody filled that in."""
    try:
        return rules.Terms(book.whole("fewest-years", TREND), book.whole("steady-share", TREND))
    except RuleMissing:
        return None


def _borders(lens: Lens, counted: Sequence[SupplyDemandRun]) -> tuple[list[str], bool]:
    """What changed since the first year, and whether the borders of the lens are not the same in every year."""
    former = former_municipalities() if any(one.is_closed for one in counted) else []
    region = lens.subregion.pk if lens.subregion else None
    days = [one.as_of for one in counted if one.is_closed]
    told = list(dict.fromkeys(words for day in days for words in changes_since(former, day, region)))
    return told, region is not None and differ(former, days, region)


def _nothing(measure: str) -> int | None:
    return None if measure == Count.CAPACITY else 0


def _after(year: str) -> str:
    return f"{int(year[:4]) + 1}-{int(year[-4:]) + 1}"


def _potential(lens: Lens, book: RuleBook) -> tuple[int | None, dict[int, int], dict[int, int]]:
    """What open establishments could add: (share of the list, programmes to recognise and companies by sector).

    A pair counts when the work there covers enough of the activity list and it has no recognition for it yet (4 queries).
    """
    try:
        share = book.whole("", "max-dual-proposal")
    except RuleMissing:
        return None, {}, {}
    ticks = Ticks.objects.filter(establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE)
    if lens.subregion:
        ticks = ticks.filter(establishment__municipality__subregion=lens.subregion)
    index = list_index()
    owners, counts = counts_of(
        index, np.array(ticks.values_list("establishment", "activity"), np.int64).reshape(-1, 2)
    )
    able = index.lists.percentages(counts) >= share
    sector_of = dict(Programme.objects.values_list("pk", "sector"))
    held = set(Recognition.objects.valid_on(book.today).values_list("establishment", "programme"))
    pairs: dict[int, int] = defaultdict(int)
    places: dict[int, set[int]] = defaultdict(set)
    for row, column in np.argwhere(able).tolist():
        establishment, programme = owners[row], index.programme_ids[column]
        if (establishment, programme) not in held:
            pairs[sector_of[programme]] += 1
            places[sector_of[programme]].add(establishment)
    return share, dict(pairs), {sector: len(found) for sector, found in places.items()}


def _x(at: int, number: int) -> int:
    return round(LEFT + (RIGHT - LEFT) * at / max(1, number))


def _y(value: float, top: int) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * value / top)


def _drawn(line: SectorLine, top: int) -> Drawn:
    number = len(line.values)
    points = [(_x(at, number), _y(value, top)) for at, value in enumerate(line.values) if value is not None]
    last = points[-1] if points else (LEFT, BOTTOM)
    ahead = None if line.forecast.missing else _y(line.forecast.value, top)
    return Drawn(
        line.letter, line.sector.name, " ".join(f"{x},{y}" for x, y in points), *last, ahead,
        _y(line.forecast.low, top), _y(min(line.forecast.high, top), top), *(last if ahead is None else (RIGHT, ahead)),
    )  # fmt: skip


def _apart(lines: Sequence[Drawn]) -> list[Drawn]:
    """Give each line a place for its letter at the right: as near to its end as can be, no two on each other."""
    order, places = sorted(lines, key=lambda line: line.end_y), list[int]()
    for line in order:
        places.append(max(line.end_y, places[-1] + ROOM if places else line.end_y))
    lowest = BOTTOM + ROOM // 2
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], lowest - ROOM * (len(places) - 1 - at))
    found = {line.letter: place for line, place in zip(order, places, strict=True)}
    return [replace(line, label_y=found[line.letter]) for line in lines]
