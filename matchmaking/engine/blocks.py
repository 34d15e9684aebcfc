"""The numpy kernel of the lists: feasible, scored pairs of a run of packed learners, without a loop over pairs."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.bits import spans
from matchmaking.engine.packing import PROGRAMME_SHIFT, Packed
from matchmaking.engine.score import Scored, score_pairs


class Block(NamedTuple):
    """Feasible pairs as packed learner rows and packed offer rows, in no particular order, with their scores."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    minutes: NDArray[np.uint8]
    scored: Scored


def scored_block(packed: Packed, first: int, last: int) -> Block:
    """All feasible pairs of the packed learner rows first..last-1."""
    people = packed.learners
    combo = people.combo[first:last]
    start, count = people.range_ptr[combo], people.range_ptr[combo + 1] - people.range_ptr[combo]
    which = spans(start, count)
    other = spans(people.range_start[which], people.range_length[which])
    one = np.repeat(np.arange(first, last, dtype=np.int64), people.reach[first:last])
    return scored_pairs(packed, one, other)


def scored_pairs(packed: Packed, one: NDArray[np.int64], other: NDArray[np.int64]) -> Block:
    """The feasible ones among these pairs of one programme each, scored. Cheapest test first, survivors only go on."""
    minutes = packed.problem.travel.minutes(packed.learners.places, one, packed.offers.places, other)
    near = np.flatnonzero(minutes <= packed.learners.limit[one])
    one, other, minutes = one[near], other[near], minutes[near]
    fit = _fits(packed, one, other)
    one, other, minutes = one[fit], other[fit], minutes[fit]
    return Block(one, other, minutes, score_pairs(packed, one, other, minutes))


def _fits(packed: Packed, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[Any]:
    """Indices of the pairs that pass every rule but the distance."""
    people, places = packed.learners, packed.offers
    open_ = (people.barrier[one] & places.barrier[other]) == 0
    open_ &= (people.languages[one] & places.languages[other]) != 0
    begin, ready = people.begin[one], places.begin[other]
    day = np.maximum(begin, ready)
    open_ &= (day >= places.valid_from[other]) & (day <= places.last[other]) & (day <= people.latest[one])
    open_ &= people.turns[one * 4 + places.age[other]] <= day
    if packed.refused.size:
        doubtful = np.flatnonzero(open_ & packed.refuses[people.row[one]])
        key = people.row[one[doubtful]].astype(np.int64) << PROGRAMME_SHIFT | places.site[other[doubtful]]
        spot = np.minimum(np.searchsorted(packed.refused, key), packed.refused.size - 1)
        open_[doubtful[packed.refused[spot] == key]] = False
    return np.flatnonzero(open_)
