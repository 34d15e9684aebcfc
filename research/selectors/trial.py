"""What opening, closing, more places or another bus would give: the engine runs on the cohort of today, in memory."""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.enums import TravelMode
from catalogue.models import Municipality, Programme, Sector, Subregion
from catalogue.rules import RuleMissing, TravelTableMissing
from catalogue.selectors import rule_value
from core import clock
from matchmaking import engine
from matchmaking.adapters import Scope, Snapshot, take_snapshot
from matchmaking.adapters.shared import hours_provided
from matchmaking.engine.what_if import Trial, settle_trial
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.selectors.trial_figures import Measure, measures_of
from research import rules_trial as rules
from research.rules_trial import Change, Sites
from research.selectors.borders import sectors_of
from research.selectors.rule_book import RULES
from research.trial_enums import ChangeKind
from schools.models import ProgrammeOffer

BUS, BICYCLE = (TravelMode.ORDER.index(mode) for mode in (TravelMode.PUBLIC_TRANSPORT, TravelMode.BICYCLE))
SHOWN = 25
White = dict[tuple[int, int], int]
"""Learners per programme (primary key) and zone of their home."""


class NoTrial(Exception):
    """Nothing can be worked out. The message is a Dutch sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What the engine reads, and the schools: everything one side of the comparison is worked out from."""

    problem: engine.Problem
    sites: Sites
    minutes: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side: the settled round, who has no school, and who has no workplace within reach."""

    trial: Trial
    no_school: NDArray[np.bool_]
    no_work: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SpotChange:
    """A white spot that changes: a programme in a municipality, with the learners it is about on both sides."""

    programme: str
    town: str
    what: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class TrialPage:
    """Everything on the page; `lines` are the changes in words with their code."""

    learners: int
    measures: list[Measure]
    spots: list[SpotChange]
    more: int
    lines: list[tuple[str, str]]
    dropped: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Known:
    """The municipalities with their sub-region (by NIS code) and the programmes with their sector (by name)."""

    municipalities: list[Municipality]
    programmes: list[Programme]

    @property
    def subregions(self) -> list[Subregion]:
        """Every sub-region with a municipality, by name."""
        return sorted({one.subregion for one in self.municipalities}, key=lambda one: one.name)

    @property
    def sectors(self) -> list[Sector]:
        """Every sector with a programme, by name."""
        return sectors_of(self.programmes)


@dataclass(frozen=True, slots=True)
class Place:
    """Whom it is about: who looks in one sub-region, in one sector, or everybody."""

    subregion: Subregion | None = None
    sector: Sector | None = None


def places_and_programmes() -> Known:
    """Return what the page chooses from and what it names (2 queries)."""
    return Known(
        list(Municipality.objects.order_by("nis").select_related("subregion")),
        list(Programme.objects.order_by("name", "pk").select_related("sector")),
    )


def trial_page(place: Place, changes: Sequence[Change], known: Known) -> TrialPage:
    """Work out today's round and the changed one, and put them side by side. Raises NoTrial. Nothing is written."""
    started = time.perf_counter()
    snapshot, near = _read(place, known)
    towns = {one.nis: (at, one.name) for at, one in enumerate(known.municipalities)}
    programmes = {one.slug: one for one in known.programmes}
    kept = [one for one in changes if _is_known(one, programmes, towns)]
    sites, own = _schools(snapshot, towns)
    today = World(snapshot.problem, sites, snapshot.problem.travel.matrix)  # type: ignore[attr-defined]
    other = today
    for one in kept:
        other = _changed(other, one, programmes, towns)
    before, after = (_side(world, own, near) for world in (today, other))
    names = {one.pk: one.name for one in programmes.values()}
    spots = _spots(snapshot.problem, before, after, towns, names)
    return TrialPage(
        learners=len(snapshot.learner_ids),
        measures=[*measures_of(before.trial, after.trial), *_reach_measures(before, after)],
        spots=spots[:SHOWN],
        more=max(0, len(spots) - SHOWN),
        lines=[(in_words(one, programmes, towns), one.code) for one in kept],
        dropped=len(changes) - len(kept),
        milliseconds=max(1, round(1000 * (time.perf_counter() - started))),
    )


def _read(place: Place, known: Known) -> tuple[Snapshot, int]:
    day = clock.today()
    try:
        minutes = int(rule_value(RULES, "reach-minutes", on=day))
        only = tuple(one.pk for one in known.programmes if one.sector == place.sector) if place.sector else None
        scope = Scope(day, place.subregion.pk if place.subregion else None, only)
        snapshot = take_snapshot(scope, current_profile(day))
    except (RuleMissing, TravelTableMissing, NoWeights, engine.EngineError) as why:
        raise NoTrial(f"We kunnen niet rekenen: {why}") from why
    if snapshot.is_empty:
        raise NoTrial("Niemand zoekt hier nu een plek. Er valt niets te vergelijken.")
    return snapshot, minutes


Towns = dict[str, tuple[int, str]]


def _is_known(one: Change, programmes: dict[str, Programme], towns: Towns) -> bool:
    about = one.target in towns if one.kind == ChangeKind.BUS else one.programme in programmes
    return about and one.town in towns


def in_words(one: Change, programmes: dict[str, Programme], towns: Towns) -> str:
    """Return a change as a sentence."""
    town = towns[one.town][1]
    if one.kind == ChangeKind.BUS:
        return f"De bus of de trein tussen {town} en {towns[one.target][1]} doet er {one.number} minuten over."
    name = programmes[one.programme].name
    if one.kind == ChangeKind.PLACES:
        return f"{one.number} {'werkplek' if one.number == 1 else 'werkplekken'} erbij voor {name} in {town}."
    if one.kind == ChangeKind.OPEN:
        return f"Een school in {town} start met {name}."
    return f"De scholen in {town} stoppen met {name}."


