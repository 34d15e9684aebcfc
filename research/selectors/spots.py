"""White spots and overlap: what is asked for and not reachable, places nobody takes, and schools in each other's way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count as DbCount
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from catalogue.enums import TravelMode
from catalogue.models import DatedRule, Programme, Subregion
from catalogue.rules import RuleMissing, TravelTableMissing
from catalogue.selectors import travel_tables
from learners.enums import CaseState
from learners.models import Learner
from research.models import SupplyDemand, SupplyDemandRun
from research.selectors.dossier_scope import told
from research.selectors.market_grid import Lens
from research.selectors.rule_book import RuleBook
from research.spot_enums import SpotKind
from schools.models import ProgrammeOffer

NAMED, LIMITS = 3, ("reach-minutes", "neighbour-minutes", "low-fill")
NO_TRAVEL = "Van dit schooljaar weten we niet wat bereikbaar is. Scholen of werkplekken te ver weg zie je hier niet."


@dataclass(frozen=True, slots=True)
class Spot:
    """One white spot: for how many people or places it counts, why, and who could act."""

    key: str
    kind: SpotKind
    programme: Programme
    subregion: Subregion
    place: str
    number: int
    reason: str
    who: str
    schools: tuple[int, ...] = ()

    @property
    def is_about_people(self) -> bool:
        """Whether its number counts learners; else it counts places."""
        return self.kind in {SpotKind.NO_SCHOOL, SpotKind.NO_WORK}


@dataclass(frozen=True, slots=True)
class Taught:
    """A programme at a school: where, how many places and how many learners."""

    programme: Programme
    school: int
    name: str
    town: str
    nis: str
    subregion: Subregion
    places: int
    taken: int


@dataclass(frozen=True, slots=True)
class SpotsFound:
    """The white spots in order, what kept us from looking for some of them, and the limits we looked with."""

    spots: list[Spot]
    missing: list[str]
    limits: list[DatedRule]


def every_programme() -> list[Programme]:
    """Return every programme with its sector and partnership (1 query)."""
    return list(Programme.objects.with_names())


def white_spots(
    lens: Lens, book: RuleBook, run: SupplyDemandRun, regions: Iterable[Subregion], every: Iterable[Programme]
) -> SpotsFound:
    """Return the white spots of a lens, the largest first, those about people before those about places (at most 5 queries)."""
    missing = [] if run.has_travel else [NO_TRAVEL]
    programmes = {one.pk: one for one in every if not lens.sector or one.sector == lens.sector}
    offers, named = _taught(lens), {one.pk: one for one in regions}
    cells = list(_cells(lens)) if run.has_travel else []
    found = [*_no_school(cells, programmes, named, offers), *_no_work(cells, programmes, named), *_empty(offers)]
    try:
        found += _overlap(offers, book)
    except (RuleMissing, TravelTableMissing) as why:
        missing.append(f"Overlap konden we niet zoeken: {why}.")
    kept = [one for one in found if lens.subregion is None or one.subregion.pk == lens.subregion.pk]
    return SpotsFound(sorted(kept, key=_order), missing, book.known(*LIMITS))


def spot_with(spots: Iterable[Spot], key: str) -> Spot | None:
    """Return the white spot with this key, when it is still there."""
    return next((one for one in spots if one.key == key), None)


def _order(spot: Spot) -> tuple[bool, int, str, str]:
    return not spot.is_about_people, -spot.number, spot.programme.name, spot.key


def _cells(lens: Lens) -> Iterable[Any]:
    """People, wishes and sleeping companies per programme and sub-region; `far_` counts the municipalities from which
    nothing can be reached (1 query).
    """
    rows = SupplyDemand.objects.of_year(lens.year).filter(municipality__isnull=False, subregion__isnull=False)
    far_school, far_work = Q(sites_bicycle=0, sites_transport=0), Q(green_bicycle=0, green_transport=0)
    return rows.order_by().values("programme", "subregion").annotate(
        far_people=Sum("waiting", filter=far_school), far_wished=Sum("wished", filter=far_school),
        far_towns=DbCount("municipality", filter=far_school & (Q(waiting__gt=0) | Q(wished__gt=0))),
        far_work=Sum("waiting", filter=far_work), sleeping=Sum("asleep"),
    )  # fmt: skip


def _no_school(
    cells: Iterable[Any], programmes: dict[int, Programme], regions: dict[int, Subregion], offers: Iterable[Taught]
) -> list[Spot]:
    near: dict[tuple[int, str, int], set[str]] = defaultdict(set)
    for one in offers:
        near[one.programme.sector_id, one.programme.grade, one.subregion.pk].add(one.name)
    found = []
    for row in cells:
        programme, region = programmes.get(row["programme"]), regions[row["subregion"]]
        people, wished = row["far_people"] or 0, row["far_wished"] or 0
        if programme is None or programme.retired_on or not people + wished:
            continue
        names = sorted(near[programme.sector_id, programme.grade, region.pk])[:NAMED]
        asked = [told(people, "lerende wacht", "lerenden wachten")] if people else []
        asked += [f"bedrijven vragen {told(wished, 'lerende', 'lerenden')}"] if wished else []
        where = f"in {told(row['far_towns'], 'gemeente', 'gemeenten')} zonder school binnen bereik."
        words = f"{' en '.join(asked)} {where}"
        reason = words[0].upper() + words[1:]
        who = (
            f"Scholen met verwant aanbod: {', '.join(names)}."
            if names
            else "Het POF: geen school in deze streek geeft iets verwants."
        )
        found.append(_spot(SpotKind.NO_SCHOOL, programme, region, people + wished, reason, who))
    return found


def _no_work(cells: Iterable[Any], programmes: dict[int, Programme], regions: dict[int, Subregion]) -> list[Spot]:
    found = []
    for row in cells:
        programme, region = programmes.get(row["programme"]), regions[row["subregion"]]
        people, sleeping = row["far_work"] or 0, row["sleeping"] or 0
        if programme is None or not people:
            continue
        reason = f"{told(people, 'lerende wacht', 'lerenden wachten')} op een plek, en geen enkele vrije werkplek ligt binnen bereik."
        body = programme.partnership.name if programme.partnership else "het partnerschap van de sector"
        waking = f"{told(sleeping, 'bedrijf', 'bedrijven')} met een slapende erkenning; " if sleeping else ""
        found.append(_spot(SpotKind.NO_WORK, programme, region, people, reason, f"{waking}{body}.".capitalize()))
    return found


def _spot(kind: SpotKind, programme: Programme, region: Subregion, number: int, reason: str, who: str) -> Spot:
    key = f"{kind}:{programme.slug}:{region.slug}"
    return Spot(key, kind, programme, region, region.name, number, reason, who)


def _taught(lens: Lens) -> list[Taught]:
    """Every programme at a school with its places and its learners; its first campus says where (1 query)."""
    here = Learner.objects.filter(school=OuterRef("campus__school"), programme=OuterRef("programme"))
    counted = here.exclude(case__state=CaseState.CLOSED).order_by().values("school").annotate(n=DbCount("pk"))
    rows = (
        ProgrammeOffer.objects.public()
        .select_related("programme__sector", "campus__school", "campus__municipality__subregion")
        .annotate(taken=Coalesce(Subquery(counted.values("n")), 0))
    )
    if lens.sector:
        rows = rows.filter(programme__sector=lens.sector)
    found: dict[tuple[int, int], Taught] = {}
    for row in rows.order_by("campus__school__name", "programme__name", "pk"):
        key, town = (row.campus.school_id, row.programme_id), row.campus.municipality
        known = found.get(key)
        places = (row.capacity or 0) + (known.places if known else 0)
        first = (known.town, known.nis, known.subregion) if known else (town.name, town.nis, town.subregion)
        found[key] = Taught(row.programme, key[0], row.campus.school.name, *first, places, row.taken)  # type: ignore[attr-defined]
    return list(found.values())


def _empty(offers: Iterable[Taught]) -> list[Spot]:
    return [
        Spot(
            f"{SpotKind.EMPTY}:{one.programme.slug}:{one.school}", SpotKind.EMPTY, one.programme, one.subregion,
            f"{one.name} ({one.town})", one.places,
            f"De school heeft {told(one.places, 'plaats', 'plaatsen')}, maar het portaal kent er geen enkele lerende.",
            f"{one.name}.", (one.school,),
        )
        for one in offers
        if one.places and not one.taken
    ]  # fmt: skip


def _overlap(offers: Iterable[Taught], book: RuleBook) -> list[Spot]:
    """Pairs of schools with the same programme, close by bus or train, whose places are mostly free."""
    travel, minutes, low = travel_tables(), book.whole("neighbour-minutes"), book.whole("low-fill")
    same: dict[int, list[Taught]] = defaultdict(list)
    for one in offers:
        if one.places and one.taken:
            same[one.programme.pk].append(one)
    found = []
    for pair in (pair for group in same.values() for pair in combinations(group, 2)):
        trips = [travel.between(a.nis, b.nis, TravelMode.PUBLIC_TRANSPORT) for a, b in (pair, pair[::-1])]
        near = min((trip for trip in trips if trip is not None), default=None)
        places, taken = sum(one.places for one in pair), sum(one.taken for one in pair)
        if near is not None and near <= minutes and 100 * taken < low * places:
            found.append(_pair(*pair, near, places, taken))
    return found


def _pair(one: Taught, other: Taught, minutes: int, places: int, taken: int) -> Spot:
    names = f"{one.name} ({one.town}) en {other.name} ({other.town})"
    reason = (
        f"De scholen liggen {minutes} minuten van elkaar en geven allebei deze opleiding. Samen hebben ze"
        f" {told(taken, 'lerende', 'lerenden')} op {places} plaatsen ({round(100 * taken / places)} %)."
    )
    key = f"{SpotKind.OVERLAP}:{one.programme.slug}:{one.school}-{other.school}"
    return Spot(
        key, SpotKind.OVERLAP, one.programme, one.subregion, names, places - taken, reason,
        f"{one.name} en {other.name}.", (one.school, other.school),
    )  # fmt: skip
