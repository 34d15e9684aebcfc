"""The one place that knows the kernels of a process. The numpy ones are the reference; a compiled twin must give the same bits.

The numpy ones are chosen until a process asks for the compiled ones, which a matching worker does when it starts. A web
process never asks, so it never loads the compiler.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import audit, blocks, propose
from matchmaking.engine.packing import Packed

Rows = NDArray[np.int64]


class Kernels(NamedTuple):
    """What the hot paths call: rules and scores on a run of learners or on given pairs, whole lists, audit, proposals."""

    run: Callable[[Packed, int, int], blocks.Feasible]
    pairs: Callable[[Packed, Rows, Rows], blocks.Feasible]
    score: Callable[[Packed, blocks.Feasible], blocks.Block]
    lists: Callable[[Packed, int, int], blocks.Listed]
    audit: Callable[[Packed, audit.Outcome, Iterable[tuple[int, int]]], int]
    settle: Callable[[propose.Market, propose.State, Rows, NDArray[np.uint8]], int]


NUMPY = Kernels(blocks.feasible_run, blocks.feasible_pairs, blocks.score, blocks.lists, audit.audit, propose.settle)
_chosen = [NUMPY]


def select() -> Kernels:
    """The kernels of this process."""
    return _chosen[-1]


def choose(kernels: Kernels) -> None:
    """These kernels for the rest of this process; see compiler.use_compiled."""
    _chosen[:] = [kernels]


@contextmanager
def using(kernels: Kernels) -> Iterator[None]:
    """These kernels for a while: to compare them in tests and benchmarks."""
    _chosen.append(kernels)
    try:
        yield
    finally:
        _chosen.pop()
