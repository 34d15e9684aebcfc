"""What the pages of supply and demand and their files both read: the same choices, the same rows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from accounts.access import actor_of
from core import clock
from research.forms.market import LensForm, MarketForm, RadarForm
from research.forms.spots import SpotForm
from research.models import SpotFollowUp, SupplyDemandRun
from research.selectors import market as selectors
from research.selectors.borders import sectors_of, subregions
from research.selectors.follow_ups import follow_ups, open_by_key
from research.selectors.market_flows import FlowsPage, flows_page
from research.selectors.market_grid import Least, Lens, runs
from research.selectors.market_quadrant import QuadrantPage, quadrant_page
from research.selectors.radar import RadarPage, radar_page
from research.selectors.rule_book import RuleBook
from research.selectors.spots import Spot, SpotsFound, every_programme, white_spots


@dataclass(frozen=True, slots=True)
class Told:
    """The choices above a page, what its reader may see, and the page; None when a choice does not exist."""

    form: Any
    least: Least
    book: RuleBook
    page: Any = None


@dataclass(frozen=True, slots=True)
class SpotRows:
    """The count they come from, the white spots of a kind, each with what runs for it, and every follow-up."""

    run: SupplyDemandRun
    found: SpotsFound
    rows: list[tuple[Spot, list[SpotFollowUp]]]
    follow_ups: list[SpotFollowUp]


def market_of(request: HttpRequest, looks: list[str] | None = None) -> Told:
    """Read supply and demand with the columns of these looks, else of the chosen one."""
    book, least = _reader(request)
    form = MarketForm(request.GET, runs=runs(), hides=least.hides)
    if form.lens is None or form.run is None:
        return Told(form, least, book)
    chosen: dict[str, Any] = {"per": form.per_chosen, "mapped": form.mapped, "sort": form.sort, "least": least}
    return Told(form, least, book, selectors.market_page(form.lens, form.run, looks=looks or [form.look], **chosen))


def flows_of(request: HttpRequest) -> Told:
    """Read the flows of today."""
    book, least = _reader(request)
    form = LensForm(request.GET, runs=runs())
    page: FlowsPage | None = flows_page(form.lens, least, form.regions) if form.lens else None
    return Told(form, least, book, page)


def quadrant_of(request: HttpRequest) -> Told:
    """Read the quadrant."""
    book, least = _reader(request)
    form = LensForm(request.GET, runs=runs())
    page: QuadrantPage | None = quadrant_page(form.lens, form.run, book) if form.lens and form.run else None
    return Told(form, least, book, page)


def radar_of(request: HttpRequest) -> Told:
    """Read the radar."""
    book, least = _reader(request)
    counted = runs()
    form = RadarForm(request.GET, runs=counted, hides=least.hides)
    page: RadarPage | None = radar_page(form.lens, counted, form.measure, book, form.sectors) if form.lens else None
    return Told(form, least, book, page)


def spots_of(request: HttpRequest) -> Told:
    """Read the white spots of the chosen kind."""
    book = RuleBook(clock.today())
    counted, programmes, regions = runs(), every_programme(), subregions()
    form = SpotForm(request.GET, runs=counted, regions=regions, sectors=sectors_of(programmes))
    if not counted or not form.is_valid():
        return Told(form, Least(), book)
    newest = counted[0]
    lens = Lens(newest.school_year, form.told["subregio"], form.told["sector"])
    found, followed = white_spots(lens, book, newest, regions, programmes), follow_ups()
    running, kind = open_by_key(followed), form.told["soort"]
    rows = [(one, running.get(one.key, [])) for one in found.spots if not kind or one.kind == kind]
    return Told(form, Least(), book, SpotRows(newest, found, rows, followed))


def _reader(request: HttpRequest) -> tuple[RuleBook, Least]:
    book = RuleBook(clock.today())
    return book, selectors.least_for(book, is_staff=actor_of(request).is_staff)
