"""Seeded synthetic cohorts on the real map, for benchmarks, tests and what-if. Invented people: trust ratios, not counts.

Shapes that matter: homes and places cluster around towns, some programmes are far more popular than places, journeys and
age keep most pairs apart, and a disadvantaged group travels less far and masters fewer languages.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from matchmaking.engine.bits import FAR
from matchmaking.engine.problem import Decisions, Policy, Problem
from matchmaking.engine.types import LearnerTable, OfferTable, SiteTable

AS_OF = 739_873
"""14 September 2026."""
_TOWNS: tuple[tuple[str, float, float, int], ...] = (
    # name, km east, km north (from the municipality list), rough number of inhabitants in thousands
    ("Beernem", 57.1, 47.6, 16), ("Blankenberge", 44.1, 68.6, 20), ("Brugge", 49.6, 57.2, 119), ("Oostkamp", 52.5, 50.2, 24),
    ("Torhout", 41.4, 39.9, 21), ("Zedelgem", 44.9, 48.4, 23), ("Knokke-Heist", 54.0, 71.1, 33), ("Diksmuide", 25.6, 37.1, 17),
    ("Kortemark", 38.1, 36.5, 13), ("Ieper", 27.4, 16.9, 35), ("Poperinge", 15.6, 16.0, 20), ("Wervik", 38.0, 11.1, 19),
    ("Anzegem", 67.5, 16.0, 15), ("Avelgem", 66.3, 8.4, 10), ("Harelbeke", 59.0, 14.4, 29), ("Kortrijk", 54.5, 13.1, 79),
    ("Menen", 43.1, 10.8, 34), ("Waregem", 64.9, 19.6, 39), ("Wevelgem", 48.1, 12.5, 32), ("Gistel", 32.7, 51.0, 12),
    ("Oostende", 29.4, 59.0, 72), ("Izegem", 49.7, 23.8, 28), ("Lichtervelde", 45.0, 36.7, 9), ("Roeselare", 43.8, 27.2, 65),
    ("Staden", 35.1, 30.1, 11), ("Wingene", 55.0, 40.9, 15), ("Tielt", 58.9, 33.4, 21), ("Koksijde", 9.5, 45.5, 22),
    ("Nieuwpoort", 16.0, 49.4, 12), ("Veurne", 10.9, 41.3, 12),
)  # fmt: skip
PRESETS: dict[str, dict[str, Any]] = {
    "scarce": {"learners": 5000, "sites": 4000, "tightness": 1.15, "mismatch": 0.5},
    "today": {"learners": 5000, "sites": 10_000, "tightness": 2.0},
    "abundant": {"learners": 3000, "sites": 15_000, "tightness": 6.0, "mismatch": 0.25},
    "large": {"learners": 100_000, "sites": 50_000, "tightness": 1.3, "programmes": 200, "wide": True},
}


def cohort(
    *,
    learners: int = 600,
    sites: int = 2100,
    seed: int = 1,
    tightness: float = 1.2,
    programmes: int = 128,
    mismatch: float = 0.35,
    wide: bool = False,
    policy: Policy | None = None,
) -> Problem:
    """A whole problem. `tightness`: places per learner; `mismatch` 0..1: how far supply strays from demand; `wide`: Flanders."""
    rng = np.random.default_rng(seed)
    towns = _wide_towns(rng) if wide else np.array([town[1:] for town in _TOWNS])
    demand = 1 / np.arange(1, programmes + 1) ** 0.9
    supply = demand ** (1 - mismatch) * np.exp(rng.normal(0, 1.6 * mismatch, programmes))
    size = rng.integers(10, 61, programmes)
    people = _learners(rng, learners, towns, demand / demand.sum(), size)
    places = _sites(rng, sites, towns, tightness * learners)
    offers = _offers(rng, sites, supply / supply.sum(), size)
    number = learners // 20 if sites else 0
    blocked = np.stack([rng.integers(0, max(rows, 1), number) for rows in (learners, sites)], 1)
    declines = [(int(one), int(site)) for one, site in blocked]
    return Problem(
        learners=people,
        sites=places,
        offers=offers,
        as_of=AS_OF,
        decisions=Decisions.build(declines=declines),
        policy=policy or Policy(),
        seed=seed,
    )


def _wide_towns(rng: Generator) -> NDArray[Any]:
    weight = 100 / np.arange(1, 301) ** 0.75
    return np.stack([rng.uniform(0, 230, 300), rng.uniform(0, 70, 300), weight], 1)


def _points(rng: Generator, count: int, towns: NDArray[Any], spread: float, rural: float) -> tuple[Any, Any]:
    """Points around towns in proportion to their weight; a share of them anywhere in the region."""
    town = rng.choice(len(towns), count, p=towns[:, 2] / towns[:, 2].sum())
    low, high = towns[:, :2].min(0), towns[:, :2].max(0)
    point = towns[town, :2] + rng.normal(0, spread, (count, 2))
    anywhere = rng.random(count) < rural
    point[anywhere] = rng.uniform(low, high, (int(anywhere.sum()), 2))
    point = np.clip(point, low, high).astype(np.float32)
    return point[:, 0], point[:, 1]


def _bits(rng: Generator, count: int, chances: list[float]) -> NDArray[np.uint32]:
    """Bit sets in which bit i is on with its own chance."""
    on = rng.random((count, len(chances))) < np.array(chances)
    return np.asarray((on * (1 << np.arange(len(chances)))).sum(1), np.uint32)


def _words(rng: Generator, sizes: NDArray[Any], chance: float) -> NDArray[np.uint64]:
    """(N, 1) activity words: each of a programme's first `size` activities with this chance."""
    words = np.zeros(sizes.size, np.uint64)
    for bit in range(int(sizes.max(initial=0))):
        words |= ((rng.random(sizes.size) < chance) & (bit < sizes)).astype(np.uint64) << np.uint64(bit)
    return words[:, None]


