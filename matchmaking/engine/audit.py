"""The numpy kernel of the certificate: the feasible pairs of a run of learners again, and how many of them block an outcome."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import blocks
from matchmaking.engine.blocks import Feasible, priority_of
from matchmaking.engine.packing import Packed
from matchmaking.engine.propose import LEVEL_SHIFT


class Outcome(NamedTuple):
    """The assignment in packed rows: what each learner could bid at most (0: not in the market), has, and each offer's floor."""

    ceiling: NDArray[np.uint64]
    placed: NDArray[np.bool_]
    key: NDArray[np.uint32]
    tie: NDArray[np.int32]
    level: NDArray[np.int64]
    floor: NDArray[np.uint64]


def audit(packed: Packed, outcome: Outcome, first: int, last: int) -> tuple[int, int]:
    """(feasible pairs, blocking pairs) of the packed learner rows first..last-1, derived again from the packed tables."""
    near = blocks.feasible_run(packed, first, last)
    return near.one.size, _blocking(packed, outcome, near)


def _blocking(packed: Packed, outcome: Outcome, near: Feasible) -> int:
    """Blocking pairs of one run. A learner whose level is below an offer's floor cannot block there and needs no score."""
    possible = np.flatnonzero(outcome.ceiling[near.one] > outcome.floor[near.other])
    block = blocks.score(packed, near.take(possible))
    one, key = block.one, block.scored.key
    mine = outcome.key[one]
    better = ~outcome.placed[one] | (key > mine)
    better |= (key == mine) & (packed.offers.tie[block.other] < outcome.tie[one])
    level = outcome.level[one] - ~better
    asks = np.flatnonzero(level >= 0)
    bid = priority_of(packed, one[asks], block.scored.site[asks]) | level[asks].astype(np.uint64) << LEVEL_SHIFT
    return int((bid >= outcome.floor[block.other[asks]]).sum())
