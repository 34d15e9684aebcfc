"""Policies side by side on one market: what each gives, and what is left of it once people say no.

Everything is measured with the scores of the problem, so that no policy is judged by its own yardstick. Pins are left out:
they hold under every policy.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.assign import market_of
from matchmaking.engine.blocks import PRIORITY_SHIFT
from matchmaking.engine.packing import Packed, pack, policy_points
from matchmaking.engine.pairs import Pairs, build_pairs
from matchmaking.engine.policies import Place, assignment_of, blocking_entries, by_levels, by_value, first_come, season
from matchmaking.engine.problem import Decisions, Problem
from matchmaking.engine.propose import Market
from matchmaking.engine.result import metrics
from matchmaking.engine.types import Kind

RANDOM, FIRST_COME, NEAREST, STABLE, LEVELS, POINTS = (
    "random", "first_come", "nearest", "stable", "levels", "levels_points",
)  # fmt: skip
POLICIES = (RANDOM, FIRST_COME, NEAREST, STABLE, LEVELS, POINTS)
OF_ROUND = ("placed_percent", "first_choice_percent", "minutes", "late_missed_percent", "gap_points")
CONTRACTS, BLOCKING, REACHABLE = "contracts_percent", "blocking", "reachable"
MEASURES = (*OF_ROUND, CONTRACTS, BLOCKING, REACHABLE)
"""Shares in per cent of the learners with at least one feasible place; how many those are, and blocking pairs, as counts."""


class Asked(NamedTuple):
    """The highest level and the policy points of the policies that have them."""

    max_level: int
    few_days_left: int
    disadvantaged: int


def compare(problem: Problem, asked: Asked, seed: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Yields (policy, {measure: value}) for one draw of lottery, order of arrival and answers.

    The same problem, question and seed give the same figures. Raises EngineError when the problem is faulty.
    """
    table = _Table(problem, asked, seed)
    for name in POLICIES:
        yield name, table.figures(name)


class _Table:
    """One drawn market."""

    def __init__(self, problem: Problem, asked: Asked, seed: int) -> None:
        policy = replace(problem.policy, few_days_left=0, disadvantaged=0)
        free = replace(problem, seed=seed, policy=policy, decisions=_without_pins(problem.decisions))
        self.packed: Packed = pack(free)
        self.pairs: Pairs = build_pairs(self.packed)
        self.asked, self.seed = asked, seed
        self.arrival = np.random.default_rng(seed).permutation(self.packed.learners.row.size)
        self.reachable = max(int((np.diff(self.pairs.ptr) > 0).sum()), 1)
        self.places = self._places()

    def _places(self) -> dict[str, Place]:
        own = self.packed.problem.learners.max_level[self.packed.learners.row]
        levels = by_levels(np.minimum(own, np.uint8(self.asked.max_level)))
        return {
            RANDOM: by_value(np.random.default_rng(self.seed).random(len(self.pairs))),
            FIRST_COME: first_come,
            NEAREST: by_value(self._minutes()),
            STABLE: by_levels(0),
            LEVELS: levels,
            POINTS: levels,
        }

    def _minutes(self) -> NDArray[np.uint8]:
        owner = np.repeat(np.arange(self.pairs.ptr.size - 1), np.diff(self.pairs.ptr))
        packed = self.packed
        return packed.problem.travel.minutes(packed.learners.places, owner, packed.offers.places, self.pairs.offer)

    def figures(self, name: str) -> dict[str, float]:
        plain = market_of(self.packed, self.pairs)
        points = self._points() if name == POINTS else (0, 0)
        market = self._with_points(plain, *points)
        entry = self.places[name](market, self.arrival, np.arange(len(self.pairs)))
        told = metrics(self.packed, self.pairs, assignment_of(self.packed, self.pairs, entry))
        contracts = season(
            self.packed, self.pairs, self.places[name], seed=self.seed, few_days=points[0], disadvantaged=points[1]
        )
        return {
            **{measure: told[measure] for measure in OF_ROUND},
            CONTRACTS: round(contracts * self.arrival.size / self.reachable, 4),
            BLOCKING: int(blocking_entries(plain, entry).sum()),
            REACHABLE: told[REACHABLE],
        }

    def _points(self) -> tuple[int, int]:
        return self.asked.few_days_left, self.asked.disadvantaged

    def _with_points(self, market: Market, few_days: int, disadvantaged: int) -> Market:
        if not few_days and not disadvantaged:
            return market
        problem = self.packed.problem
        policy = replace(problem.policy, few_days_left=few_days, disadvantaged=disadvantaged)
        few, weak = policy_points(replace(problem, policy=policy))
        points = np.repeat((few + weak)[self.packed.learners.row], np.diff(self.pairs.ptr))
        return replace(market, priority=market.priority + (points.astype(np.uint64) << PRIORITY_SHIFT))


def _without_pins(made: Decisions) -> Decisions:
    kept = made.kind != int(Kind.PIN)
    return replace(made, learner=made.learner[kept], site=made.site[kept], kind=made.kind[kept])


def work(
    problems: dict[str, list[Problem]], asked: Asked, seeds: list[int], progress: Callable[[int, int], None]
) -> dict[str, dict[str, dict[str, list[float]]]]:
    """{cohort: {policy: {measure: a value per seed}}}; a cohort has one problem, or one per seed."""
    total, done = len(problems) * len(seeds) * len(POLICIES), 0
    told: dict[str, dict[str, dict[str, list[float]]]] = {}
    for cohort, drawn in problems.items():
        table: dict[str, dict[str, list[float]]] = {name: {measure: [] for measure in MEASURES} for name in POLICIES}
        for number, seed in enumerate(seeds):
            for name, figures in compare(drawn[number % len(drawn)], asked, seed):
                for measure, value in figures.items():
                    table[name][measure].append(value)
                done += 1
                progress(done, total)
        told[cohort] = table
    return told
