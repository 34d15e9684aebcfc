"""The kernels compiled with numba (extra `fast`): the same bits as the numpy ones, many times sooner.

Loaded by a matching worker only, through `compiler.use_compiled()`. What is compiled is kept on disk, so that a second start
takes a fraction of a second.
"""

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import audit as audit_
from matchmaking.engine import blocks, kernels, propose, simulate
from matchmaking.engine.assign import level_round
from matchmaking.engine.blocks import Block, Feasible, Listed
from matchmaking.engine.certify import certify
from matchmaking.engine.kernels import Kernels
from matchmaking.engine.packing import Packed, pack
from matchmaking.engine.pairs import build_pairs, shortlist
from matchmaking.engine.score import Scored
from matchmaking.engine.travel import StraightLine, ZoneMatrix


def _cache_folder() -> str:
    """A folder of this user alone: what lies there is loaded as code, so nobody else may write in it."""
    folder = Path(tempfile.gettempdir()) / f"matchmaking-compiled-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    told = folder.lstat()
    own = stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and not told.st_mode & 0o077
    return str(folder) if own else tempfile.mkdtemp()


os.environ.setdefault("NUMBA_CACHE_DIR", _cache_folder())

from matchmaking.engine.compiled import lists as loops  # noqa: E402 - reads the folder when it is loaded
from matchmaking.engine.compiled import market as markets  # noqa: E402
from matchmaking.engine.compiled import tables as columns  # noqa: E402

_MARGIN = np.float32(0.01)
_NO_RADIUS = np.zeros((32, 255), np.float32)
_PLACES = ("zone", "x", "y", "modes")


def _tables(packed: Packed) -> tuple[columns.People, columns.Offers, columns.Rest] | None:
    """The packed columns as the loops want them; None when the source of travel times is not one they know."""
    travel, people, offers = packed.problem.travel, packed.learners, packed.offers
    if type(travel) is StraightLine:
        straight, radius, minutes, width = True, travel.radius, travel.table, travel.table.shape[1]
    elif type(travel) is ZoneMatrix:
        straight, radius, minutes, width = False, _NO_RADIUS, travel.best, travel.matrix.shape[0]
    else:
        return None
    weights, share = packed.problem.weights, packed.share
    rest = columns.Rest(
        straight, ((radius + _MARGIN) ** 2).ravel(), minutes.ravel(), width, packed.refused, packed.refuses, packed.order_keys, packed.order_raw,
        share.ravel(), share.shape[0], weights.learner, weights.site,
    )  # fmt: skip
    return (
        columns.People(*_columns(people, columns.People)),
        columns.Offers(*_columns(offers, columns.Offers)),
        rest,
    )


def _columns(side: Any, names: Any) -> list[NDArray[Any]]:
    return [getattr(side.places if name in _PLACES else side, name) for name in names._fields]


def _room(packed: Packed, first: int, last: int) -> columns.Room:
    most = int(packed.learners.reach[first:last].max(initial=0))
    return columns.Room(*(np.empty(most, kind) for kind in (np.uint64, np.int64, np.int64, np.uint8, np.int32)))


def run(packed: Packed, first: int, last: int) -> Feasible:
    """See blocks.feasible_run."""
    tables = _tables(packed)
    if tables is None:
        return blocks.feasible_run(packed, first, last)
    reach = int(packed.learners.reach[first:last].sum())
    one, other, minutes = np.empty(reach, np.int64), np.empty(reach, np.int64), np.empty(reach, np.uint8)
    size = loops.run(*tables, first, last, one, other, minutes)
    return Feasible(one[:size].copy(), other[:size].copy(), minutes[:size].copy())


def pairs(packed: Packed, one: NDArray[np.int64], other: NDArray[np.int64]) -> Feasible:
    """See blocks.feasible_pairs."""
    tables = _tables(packed)
    if tables is None:
        return blocks.feasible_pairs(packed, one, other)
    kept, minutes = np.empty(one.size, np.int64), np.empty(one.size, np.uint8)
    size = loops.pairs(*tables, one, other, kept, minutes)
    return Feasible(one[kept[:size]], other[kept[:size]], minutes[:size].copy())


def score(packed: Packed, near: Feasible) -> Block:
    """See blocks.score."""
    tables = _tables(packed)
    if tables is None:
        return blocks.score(packed, near)
    scored = Scored(np.empty(near.one.size, np.uint32), np.empty(near.one.size, np.int32))
    loops.score(*tables, *near, *scored)
    return Block(near.one, near.other, scored)


def lists(packed: Packed, first: int, last: int) -> Listed:
    """See blocks.lists."""
    tables = _tables(packed)
    if tables is None:
        return blocks.lists(packed, first, last)
    reach = int(packed.learners.reach[first:last].sum())
    length = np.empty(last - first, np.int64)
    offer, key, priority = np.empty(reach, np.int32), np.empty(reach, np.uint32), np.empty(reach, np.uint64)
    size = loops.lists(*tables, first, last, length, offer, key, priority, _room(packed, first, last))
    return Listed(length, offer[:size].copy(), key[:size].copy(), priority[:size].copy())


def audit(packed: Packed, outcome: audit_.Outcome, runs: Iterable[tuple[int, int]]) -> int:
    """See audit.audit."""
    tables = _tables(packed)
    if tables is None:
        return audit_.audit(packed, outcome, runs)
    bounds, room = audit_.Bounds.of(packed, outcome), _room(packed, 0, packed.learners.row.size)
    return sum(loops.audit(*tables, outcome, bounds, first, last, room) for first, last in runs)


def settle(market: propose.Market, state: propose.State, queue: NDArray[np.int64], top: NDArray[np.uint8]) -> int:
    """See propose.settle."""
    flat = markets.Market(*(getattr(market, name) for name in markets.Market._fields))
    made: int = markets.settle(flat, markets.State(*(getattr(state, n) for n in markets.State._fields)), queue, top)
    return made


KERNELS = Kernels(run, pairs, score, lists, audit, settle)


def warm() -> None:
    """Compiles everything, or loads it from disk, by working a small round: no visitor waits for it later."""
    packed = pack(simulate.cohort(learners=20, sites=20, programmes=2))
    with kernels.using(KERNELS):
        assignment = level_round(packed, build_pairs(packed)).assignment()
        certify(packed, assignment)
        shortlist(packed, 0)
