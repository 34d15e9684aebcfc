"""Quality of a round against other ways to place learners, and whether anybody gains by shortening the own list."""

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from benchmarks.engine_back_ends import compiled
from matchmaking.engine import Policy, build_pairs, kernels, level_round, metrics, pack, simulate
from matchmaking.engine.policies import assignment_of, by_levels, first_come, season
from matchmaking.engine.propose import Market, State

SAMPLES_A_GROUP, SECONDS = 400, 240
POINTS = {"few_days_left": 150, "disadvantaged": 60}


class Row(NamedTuple):
    """One line of the table; `ok` None means skipped."""

    target: str
    what: str
    goal: str
    measured: str
    ok: bool | None


def market_of(packed: Any, pairs: Any) -> Market:
    return Market.build(pairs.ptr, packed.offers.site[pairs.offer], pairs.priority, packed.problem.sites.capacity)


def _policies(seed: int) -> tuple[dict[str, dict[str, float]], list[float]]:
    """Metrics of first come and of level 8 with policy points, and contracts at the deadline of both with refusals."""
    settings = {**simulate.PRESETS["scarce"], "seed": seed}
    plain = pack(simulate.cohort(**settings))
    pairs = build_pairs(plain)
    arrival = np.random.default_rng(seed).permutation(plain.learners.row.size)
    by_hand = metrics(plain, pairs, assignment_of(plain, pairs, first_come(market_of(plain, pairs), arrival)))
    pointed = pack(simulate.cohort(**settings, policy=Policy(**POINTS)))
    listed = build_pairs(pointed)
    found = metrics(pointed, listed, level_round(pointed, listed).assignment())
    weekly = {"few_days": POINTS["few_days_left"], "disadvantaged": POINTS["disadvantaged"]}
    contracts = [season(plain, pairs, first_come, seed=seed), season(plain, pairs, by_levels(8), seed=seed, **weekly)]
    return {"hand": by_hand, "level": found}, contracts


def t4() -> Iterator[Row]:
    runs = [_policies(seed) for seed in range(1, 6)]

    def mean(who: str, name: str) -> float:
        return float(np.mean([run[0][who][name] for run in runs]))

    more = mean("level", "placed_percent") - mean("hand", "placed_percent")
    late = mean("level", "late_missed_percent") / mean("hand", "late_missed_percent")
    gap = mean("level", "gap_points") - mean("hand", "gap_points")
    what = "schaarse groep, 5 zaden, niveau 8 + beleidspunten tegen wie eerst komt"
    yield Row("T4", what + ": geplaatst", ">= +8 punten", f"{more:+.1f} punten", more >= 8)
    yield Row("T4", what + ": te laat", "<= 0,35 x", f"{late:.2f} x", late <= 0.35)
    yield Row("T4", what + ": kloof", "<= +1 punt", f"{gap:+.1f} punten", gap <= 1)
    contracts = float(np.mean([run[1][1] - run[1][0] for run in runs]))
    yield Row(
        "T4", what + ": contracten na weigeringen", ">= +2,5 punten", f"{contracts:+.1f} punten", contracts >= 2.5
    )


def t9() -> Iterator[Row]:
    """1,200 learners, or as many as fit in the time; the compiled kernels make it short."""
    chosen = compiled() or kernels.NUMPY
    gained = tried = 0
    start = time.perf_counter()
    with kernels.using(chosen):
        for name in ("scarce", "today", "abundant"):
            packed = pack(simulate.cohort(**simulate.PRESETS[name]))
            pairs = build_pairs(packed)
            base = level_round(packed, pairs)
            rng = np.random.default_rng(1)
            for row in rng.choice(np.flatnonzero(np.diff(pairs.ptr) > 1), SAMPLES_A_GROUP, replace=False):
                if time.perf_counter() - start > SECONDS:
                    break
                tried += 1
                gained += any(_gains(packed, pairs, base, int(row), keep) for keep in (1, 2, 3, 5))
    yield Row("T9", "winst door de eigen lijst in te korten, met de poort", "0", f"{gained} van {tried}", gained == 0)


def _gains(packed: Any, pairs: Any, base: Any, row: int, keep: int) -> bool:
    """Whether this learner does better with only the first few places on the list (and so without promotion)."""
    start, end = int(pairs.ptr[row]), int(pairs.ptr[row + 1])
    if keep >= end - start:
        return False
    kept = np.ones(len(pairs), np.bool_)
    kept[start + keep : end] = False
    ptr = pairs.ptr - np.where(np.arange(pairs.ptr.size) > row, end - start - keep, 0)
    site = packed.offers.site[pairs.offer[kept]]
    market = Market.build(ptr, site, pairs.priority[kept], packed.problem.sites.capacity)
    state, top = State.empty(market), base.top.copy()
    top[row] = 0
    kernels.select().settle(market, state, np.arange(ptr.size - 1), top)
    was = int(base.state.cursor[row]) if base.state.held[row] else end
    return bool(state.held[row]) and int(state.cursor[row]) < was
