"""What the engine is measured against: a library of matching games, a flow solver, and a plain loop over objects."""

import sys
import threading
import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from matchmaking.engine.bits import id_hash
from matchmaking.engine.score import share_of


def hospital_resident(path: Path) -> None:
    """Solves a saved instance with matching.games.HospitalResident and saves the match and the seconds it took.

    Runs in a process of its own with a raised recursion limit: the library copies its players recursively.
    """
    warnings.filterwarnings("ignore")
    from matching.games import HospitalResident

    told = np.load(path)
    ptr, site, priority, capacity = (told[name] for name in ("ptr", "site", "priority", "capacity"))
    owner = np.repeat(np.arange(ptr.size - 1), np.diff(ptr))
    residents = {f"l{row}": [f"s{s}" for s in site[ptr[row] : ptr[row + 1]]] for row in np.unique(owner).tolist()}
    hospitals: dict[str, list[str]] = {}
    for entry in np.lexsort((~priority, site)).tolist():
        hospitals.setdefault(f"s{site[entry]}", []).append(f"l{owner[entry]}")
    room = {name: int(capacity[int(name[1:])]) for name in hospitals}
    start = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(residents, hospitals, room)
    solved = game.solve(optimal="resident")
    seconds = time.perf_counter() - start
    match = np.full(ptr.size - 1, -1, np.int32)
    for hospital, people in solved.items():
        for resident in people:
            match[int(resident.name[1:])] = int(hospital.name[1:])
    np.savez(path.with_suffix(".out.npz"), match=match, seconds=seconds)


def min_cost_flow(market: Any, value: Any) -> tuple[float, Any]:
    """Seconds and entry per learner of the exact optimum: first the most places, then the highest total score."""
    from ortools.graph.python import min_cost_flow as flow

    people, sites = market.ptr.size - 1, market.capacity.size
    owner = np.repeat(np.arange(people), np.diff(market.ptr))
    sink = people + sites
    start = time.perf_counter()
    solver = flow.SimpleMinCostFlow()
    ones = np.ones(owner.size, np.int64)
    everybody, places = np.arange(people, dtype=np.int32), np.arange(people, sink, dtype=np.int32)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        owner.astype(np.int32), (people + market.site).astype(np.int32), ones, -value
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        everybody, np.full(people, sink, np.int32), np.ones(people, np.int64), np.full(people, 1_000_000)
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        places, np.full(sites, sink, np.int32), market.capacity, np.zeros(sites, np.int64)
    )
    solver.set_nodes_supplies(
        np.arange(sink + 1, dtype=np.int32),
        np.concatenate([np.ones(people), np.zeros(sites), [-people]]).astype(np.int64),
    )
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("no optimal flow")
    used = np.flatnonzero(solver.flows(arcs) > 0)
    seconds = time.perf_counter() - start
    entry = np.full(people, -1, np.int64)
    entry[owner[used]] = used
    return seconds, entry


def objects_of(packed: Any) -> tuple[list[Any], dict[int, list[Any]]]:
    """Learners, and offers per programme, as plain objects, the way an ORM would hand them over."""
    problem = packed.problem
    sites = problem.sites
    tables: list[list[Any]] = []
    offers: dict[int, list[Any]] = {}
    for table in (problem.learners, problem.offers):
        columns = {name: getattr(table, name).tolist() for name in table.COLUMNS}
        tables.append(
            [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]
        )
    for row, offer in enumerate(tables[1]):
        offer.row, s = row, offer.site
        offer.x, offer.y, offer.capacity = float(sites.x[s]), float(sites.y[s]), int(sites.capacity[s])
        offer.tags, offer.quality = (
            int(sites.tags[s]),
            (float(sites.mentor_available[s]), float(sites.responsiveness[s])),
        )
        offers.setdefault(offer.programme, []).append(offer)
    return tables[0], offers


_LOADED: dict[int, Any] = {}


def loop_over_objects(packed: Any, learner: int) -> list[int]:
    """Offer rows for one learner, best first: the same rules in a loop over loaded objects (straight lines only)."""
    if id(packed) not in _LOADED:
        _LOADED.clear()
        refused = set(
            zip(packed.problem.decisions.learner.tolist(), packed.problem.decisions.site.tolist(), strict=True)
        )
        salts = packed.learners.salt[packed.learners.at].tolist(), _salts(packed)
        _LOADED[id(packed)] = (*objects_of(packed), refused, *salts)
    people, offers, refused, mine, theirs = _LOADED[id(packed)]
    one, travel = people[learner], packed.problem.travel
    speeds = zip(travel.overhead, travel.minutes_per_km, strict=True)
    speeds = [pair for bit, pair in enumerate(speeds) if one.modes >> bit & 1]
    found = []
    for o in offers.get(one.programme, ()):
        if o.capacity <= 0 or (learner, o.site) in refused or not _meets(one, o):
            continue
        km = int(((o.x - one.x) ** 2 + (o.y - one.y) ** 2) ** 0.5 * 8 + 0.5) / 8
        minutes = min((int(over + per * km + 0.5) for over, per in speeds), default=255)
        if minutes <= int(one.max_minutes):
            score = _score(one, o, minutes, packed.problem.weights.learner)
            found.append((-score, -_tie(mine[learner], theirs[o.site]), o.site, o.row))
    return [row for *_, row in sorted(found)]


def _meets(one: Any, o: Any) -> bool:
    """The rules on dates, age, licences, accessibility and language."""
    begin = max(one.begin, o.begin)
    turned = {0: 0, 15: one.turns[0], 16: one.turns[1], 18: one.turns[2]}[o.min_age]
    if not o.valid_from <= begin <= min(o.valid_until, o.until) or begin > min(one.begin + 60, one.until):
        return False
    if turned > begin or o.requires & ~one.has or one.needs & ~o.provides:
        return False
    return not o.languages or bool(o.languages & one.languages)


def _score(one: Any, o: Any, minutes: int, weights: Any) -> int:
    limit, goal = int(one.max_minutes), min(one.tags.bit_count(), 3)
    raw = (
        share_of(limit - minutes, limit),
        share_of((one.to_learn[0] & o.teaches[0]).bit_count(), one.to_learn[0].bit_count()),
        share_of((one.wants[0] & o.teaches[0]).bit_count(), one.wants[0].bit_count()),
        share_of(min((one.tags & o.tags).bit_count(), goal), goal),
        *(int(quality * 1000 + 0.5) for quality in o.quality),
    )
    return int(sum(weight * value for weight, value in zip(weights, raw, strict=True)) + 500) // 1000


def _salts(packed: Any) -> list[int]:
    return (id_hash(packed.problem.sites.id) & np.uint64(0xFFFFFFFF)).tolist()


def _tie(one: int, other: int) -> int:
    tie = one ^ other
    tie = (tie ^ tie >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    tie = (tie ^ tie >> 12) * 0x297A2D39 & 0xFFFFFFFF
    return tie >> 16


if __name__ == "__main__":
    sys.setrecursionlimit(10**8)
    threading.stack_size(2**30 * 3 // 2)
    worker = threading.Thread(target=hospital_resident, args=(Path(sys.argv[1]),))
    worker.start()
    worker.join()
