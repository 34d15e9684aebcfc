"""The numpy kernel of the certificate: how many pairs of a run of learners block an outcome, derived from the packed tables.

No pair is left out on trust. A pair is left out when a bound proves that it cannot block: the offer's floor is out of reach
of the learner's level, or even full marks on what is not yet worked out would not bring the learner to prefer the offer, or
would not bring the offer to take the learner. What is left gets its exact scores, and the rules come last, for the few
pairs that would block if they were feasible.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import blocks
from matchmaking.engine.bits import spans
from matchmaking.engine.blocks import PRIORITY_SHIFT, Feasible, priority_of
from matchmaking.engine.packing import Packed
from matchmaking.engine.propose import LEVEL_SHIFT
from matchmaking.engine.score import SCORE_SHIFT, common

_GROUPS, _HALF, _THOUSAND = 9, 500, 1000
_ANY_LOTTERY = np.uint64(2**32 - 1)
_NONE = np.zeros(0, np.int64)


class Outcome(NamedTuple):
    """The assignment in packed rows: what each learner could bid at most (0: not in the market), has, and each offer's floor."""

    ceiling: NDArray[np.uint64]
    placed: NDArray[np.bool_]
    key: NDArray[np.uint32]
    tie: NDArray[np.int32]
    level: NDArray[np.int64]
    floor: NDArray[np.uint64]


class Bounds(NamedTuple):
    """What keeps pairs from being worked out in full, in packed rows.

    `need`: what travel, coverage and the offer's constant must bring at least, in millionths, before the learner prefers an
    offer. `tight`: the minutes beyond which no offer brings that. `spare`: what else a site can give, in millionths.
    `bid`: a learner's bid without the site's score; `marks`: where the share of a journey of no minutes stands in the table.
    """

    need: NDArray[np.int32]
    tight: NDArray[np.uint8]
    spare: int
    bid: NDArray[np.uint64]
    marks: NDArray[np.int32]

    @classmethod
    def of(cls, packed: Packed, outcome: Outcome) -> Self:
        """Worked out once per certificate."""
        people, places = packed.learners, packed.offers
        mine, theirs = packed.problem.weights.learner, packed.problem.weights.site
        held = (outcome.key >> SCORE_SHIFT).astype(np.int64) * _THOUSAND - _HALF
        content = outcome.placed & (outcome.level == 0)
        need = np.where(content, held - _THOUSAND * (mine[2] + mine[3]), -1)
        journey = need - _THOUSAND * mine[1] - int(places.constant.max(initial=0))
        return cls(
            need.astype(np.int32),
            _tight(people.limit, journey, mine[0]),
            _THOUSAND * (theirs[2] + (theirs[3] if packed.order_keys.size else 0)),
            outcome.level.astype(np.uint64) << LEVEL_SHIFT | _ANY_LOTTERY,
            people.limit.astype(np.int32) * (packed.share.shape[0] + 1),
        )


def _tight(limit: NDArray[np.uint8], journey: NDArray[np.int64], weight: int) -> NDArray[np.uint8]:
    """Most minutes at which the share of the journey still brings `journey`; half a thousandth is given away to rounding."""
    least = np.maximum(journey, 0) / max(weight, 1) - 0.5
    part = np.ceil(np.maximum(least, 0) * limit / _THOUSAND - 1e-6)
    return np.where(part > limit, 0, limit - np.minimum(part, limit)).astype(np.uint8)


class Openings(NamedTuple):
    """Which offers the learners of a level can reach at all: `before` counts them in front of each offer, group after group."""

    group: NDArray[np.int64]
    before: NDArray[np.int64]
    offers: NDArray[np.int64]

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        """A group for each of the lower levels and one for all others."""
        level = np.minimum(outcome.ceiling >> LEVEL_SHIFT, np.uint64(_GROUPS)).astype(np.int64)
        levels = np.flatnonzero(np.bincount(level, minlength=1))
        size, found = outcome.floor.size + 1, []
        before, base = np.zeros((levels.size, size), np.int64), 0
        for row, one in enumerate(levels.tolist()):
            ceiling = outcome.ceiling.max() if one == _GROUPS else np.uint64(one) << LEVEL_SHIFT
            within = outcome.floor < ceiling
            np.cumsum(within, out=before[row, 1:])
            before[row] += base
            found.append(np.flatnonzero(within))
            base = int(before[row, -1])
        return cls(np.searchsorted(levels, level) * size, before.ravel(), np.concatenate([_NONE, *found]))


