"""What a round hands back: outcome, certificate, metrics, reasons of the unplaced, and one fingerprint of it all."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.assign import Assignment, level_round
from matchmaking.engine.certify import Report, certify
from matchmaking.engine.packing import PROGRAMME_SHIFT, Packed, pack
from matchmaking.engine.pairs import Pairs, Progress, build_pairs
from matchmaking.engine.problem import Problem
from matchmaking.engine.rules import Reason, reason_bits

ENGINE_VERSION = "1.1"
ALL_TAKEN = "all_taken"
_CHUNK = 1 << 16
StepProgress = Callable[[int, int, str], None]
Build = Callable[[Packed, Progress], Pairs]


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Everything about one round. `unplaced`: per learner row without a place, how many sites each rule removes."""

    packed: Packed
    pairs: Pairs
    assignment: Assignment
    certificate: Report
    metrics: dict[str, float]
    unplaced: dict[int, dict[str, int]]
    fingerprint: str


def run_round(problem: Problem, progress: StepProgress | None = None, build: Build = build_pairs) -> Result:
    """Packs, lists, settles, certifies and explains one round. progress(done, total, step) may be called often.

    `build` makes the lists: in this process, unless the caller shares them out (see shards).
    Raises EngineError when the problem is faulty; an unclean certificate is the caller's to refuse.
    """

    def tell(step: str) -> Callable[[int, int], None]:
        return lambda done, total: progress(done, total, step) if progress else None

    packed = pack(problem)
    tell("pack")(1, 1)
    pairs = build(packed, tell("pairs"))
    assignment = level_round(packed, pairs).assignment()
    tell("round")(1, 1)
    report = certify(packed, assignment, tell("certificate"))
    unplaced = removed_sites(packed, np.flatnonzero(assignment.site < 0))
    tell("reasons")(1, 1)
    numbers = metrics(packed, pairs, assignment)
    return Result(packed, pairs, assignment, report, numbers, unplaced, fingerprint(packed, assignment))


def removed_sites(packed: Packed, learners: Any) -> dict[int, dict[str, int]]:
    """Per learner row {rule: sites}: every site counts once, under its first reason; feasible ones under "all_taken"."""
    rows = np.asarray(learners, np.int64)
    names = [str(reason.name).lower() for reason in Reason] + [ALL_TAKEN]
    table = np.zeros((rows.size, len(names)), np.int64)
    for places, offers in _by_programme(packed, rows):
        table[places] = _counted(packed, rows[places], offers, len(names))
    return {
        int(row): {name: int(number) for name, number in zip(names, line, strict=True) if number}
        for row, line in zip(rows, table, strict=True)
    }


def _by_programme(packed: Packed, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """(places in `rows`, offer rows of their programme), a number of pairs at a time that stays in fast memory."""
    programme = packed.problem.learners.programme[rows].astype(np.int64)
    order = np.argsort(programme, kind="stable")
    edges = np.flatnonzero(np.diff(programme[order], prepend=-2, append=-2))
    for first, last in pairwise(edges.tolist()):
        own = programme[order[first]]
        span = np.searchsorted(packed.offer_keys, [own << PROGRAMME_SHIFT, (own + 1) << PROGRAMME_SHIFT])
        offers = packed.offer_rows[span[0] : span[1] if own >= 0 else span[0]]
        step = max(_CHUNK // max(offers.size, 1), 1)
        for start in range(first, last, step):
            yield order[start : min(start + step, last)], offers


def _counted(packed: Packed, rows: NDArray[Any], offers: NDArray[Any], width: int) -> NDArray[np.int64]:
    """(learners, rules) numbers of sites per first reason; those without an offer do not teach the programme."""
    bits = reason_bits(packed, rows[:, None], offers[None, :])
    lowest = bits & (~bits + np.uint16(1))
    rule = np.where(bits == 0, np.uint8(width - 1), np.bitwise_count(lowest - np.uint16(1)))
    table = np.stack([np.count_nonzero(rule == number, axis=1) for number in range(width)], 1)
    table[:, 0] += len(packed.problem.sites) - offers.size
    return table


def metrics(packed: Packed, pairs: Pairs, assignment: Assignment) -> dict[str, float]:
    """Figures of a round: counts, and shares in per cent of the learners with at least one feasible place."""
    people = packed.problem.learners
    placed, level0 = assignment.site >= 0, assignment.level0_site >= 0
    reachable = np.zeros(placed.size, np.bool_)
    reachable[packed.learners.row] = np.diff(pairs.ptr) > 0
    reachable |= assignment.pinned
    late = reachable & (people.days_left >= 0) & (people.days_left <= packed.problem.policy.few_days_limit)
    weak = people.disadvantaged
    best = np.full(placed.size, -1, np.int64)
    some = np.flatnonzero(np.diff(pairs.ptr) > 0)
    best[packed.learners.row[some]] = packed.offers.row[pairs.offer[pairs.ptr[some]]]
    return {
        "learners": int(placed.size),
        "reachable": int(reachable.sum()),
        "placed": int(placed.sum()),
        "placed_level0": int(level0.sum()),
        "promoted": int((placed & (assignment.level > 0)).sum()),
        "pinned": int(assignment.pinned.sum()),
        "pairs": len(pairs),
        "places": int(packed.problem.sites.capacity.sum()),
        "placed_percent": _percent(placed, reachable),
        "placed_level0_percent": _percent(level0, reachable),
        "first_choice_percent": _percent(assignment.offer == best, placed & reachable),
        "gap_points": round(_percent(placed, reachable & ~weak) - _percent(placed, reachable & weak), 4),
        "late_missed_percent": _percent(~placed, late),
        "learner_score": _mean(assignment.learner_score[placed]),
        "site_score": _mean(assignment.site_score[placed]),
        "minutes": _minutes(packed, assignment),
    }


def _percent(what: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    total = int(among.sum())
    return round(100 * int((what & among).sum()) / total, 4) if total else 0.0


def _mean(values: NDArray[Any]) -> float:
    return round(int(values.sum()) / values.size, 4) if values.size else 0.0


def _minutes(packed: Packed, assignment: Assignment) -> float:
    """Mean journey of those placed by the round (pins may be out of reach and are left out)."""
    rows = np.flatnonzero((assignment.site >= 0) & ~assignment.pinned)
    travel = packed.problem.travel
    return _mean(travel.minutes(packed.learner_places, rows, packed.offer_places, assignment.offer[rows]))


def fingerprint(packed: Packed, assignment: Assignment) -> str:
    """sha256 of the outcome, learner by learner in the order of their ids: equal results, equal fingerprint."""
    people, sites = packed.problem.learners.id, packed.problem.sites.id
    digest = sha256()
    for row in np.argsort(people, kind="stable").tolist():
        site = int(assignment.site[row])
        line = [
            people[row].item(),
            sites[site].item() if site >= 0 else None,
            int(assignment.level[row]),
            int(assignment.learner_score[row]),
            int(assignment.site_score[row]),
        ]
        digest.update(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()
