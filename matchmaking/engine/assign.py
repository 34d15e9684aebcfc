"""One round: pins first, then level 0 (Gale-Shapley), then the levels; the state can take in later arrivals."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.blocks import PRIORITY_SHIFT
from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Pairs
from matchmaking.engine.propose import Limits, Market, State, raise_floors
from matchmaking.engine.rules import Reason, reasons
from matchmaking.engine.score import SCORE_SHIFT, explain
from matchmaking.engine.types import Kind


class Warned(NamedTuple):
    """A pin that breaks a rule: it stands, but somebody should look. NO_PLACE also tells of more pins than places."""

    learner: int
    site: int
    reasons: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """The outcome, one value a learner row. site and offer are rows, -1 for none; a pin has level 0."""

    site: NDArray[np.int32]
    offer: NDArray[np.int32]
    level: NDArray[np.uint8]
    learner_score: NDArray[np.int32]
    site_score: NDArray[np.int32]
    pinned: NDArray[np.bool_]
    level0_site: NDArray[np.int32]
    absent: NDArray[np.bool_]
    max_level: int
    warnings: tuple[Warned, ...] = ()


@dataclass(slots=True, eq=False)
class Round:
    """A settled market that newcomers can still enter. Rows inside are packed rows; assignment() speaks in table rows."""

    packed: Packed
    pairs: Pairs
    market: Market
    state: State
    state0: State
    top: NDArray[np.uint8]
    max_level: int
    absent: NDArray[np.bool_]

    def assignment(self) -> Assignment:
        """The outcome as it stands now."""
        people = self.packed.learners
        size = people.row.size
        columns = {name: np.full(size, -1, np.int32) for name in ("site", "offer")}
        scores = {name: np.zeros(size, np.int32) for name in ("learner_score", "site_score")}
        seated = np.flatnonzero(self.state.held)
        entry, row = self.state.cursor[seated], people.row[seated]
        columns["site"][row] = self.market.site[entry]
        columns["offer"][row] = self.packed.offers.row[self.pairs.offer[entry]]
        scores["learner_score"][row] = self.pairs.key[entry] >> SCORE_SHIFT
        scores["site_score"][row] = self.pairs.priority[entry] >> PRIORITY_SHIFT
        level, level0, absent = np.zeros(size, np.uint8), np.full(size, -1, np.int32), np.zeros(size, np.bool_)
        level[people.row] = self.state.level
        absent[people.row] = self.absent
        early = np.flatnonzero(self.state0.held)
        level0[people.row[early]] = self.market.site[self.state0.cursor[early]]
        pinned, warnings = self._seat_pins(columns, scores, level0)
        return Assignment(
            **columns, **scores, level=level, level0_site=level0, pinned=pinned, absent=absent, max_level=self.max_level,
            warnings=warnings,
        )  # fmt: skip

    def _seat_pins(
        self, columns: dict[str, NDArray[np.int32]], scores: dict[str, NDArray[np.int32]], level0: NDArray[np.int32]
    ) -> tuple[NDArray[np.bool_], tuple[Warned, ...]]:
        """Writes the pinned pairs into the columns; tells which pins break a rule."""
        packed = self.packed
        pins = packed.problem.decisions.pairs(Kind.PIN)
        pinned = np.zeros(level0.size, np.bool_)
        pinned[pins[:, 0]] = True
        limit = packed.problem.offers.capacity
        taken, inside = Counter[int](), Counter[int]()
        warnings = []
        for learner, site in pins[np.argsort(packed.problem.learners.id[pins[:, 0]], kind="stable")].tolist():
            offer = packed.offer_of(site, int(packed.problem.learners.programme[learner]))
            found = reasons(packed, learner, offer) if offer >= 0 else Reason.PROGRAMME_NOT_TAUGHT
            taken[site] += 1
            inside[offer] += 1
            if taken[site] > packed.problem.sites.capacity[site] or (offer >= 0 and inside[offer] > limit[offer] >= 0):
                found |= Reason.NO_PLACE
            if found:
                warnings.append(Warned(learner, site, found))
            columns["site"][learner], columns["offer"][learner], level0[learner] = site, offer, site
            if offer >= 0:
                both = explain(packed, learner, offer)
                scores["learner_score"][learner], scores["site_score"][learner] = both.learner_score, both.site_score
        return pinned, tuple(warnings)


def free_capacity(packed: Packed) -> NDArray[np.int32]:
    """Places per site row that are left after the pins."""
    capacity = packed.problem.sites.capacity.copy()
    np.subtract.at(capacity, packed.problem.decisions.pairs(Kind.PIN)[:, 1], 1)
    return np.maximum(capacity, 0)


def free_own(packed: Packed) -> NDArray[np.int32]:
    """Places per offer row that are left after the pins; -1 for an offer without a limit of its own."""
    problem = packed.problem
    own = problem.offers.capacity.copy()
    for learner, site in problem.decisions.pairs(Kind.PIN).tolist():
        offer = packed.offer_of(site, int(problem.learners.programme[learner]))
        if offer >= 0 and own[offer] > 0:
            own[offer] -= 1
    return own


def market_of(packed: Packed, pairs: Pairs) -> Market:
    """The market of all pairs under both limits, without the places that pins take."""
    limits = Limits(pairs.offer, packed.offers.site, free_own(packed)[packed.offers.row])
    return Market.build(pairs.ptr, packed.offers.site[pairs.offer], pairs.priority, free_capacity(packed), limits)


def level_round(packed: Packed, pairs: Pairs, *, max_level: int | None = None, absent: Any = None) -> Round:
    """Settles the market of all pairs, level 0 first and then the levels up to `max_level` (default: the problem's).

    A learner's own max_level caps it. `absent` (learner rows) have not arrived yet; `resume` lets them in later.
    """
    round_ = _open(packed, pairs, packed.problem.max_level if max_level is None else max_level, absent)
    queue = np.flatnonzero(~_outside(packed) & ~round_.absent)
    settle = kernels.select().settle
    settle(round_.market, round_.state0, queue, np.zeros_like(round_.top))
    round_.state = round_.state0.copy()
    settle(round_.market, round_.state, queue[~round_.state.held[queue]], round_.top)
    return round_


def resume(round_: Round, learners: Any) -> int:
    """Lets absent learner rows in; the result equals a full round with them. Returns the number of proposals made.

    Only arrivals may be resumed: a place that disappears or a changed score asks for a new round.
    """
    rows = round_.packed.learners.at[np.asarray(learners, np.int64)].astype(np.int64)
    rows = np.unique(rows[round_.absent[rows]])
    round_.absent[rows] = False
    settle = kernels.select().settle
    settle(round_.market, round_.state0, rows, np.zeros_like(round_.top))
    return settle(round_.market, round_.state, rows, round_.top)


def restore(packed: Packed, pairs: Pairs, stored: Assignment) -> Round:
    """The round behind a stored assignment (same tables, perhaps with newcomers marked absent), ready to resume."""
    absent = np.flatnonzero(stored.absent)
    round_ = _open(packed, pairs, stored.max_level, absent)
    row = packed.learners.row
    level = np.where(stored.absent, 0, stored.level)[row].astype(np.uint8)
    outside = _outside(packed)
    round_.state = _seated(round_, np.where(outside, -1, stored.site[row]), level, outside)
    round_.state0 = _seated(round_, np.where(outside, -1, stored.level0_site[row]), np.zeros_like(level), outside)
    return round_


def _seated(round_: Round, site: NDArray[Any], level: NDArray[np.uint8], outside: NDArray[np.bool_]) -> State:
    """State in which every packed learner sits at `site` (-1: exhausted, or still outside the market)."""
    market, state = round_.market, State.empty(round_.market)
    owner = np.repeat(np.arange(site.size), np.diff(market.ptr))
    entry = np.flatnonzero(market.site == site[owner])
    seated = owner[entry]
    waits = outside | round_.absent
    state.cursor[~waits] = market.ptr[1:][~waits]
    state.cursor[seated] = entry
    state.level[:] = level
    state.held[seated] = True
    state.bid[seated] = market.priority[entry] | level[seated].astype(np.uint64) << np.uint64(48)
    at = market.site[entry].astype(np.int64)
    order = np.lexsort((~state.bid[seated], at))
    seated, at = seated[order], at[order]
    sites = np.arange(market.capacity.size)
    state.count[: sites.size] = count = np.bincount(at, minlength=sites.size)
    state.who[market.start[at] + np.arange(at.size) - (np.cumsum(count) - count)[at]] = seated
    raise_floors(market, state, sites)
    return state


def _outside(packed: Packed) -> NDArray[np.bool_]:
    """Packed learners who are pinned: they leave the market."""
    outside = np.zeros(packed.learners.row.size, np.bool_)
    outside[packed.learners.at[packed.problem.decisions.pairs(Kind.PIN)[:, 0]]] = True
    return outside


def _open(packed: Packed, pairs: Pairs, max_level: int, absent: Any) -> Round:
    people = packed.learners
    market = market_of(packed, pairs)
    top = np.minimum(packed.problem.learners.max_level[people.row], max_level).astype(np.uint8)
    away = np.zeros(people.row.size, np.bool_)
    if absent is not None:
        away[people.at[np.asarray(absent, np.int64)]] = True
    empty = State.empty(market)
    return Round(packed, pairs, market, empty, empty, top, max_level, away)