def audit(packed: Packed, outcome: Outcome, runs: Iterable[tuple[int, int]]) -> int:
    """Number of blocking pairs of the packed learner rows first..last-1 of each run."""
    bounds, openings = Bounds.of(packed, outcome), Openings.of(outcome)
    blocking = 0
    for first, last in runs:
        likely = _likely(packed, outcome, bounds, _within_reach(packed, bounds, openings, first, last))
        found = likely.take(np.flatnonzero(_blocks(packed, outcome, likely)))
        blocking += int(blocks.fits(packed, found.one, found.other).size)
    return blocking


def _within_reach(packed: Packed, bounds: Bounds, openings: Openings, first: int, last: int) -> Feasible:
    """Pairs of a run that are near enough, with offers that are open to the learner's level. No other rule is looked at."""
    people = packed.learners
    combo = people.combo[first:last]
    count = people.range_ptr[combo + 1] - people.range_ptr[combo]
    which = spans(people.range_ptr[combo], count)
    learner = np.repeat(np.arange(first, last), count)
    row = openings.group.take(learner) + people.range_start.take(which)
    start = openings.before.take(row)
    length = openings.before.take(row + people.range_length.take(which)) - start
    other = openings.offers.take(spans(start, length))
    one = np.repeat(learner, length)
    minutes = packed.problem.travel.minutes(people.places, one, packed.offers.places, other)
    return Feasible(one, other, minutes).take(np.flatnonzero(minutes <= bounds.tight.take(one)))


def _likely(packed: Packed, outcome: Outcome, bounds: Bounds, near: Feasible) -> Feasible:
    """The pairs that both sides might want: travel and coverage are exact, the rest gets full marks."""
    people, places, share = packed.learners, packed.offers, packed.share.ravel()
    mine, theirs, size = packed.problem.weights.learner, packed.problem.weights.site, packed.share.shape[0]
    one, other = near.one, near.other
    travel = share.take(bounds.marks.take(one) - near.minutes)
    part = common(people.to_learn, one, places.teaches, other)
    coverage = share.take(people.to_learn_count.take(one) * size + part)
    wanted = mine[0] * travel + mine[1] * coverage + places.constant.take(other) >= bounds.need.take(one)
    kept = np.flatnonzero(wanted)
    near, travel, coverage = near.take(kept), travel.take(kept), coverage.take(kept)
    most = (theirs[0] * travel + theirs[1] * coverage + (bounds.spare + _HALF)) // _THOUSAND
    most += people.points.take(near.one)
    bid = most.astype(np.uint64) << PRIORITY_SHIFT | bounds.bid.take(near.one)
    return near.take(np.flatnonzero(bid >= outcome.floor.take(near.other)))


def _blocks(packed: Packed, outcome: Outcome, near: Feasible) -> NDArray[Any]:
    """Which pairs block if they are feasible: at the learner's own level when it prefers the offer, else one level lower."""
    block = blocks.score(packed, near)
    one, key = block.one, block.scored.key
    mine = outcome.key[one]
    better = ~outcome.placed[one] | (key > mine)
    better |= (key == mine) & (packed.offers.tie[block.other] < outcome.tie[one])
    level = outcome.level[one] - ~better
    bid = priority_of(packed, one, block.scored.site)
    bid |= np.maximum(level, 0).astype(np.uint64) << LEVEL_SHIFT
    found: NDArray[Any] = (level >= 0) & (bid >= outcome.floor[block.other])
    return found
