"""What a round reads besides the tables: weights, policy, decisions, and the whole problem in one record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.columns import EngineError
from matchmaking.engine.travel import StraightLine, Travel
from matchmaking.engine.types import DEFAULT_MAX_LEVEL, Kind, LearnerTable, OfferTable, SiteTable

LEARNER_CRITERIA = ("travel", "coverage", "wanted", "tags", "mentor", "responsiveness")
SITE_CRITERIA = ("site_proximity", "site_coverage", "site_language", "site_order")


@dataclass(frozen=True, slots=True)
class Weights:
    """Published weights in thousandths, each side summing to exactly 1000, in the order of the criteria names."""

    learner: tuple[int, ...] = (340, 240, 160, 100, 80, 80)
    site: tuple[int, ...] = (300, 350, 250, 100)

    @classmethod
    def from_mapping(cls, given: Mapping[str, float]) -> Self:
        """From {criterion: number between 0 and 1}; a side that is left out keeps its default.

        Raises EngineError on an unknown criterion, a number that is no weight, or a side that does not sum to 1.
        """
        for name, value in given.items():
            if name not in LEARNER_CRITERIA + SITE_CRITERIA:
                raise EngineError(f"weights.{name}", "unknown criterion")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
                raise EngineError(f"weights.{name}", f"{value!r} is not a number from 0 to 1")
        default = cls()
        return cls(
            _thousandths(given, LEARNER_CRITERIA) or default.learner,
            _thousandths(given, SITE_CRITERIA) or default.site,
        )

    def as_mapping(self) -> dict[str, float]:
        """{criterion: share}, the reverse of from_mapping."""
        names = LEARNER_CRITERIA + SITE_CRITERIA
        return {name: weight / 1000 for name, weight in zip(names, self.learner + self.site, strict=True)}


def _thousandths(given: Mapping[str, float], names: Sequence[str]) -> tuple[int, ...] | None:
    """Whole thousandths by largest remainder, so that they sum to 1000 exactly; None when no name is given."""
    if not any(name in given for name in names):
        return None
    exact = [given.get(name, 0) * 1000 for name in names]
    if abs(sum(exact) - 1000) > 0.5:
        raise EngineError(
            f"weights.{names[0]}", f"the weights of {', '.join(names)} sum to {sum(exact) / 1000:g}, not 1"
        )
    whole = [int(value + 1e-6) for value in exact]
    spare = 1000 - sum(whole)
    by_remainder = sorted(range(len(names)), key=lambda i: (whole[i] - exact[i], i))
    for i in by_remainder[:spare]:
        whole[i] += 1
    return tuple(whole)


@dataclass(frozen=True, slots=True)
class Policy:
    """Terms decided by the Steunpunt, visible apart from the score. Points are added on the site side."""

    few_days_left: int = 0
    few_days_limit: int = 5
    disadvantaged: int = 0
    max_wait_days: int = 60
    first_transit_minute: int = 0

    def validate(self) -> None:
        """Raises EngineError on points outside 0..10000 or a negative number of days or minutes."""
        limits = {"few_days_left": 10_000, "disadvantaged": 10_000, "few_days_limit": 10_000}
        limits |= {"max_wait_days": 10_000, "first_transit_minute": 1439}
        for name, high in limits.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= high:
                raise EngineError(f"policy.{name}", f"{value!r} is not a whole number from 0 to {high}")


def _rows(values: Iterable[int] = ()) -> NDArray[np.int32]:
    return np.fromiter(values, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """Pins, forbids and declines per pair of rows, and the order a company gave its candidates (0 = first)."""

    learner: NDArray[np.int32] = field(default_factory=_rows)
    site: NDArray[np.int32] = field(default_factory=_rows)
    kind: NDArray[np.int32] = field(default_factory=_rows)
    order_site: NDArray[np.int32] = field(default_factory=_rows)
    order_learner: NDArray[np.int32] = field(default_factory=_rows)
    order_place: NDArray[np.int32] = field(default_factory=_rows)

    @classmethod
    def build(
        cls,
        *,
        pins: Iterable[tuple[int, int]] = (),
        forbids: Iterable[tuple[int, int]] = (),
        declines: Iterable[tuple[int, int]] = (),
        orders: Mapping[int, Sequence[int]] | None = None,
    ) -> Self:
        """From (learner row, site row) pairs; `orders` maps a site row to its learner rows, best first."""
        triples = [(*pair, Kind.PIN) for pair in pins]
        triples += [(*pair, Kind.FORBID) for pair in forbids] + [(*pair, Kind.DECLINE) for pair in declines]
        ranked = [(s, one, place) for s, row in (orders or {}).items() for place, one in enumerate(row)]
        columns = [_rows(one[i] for one in triples) for i in range(3)] + [
            _rows(r[i] for r in ranked) for i in range(3)
        ]
        return cls(*columns)

    def pairs(self, *kinds: Kind) -> NDArray[np.int64]:
        """(n, 2) rows of the pairs decided in one of these ways."""
        chosen = np.zeros(self.kind.size, np.bool_)
        for kind in kinds:
            chosen |= self.kind == int(kind)
        return np.stack([self.learner[chosen], self.site[chosen]], 1).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Everything one round reads; `as_of` is a day number, `seed` draws the lottery."""

    learners: LearnerTable
    sites: SiteTable
    offers: OfferTable
    as_of: int
    decisions: Decisions = field(default_factory=Decisions)
    weights: Weights = field(default_factory=Weights)
    policy: Policy = field(default_factory=Policy)
    travel: Travel = field(default_factory=StraightLine)
    seed: int = 0
    max_level: int = DEFAULT_MAX_LEVEL

    def validate(self) -> None:
        """Checks the tables and how they hang together. Raises EngineError naming the entry and the fault."""
        for table in (self.learners, self.sites, self.offers):
            table.validate()
        self.policy.validate()
        if not 0 <= self.max_level <= 255:
            raise EngineError("max_level", f"{self.max_level} is outside 0..255")
        _check_offers(self)
        self.validate_decisions()

    def validate_decisions(self) -> None:
        """Every decision is about rows that exist, and nobody is pinned twice. Raises EngineError."""
        _check_decisions(self)


def _check_offers(problem: Problem) -> None:
    offers, sites = problem.offers, problem.sites
    lost = np.flatnonzero(offers.site >= len(sites))
    if lost.size:
        raise EngineError(f"offers[id={offers.id[lost[0]]}].site", f"row {offers.site[lost[0]]} does not exist")
    key = np.sort(offers.programme.astype(np.int64) << 32 | offers.site)
    twice = np.flatnonzero(key[1:] == key[:-1])
    if twice.size:
        site, programme = int(key[twice[0]] & 0xFFFFFFFF), int(key[twice[0]] >> 32)
        raise EngineError(f"offers[site={sites.id[site]}]", f"programme {programme} is offered twice")


def _check_decisions(problem: Problem) -> None:
    made, learners, sites = problem.decisions, problem.learners, problem.sites
    for name, rows, size in (
        ("learner", np.concatenate([made.learner, made.order_learner]), len(learners)),
        ("site", np.concatenate([made.site, made.order_site]), len(sites)),
    ):
        lost = rows[(rows < 0) | (rows >= size)]
        if lost.size:
            raise EngineError(f"decisions.{name}", f"row {lost[0]} does not exist")
    pinned = np.sort(made.pairs(Kind.PIN)[:, 0])
    twice = pinned[1:][pinned[1:] == pinned[:-1]]
    if twice.size:
        raise EngineError(f"decisions[learner={learners.id[twice[0]]}]", "pinned twice")