def _schools(snapshot: Snapshot, towns: Towns) -> tuple[Sites, NDArray[np.int32]]:
    """The zones where each programme is taught, and of each learner the zone of the own school (1 query)."""
    sites: Sites = defaultdict(set)
    taught: dict[tuple[int | None, int], int] = {}
    rows = ProgrammeOffer.objects.public().order_by("-pk")
    for programme, school, nis in rows.values_list("programme", "campus__school", "campus__municipality__nis"):
        sites[programme].add(towns[nis][0])
        taught[school, programme] = towns[nis][0]
    wanted = snapshot.problem.learners.programme.tolist()
    own = [taught.get(pair, -1) for pair in zip(snapshot.school_ids, wanted, strict=True)]
    return dict(sites), np.array(own, np.int32)


def _changed(world: World, one: Change, programmes: dict[str, Programme], towns: Towns) -> World:
    zone = towns[one.town][0]
    if one.kind == ChangeKind.BUS:
        target, minutes = towns[one.target][0], world.minutes.copy()
        minutes[zone, target, BUS] = minutes[target, zone, BUS] = one.number
        return replace(world, minutes=minutes, problem=replace(world.problem, travel=engine.ZoneMatrix(minutes)))
    programme = programmes[one.programme].pk
    if one.kind == ChangeKind.PLACES:
        return replace(world, problem=with_places(world.problem, programme, zone, one.number))
    sites = {pk: set(zones) for pk, zones in world.sites.items()}
    here = sites.setdefault(programme, set())
    here.add(zone) if one.kind == ChangeKind.OPEN else here.discard(zone)
    return replace(world, sites=sites)


def with_places(problem: engine.Problem, programme: int, zone: int, number: int) -> engine.Problem:
    """Return the problem with a new workplace of so many places, that teaches the whole list and asks for nothing."""
    learners, sites, offers = problem.learners, problem.sites, problem.offers
    same = np.flatnonzero(learners.programme == programme)
    teaches = learners.to_learn[same[:1]] if same.size else np.zeros((1, 1), np.uint64)
    width = max(teaches.shape[1], offers.teaches.shape[1])
    new_site = engine.SiteTable.build(id=[f"nieuw-{len(sites)}"], zone=[zone], capacity=[number])
    new_offer = engine.OfferTable.build(
        id=[int(offers.id.max(initial=0)) + 1], site=[len(sites)], programme=[programme], capacity=[number],
        teaches=_wide(teaches, width), provides=[hours_provided(None)],
    )  # fmt: skip
    return replace(
        problem,
        sites=_joined(sites, new_site),
        offers=_joined(replace(offers, teaches=_wide(offers.teaches, width)), new_offer),
    )


def _wide(words: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    return np.pad(words, ((0, 0), (0, width - words.shape[1])))


def _joined(table: Any, row: Any) -> Any:
    return type(table)(
        **{one.name: np.concatenate([getattr(table, one.name), getattr(row, one.name)]) for one in fields(table)}
    )


def _side(world: World, own: NDArray[np.int32], minutes: int) -> Side:
    """Settle a side: who has no school within reach takes no part."""
    people = world.problem.learners
    near = (world.minutes[:, :, BUS] <= minutes) | (world.minutes[:, :, BICYCLE] <= minutes)
    no_school = rules.without_school(people.programme, people.zone, own, world.sites, near)
    taking_part = replace(people, programme=np.where(no_school, -1, people.programme).astype(people.programme.dtype))
    trial = settle_trial(replace(world.problem, learners=taking_part))
    reached = np.zeros(len(people), np.bool_)
    reached[trial.packed.learners.row] = np.diff(trial.pairs.ptr) > 0
    return Side(trial, no_school, ~reached & ~no_school & (trial.assignment.site < 0))


def _reach_measures(before: Side, after: Side) -> list[Measure]:
    told = (
        ("Geen school binnen bereik", before.no_school, after.no_school),
        ("Geen vrije werkplek die past en bereikbaar is", before.no_work, after.no_work),
    )
    return [_fewer_is_better(label, int(was.sum()), int(now.sum())) for label, was, now in told]


def _fewer_is_better(label: str, was: int, now: int) -> Measure:
    gap = now - was
    words = "gelijk" if not gap else f"{'+' if gap > 0 else chr(0x2212)}{abs(gap)}"
    return Measure(label, str(was), str(now), words, None if not gap else gap < 0)


def _spots(
    problem: engine.Problem, before: Side, after: Side, towns: Towns, names: dict[int, str]
) -> list[SpotChange]:
    """The white spots that differ, the largest change first."""
    found = []
    places = [name for _at, name in sorted(towns.values())]
    for what, was, now in (
        ("geen school", before.no_school, after.no_school),
        ("geen werkplek", before.no_work, after.no_work),
    ):
        old, new = _white(problem, was), _white(problem, now)
        for key in {*old, *new}:
            if old.get(key, 0) != new.get(key, 0):
                programme, zone = key
                found.append(SpotChange(names[programme], places[zone], what, old.get(key, 0), new.get(key, 0)))
    return sorted(found, key=lambda one: (-abs(one.after - one.before), one.programme, one.town, one.what))


def _white(problem: engine.Problem, rows: NDArray[np.bool_]) -> White:
    people, found = problem.learners, defaultdict[tuple[int, int], int](int)
    chosen = rows & (people.zone >= 0) & (people.programme >= 0)
    for programme, zone in zip(people.programme[chosen].tolist(), people.zone[chosen].tolist(), strict=True):
        found[programme, zone] += 1
    return dict(found)
