"""White spots and overlap: what is asked for and not reachable, places nobody takes, and schools in each other's way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count as DbCount
from django.db.models import Q, Sum

from catalogue.enums import TravelMode
from catalogue.models import Programme, Subregion
from catalogue.rules import RuleMissing, TravelTableMissing
from catalogue.selectors import rule_value, travel_tables
from core import clock
from learners.enums import CaseState
from learners.models import Learner
from research.models import SupplyDemand
from research.selectors.dossier_scope import RULES, told
from research.selectors.market_grid import Lens
from research.spot_enums import SpotKind
from schools.models import ProgrammeOffer

NAMED = 3


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
    """The white spots in order, and what kept us from looking for some of them."""

    spots: list[Spot]
    missing: list[str]


def white_spots(lens: Lens) -> SpotsFound:
    """Return the white spots of a lens, the largest first, those about people before those about places (8 queries)."""
    missing: list[str] = []
    if not SupplyDemand.objects.of_year(lens.year).filter(sites_bicycle__isnull=False).exists():
        missing.append(
            "Van dit schooljaar weten we niet wat bereikbaar is. Scholen of werkplekken te ver weg zie je hier niet."
        )
    offers, programmes = _taught(lens), _programmes(lens)
    regions = {one.pk: one for one in Subregion.objects.all()}
    found = [*_no_school(lens, programmes, regions, offers), *_no_work(lens, programmes, regions), *_empty(offers)]
    try:
        found += _overlap(offers)
    except (RuleMissing, TravelTableMissing) as why:
        missing.append(f"Overlap konden we niet zoeken: {why}.")
    kept = [one for one in found if lens.subregion is None or one.subregion.pk == lens.subregion.pk]
    return SpotsFound(sorted(kept, key=_order), missing)


def spot_with(lens: Lens, key: str) -> Spot | None:
    """Return the white spot with this key, when it is still there."""
    return next((one for one in white_spots(lens).spots if one.key == key), None)


def _order(spot: Spot) -> tuple[bool, int, str, str]:
    return not spot.is_about_people, -spot.number, spot.programme.name, spot.key


def _programmes(lens: Lens) -> dict[int, Programme]:
    rows = Programme.objects.with_names()
    return {one.pk: one for one in (rows.filter(sector=lens.sector) if lens.sector else rows)}


def _far(lens: Lens, what: str) -> Iterable[Any]:
    """People and wishes per programme and sub-region, of the municipalities from which nothing can be reached."""
    rows = SupplyDemand.objects.of_year(lens.year).filter(
        **{f"{what}_bicycle": 0, f"{what}_transport": 0}, municipality__isnull=False
    )
    cells = rows.order_by().values("programme", "municipality__subregion")
    return cells.annotate(
        people=Sum("waiting"), wished_for=Sum("wished"),
        towns=DbCount("municipality", filter=Q(waiting__gt=0) | Q(wished__gt=0)),
    )  # fmt: skip


def _no_school(
    lens: Lens, programmes: dict[int, Programme], regions: dict[int, Subregion], offers: Iterable[Taught]
) -> list[Spot]:
    near: dict[tuple[int, str, int], set[str]] = defaultdict(set)
    for one in offers:
        near[one.programme.sector_id, one.programme.grade, one.subregion.pk].add(one.name)
    found = []
    for row in _far(lens, "sites"):
        programme, region = programmes.get(row["programme"]), regions[row["municipality__subregion"]]
        people, wished = row["people"] or 0, row["wished_for"] or 0
        if programme is None or programme.retired_on or not people + wished:
            continue
        names = sorted(near[programme.sector_id, programme.grade, region.pk])[:NAMED]
        asked = [told(people, "lerende wacht", "lerenden wachten")] if people else []
        asked += [f"bedrijven vragen {told(wished, 'lerende', 'lerenden')}"] if wished else []
        where = f"in {told(row['towns'], 'gemeente', 'gemeenten')} zonder school binnen bereik."
        words = f"{' en '.join(asked)} {where}"
        reason = words[0].upper() + words[1:]
        who = (
            f"Scholen met verwant aanbod: {', '.join(names)}."
            if names
            else "Het POF: geen school in deze streek geeft iets verwants."
        )
        found.append(_spot(SpotKind.NO_SCHOOL, programme, region, people + wished, reason, who))
    return found


def _no_work(lens: Lens, programmes: dict[int, Programme], regions: dict[int, Subregion]) -> list[Spot]:
    cells = SupplyDemand.objects.of_year(lens.year).filter(asleep__gt=0).order_by()
    rows = cells.values_list("programme", "municipality__subregion").annotate(n=Sum("asleep"))
    asleep = {(programme, region): number for programme, region, number in rows}
    found = []
    for row in _far(lens, "green"):
        programme, region = programmes.get(row["programme"]), regions[row["municipality__subregion"]]
        people = row["people"] or 0
        if programme is None or not people:
            continue
        sleeping = asleep.get((programme.pk, region.pk), 0)
        reason = f"{told(people, 'lerende wacht', 'lerenden wachten')} op een plek, en geen enkele vrije werkplek ligt binnen bereik."
        body = programme.partnership.name if programme.partnership else "het partnerschap van de sector"
        waking = f"{told(sleeping, 'bedrijf', 'bedrijven')} met een slapende erkenning; " if sleeping else ""
        found.append(_spot(SpotKind.NO_WORK, programme, region, people, reason, f"{waking}{body}.".capitalize()))
    return found


def _spot(kind: SpotKind, programme: Programme, region: Subregion, number: int, reason: str, who: str) -> Spot:
    key = f"{kind}:{programme.slug}:{region.slug}"
    return Spot(key, kind, programme, region, region.name, number, reason, who)


def _taught(lens: Lens) -> list[Taught]:
    """Every programme at a school with its places and its learners; its first campus says where (2 queries)."""
    rows = ProgrammeOffer.objects.public().select_related(
        "programme__sector", "campus__school", "campus__municipality__subregion"
    )
    if lens.sector:
        rows = rows.filter(programme__sector=lens.sector)
    here = Learner.objects.filter(school__isnull=False, programme__isnull=False).exclude(case__state=CaseState.CLOSED)
    counted = here.order_by().values_list("school", "programme").annotate(n=DbCount("pk"))
    taken = {(school, programme): number for school, programme, number in counted}
    found: dict[tuple[int, int], Taught] = {}
    for row in rows.order_by("campus__school__name", "programme__name", "pk"):
        key, town = (row.campus.school_id, row.programme_id), row.campus.municipality
        known = found.get(key)
        places = (row.capacity or 0) + (known.places if known else 0)
        first = (known.town, known.nis, known.subregion) if known else (town.name, town.nis, town.subregion)
        found[key] = Taught(row.programme, key[0], row.campus.school.name, *first, places, taken.get(key, 0))
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


def _overlap(offers: Iterable[Taught]) -> list[Spot]:
    """Pairs of schools with the same programme, close by bus or train, whose places are mostly free."""
    today, travel = clock.today(), travel_tables()
    minutes, low = (int(rule_value(RULES, key, on=today)) for key in ("neighbour-minutes", "low-fill"))
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
