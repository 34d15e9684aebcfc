"""The numpy kernel of the lists: feasible, scored pairs of a run of packed learners, without a loop over pairs."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.bits import spans
from matchmaking.engine.packing import PROGRAMME_SHIFT, Packed
from matchmaking.engine.score import Scored, score_pairs

PRIORITY_SHIFT = np.uint64(32)


class Feasible(NamedTuple):
    """Feasible pairs as packed learner rows and packed offer rows, in no particular order, with the journey."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    minutes: NDArray[np.uint8]

    def take(self, which: NDArray[Any]) -> "Feasible":
        return Feasible(self.one.take(which), self.other.take(which), self.minutes.take(which))


class Block(NamedTuple):
    """Feasible pairs with their scores."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    scored: Scored


class Listed(NamedTuple):
    """The lists of a run of learners one after another, best first: how long each is, and the columns of `Pairs`."""

    length: NDArray[np.int64]
    offer: NDArray[np.int32]
    key: NDArray[np.uint32]
    priority: NDArray[np.uint64]

    @classmethod
    def empty(cls) -> "Listed":
        return cls(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.uint32), np.zeros(0, np.uint64))


def feasible_run(packed: Packed, first: int, last: int) -> Feasible:
    """All feasible pairs of the packed learner rows first..last-1."""
    people = packed.learners
    combo = people.combo[first:last]
    start, count = people.range_ptr[combo], people.range_ptr[combo + 1] - people.range_ptr[combo]
    which = spans(start, count)
    other = spans(people.range_start[which], people.range_length[which])
    one = np.repeat(np.arange(first, last, dtype=np.int64), people.reach[first:last])
    return feasible_pairs(packed, one, other)


def feasible_pairs(packed: Packed, one: NDArray[np.int64], other: NDArray[np.int64]) -> Feasible:
    """The feasible ones among these pairs of one programme each. Cheapest test first, survivors only go on."""
    minutes = packed.problem.travel.minutes(packed.learners.places, one, packed.offers.places, other)
    near = Feasible(one, other, minutes).take(np.flatnonzero(minutes <= packed.learners.limit.take(one)))
    return near.take(fits(packed, near.one, near.other))


def score(packed: Packed, near: Feasible) -> Block:
    """The same pairs with their scores."""
    return Block(near.one, near.other, score_pairs(packed, near.one, near.other, near.minutes))


def lists(packed: Packed, first: int, last: int) -> Listed:
    """The lists of the packed learner rows first..last-1."""
    block = score(packed, feasible_run(packed, first, last))
    order = best_first(packed, block, first)
    one = block.one[order]
    return Listed(
        np.bincount(one - first, minlength=last - first),
        block.other[order].astype(np.int32),
        block.scored.key[order],
        priority_of(packed, one, block.scored.site[order]),
    )


def best_first(packed: Packed, block: Block, first: int) -> NDArray[np.int64]:
    """Order of a block by learner, then key downwards, then site id (distinct per learner, so the order is unique)."""
    rank = (block.one - first).astype(np.uint64) << PRIORITY_SHIFT | ~block.scored.key
    order = np.argsort(rank)
    ranked = rank[order]
    equal = np.flatnonzero(ranked[1:] == ranked[:-1])
    if equal.size:
        spots = np.union1d(equal, equal + 1)
        tied = order[spots]
        order[spots] = tied[np.lexsort((packed.offers.tie[block.other[tied]], rank[tied]))]
    return order


def priority_of(packed: Packed, one: NDArray[Any], site_score: NDArray[np.int32]) -> NDArray[np.uint64]:
    """How a site ranks learners: site score first, then the lottery number; larger is better."""
    priority: NDArray[np.uint64] = site_score.astype(np.uint64) << PRIORITY_SHIFT | packed.learners.lottery.take(one)
    return priority


def fits(packed: Packed, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[Any]:
    """Indices of the pairs that pass every rule but the distance."""
    people, places = packed.learners, packed.offers
    open_ = (people.barrier.take(one) & places.barrier.take(other)) == 0
    open_ &= (people.languages.take(one) & places.languages.take(other)) != 0
    begin, ready = people.begin.take(one), places.begin.take(other)
    day = np.maximum(begin, ready)
    open_ &= (
        (day >= places.valid_from.take(other)) & (day <= places.last.take(other)) & (day <= people.latest.take(one))
    )
    open_ &= people.turns.take(one * 4 + places.age.take(other)) <= day
    if packed.refused.size:
        doubtful = np.flatnonzero(open_ & packed.refuses.take(people.row.take(one)))
        key = people.row[one[doubtful]].astype(np.int64) << PROGRAMME_SHIFT | places.site[other[doubtful]]
        spot = np.minimum(np.searchsorted(packed.refused, key), packed.refused.size - 1)
        open_[doubtful[packed.refused[spot] == key]] = False
    return np.flatnonzero(open_)
