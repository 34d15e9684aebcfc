"""The one place that chooses the kernels. The numpy ones are the reference; a compiled twin must give the same bits."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import blocks, propose
from matchmaking.engine.packing import Packed


class Kernels(NamedTuple):
    """What the hot paths call: rules on a run of learners or on given pairs, scores, and the proposals of a market."""

    run: Callable[[Packed, int, int], blocks.Feasible]
    pairs: Callable[[Packed, NDArray[np.int64], NDArray[np.int64]], blocks.Feasible]
    score: Callable[[Packed, blocks.Feasible], blocks.Block]
    settle: Callable[[propose.Market, propose.State, NDArray[np.int64], NDArray[np.uint8]], int]


NUMPY = Kernels(blocks.feasible_run, blocks.feasible_pairs, blocks.score, propose.settle)


def select() -> Kernels:
    """The kernels of this process."""
    return NUMPY
