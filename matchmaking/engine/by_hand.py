"""First come, first served on the market of a round: what the same places would give without any weighing."""

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.assign import Assignment, market_of
from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Pairs
from matchmaking.engine.policies import first_come


def placed_first_come(packed: Packed, pairs: Pairs, assignment: Assignment) -> NDArray[np.bool_]:
    """Which learner rows would have a place when each in turn, in row order, takes the best free place of the own list.

    Pins stand, as in the round.
    """
    people = packed.learners.row
    market = market_of(packed, pairs)
    arrival = np.argsort(people, kind="stable")
    entry = first_come(market, arrival[~assignment.pinned[people[arrival]]])
    placed = assignment.pinned.copy()
    placed[people[entry >= 0]] = True
    return placed


def offered(packed: Packed, pairs: Pairs, assignment: Assignment) -> NDArray[np.bool_]:
    """Which learner rows have at least one place that meets every rule, or a pin."""
    within = assignment.pinned.copy()
    within[packed.learners.row[np.diff(pairs.ptr) > 0]] = True
    return within