def _tags(rng: Generator, count: int) -> NDArray[np.uint64]:
    return np.asarray(np.bitwise_or.reduce(np.uint64(1) << rng.integers(0, 24, (count, 3)).astype(np.uint64), axis=1))


def _learners(rng: Generator, count: int, towns: Any, demand: Any, size: Any) -> LearnerTable:
    x, y = _points(rng, count, towns, 3.0, 0.3)
    programme = rng.choice(demand.size, count, p=demand)
    weak = rng.random(count) < 0.18
    age = np.clip(rng.normal(17.2, 1.6, count), 15.0, 25.0)
    birth = AS_OF - age * 365.2425
    wheel = rng.choice([1, 2, 4, 8, 16], count, p=[0.04, 0.34, 0.34, 0.12, 0.16])
    wheel[(wheel == 16) & ((age < 18) | weak)] = 4
    wheel[(wheel == 8) & ((age < 16) | weak)] = 2
    minutes = rng.choice([20, 30, 40, 45, 60, 75], count, p=[0.08, 0.22, 0.2, 0.2, 0.2, 0.1])
    to_learn = _words(rng, size[programme], 0.85)
    return LearnerTable.build(
        id=np.arange(count) + 1,
        programme=programme,
        x=x,
        y=y,
        modes=wheel,
        max_minutes=minutes,
        begin=AS_OF + rng.choice([0, 0, 0, 14, 60], count),
        turns=np.stack([np.ceil(birth + years * 365.2425) for years in (15, 16, 18)], 1),
        languages=_bits(rng, count, [0.9, 0.25, 0.1])
        & np.where(weak & (rng.random(count) < 0.4), 6, 7).astype(np.uint32),
        has=_bits(rng, count, [0.35, 0.12, 0.2, 0.9]),
        needs=_bits(rng, count, [0.03, 0.02]) | (weak & (rng.random(count) < 0.15)).astype(np.uint32) << np.uint32(2),
        to_learn=to_learn,
        wants=to_learn & _words(rng, size[programme], 0.35),
        tags=_tags(rng, count),
        days_left=rng.integers(0, 21, count),
        disadvantaged=weak,
    )


def _sites(rng: Generator, count: int, towns: Any, places: float) -> SiteTable:
    x, y = _points(rng, count, towns, 4.5, 0.35)
    weight = rng.choice([1, 2, 3, 5, 8], count, p=[0.62, 0.2, 0.09, 0.06, 0.03])
    return SiteTable.build(
        id=np.arange(count) + 1,
        x=x,
        y=y,
        capacity=np.floor(weight * places / max(int(weight.sum()), 1) + rng.random(count)),
        tags=_tags(rng, count),
        mentor_available=rng.beta(4, 2, count),
        responsiveness=rng.beta(2, 2, count),
    )


def _offers(rng: Generator, sites: int, supply: Any, size: Any) -> OfferTable:
    """One to eight recognitions a site, mostly of neighbouring programmes (one sector)."""
    count = np.minimum(1 + rng.geometric(0.32, sites), 8)
    owner = np.repeat(np.arange(sites), count)
    main = rng.choice(supply.size, sites, p=supply)[owner]
    near = np.clip(main + rng.integers(-4, 5, owner.size), 0, supply.size - 1)
    programme = np.where(rng.random(owner.size) < 0.8, near, rng.choice(supply.size, owner.size, p=supply))
    key = np.unique(owner * supply.size + programme)
    site, programme = key // supply.size, key % supply.size
    total = key.size
    return OfferTable.build(
        site=site,
        programme=programme,
        valid_until=np.minimum(AS_OF + rng.integers(-60, 1825, total), FAR),
        begin=AS_OF + rng.choice([0, 0, 0, 0, 45, 120], total),
        teaches=_words(rng, size[programme], 0.62),
        min_age=rng.choice([0, 16, 18], total, p=[0.75, 0.17, 0.08]),
        requires=_bits(rng, total, [0.0, 0.05, 0.03, 0.1]),
        provides=_bits(rng, sites, [0.5, 0.75, 0.7])[site],
        languages=rng.choice([0, 1, 3], total, p=[0.3, 0.6, 0.1]),
    )


def with_max_level(problem: Problem, learners: Any, level: int) -> Problem:
    """The same problem in which these learner rows may rise to `level` at most (the gate: 0)."""
    allowed = problem.learners.max_level.copy()
    allowed[learners] = level
    return replace(problem, learners=replace(problem.learners, max_level=allowed))
