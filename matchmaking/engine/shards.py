"""The lists of a round in shards, each worked out by whoever has a hand free, and put together to the same lists.

A shard is a run of whole programmes: a learner and an offer of two programmes never meet, and within a programme every
reading of the same problem puts learners in the same order. A shard travels in rows of the tables, because the packed rows
of two readings may be numbered in another order.
"""

import io
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.blocks import Listed
from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Pairs, Progress, iter_runs


class Shard(NamedTuple):
    """Packed learners first..last-1, and the table row of a learner of each programme among them."""

    first: int
    last: int
    rows: tuple[int, ...]


def shards_of(packed: Packed, size: int) -> list[Shard]:
    """Cuts the packed learners into runs of whole programmes with about `size` candidate pairs each (at least one)."""
    people = packed.learners
    edges = np.flatnonzero(np.diff(people.programme, prepend=-2, append=-2))
    found: list[Shard] = []
    start, rows, reach = 0, list[int](), 0
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        rows.append(int(people.row[first]))
        reach += int(people.reach[first:last].sum())
        if reach >= size or last == people.row.size:
            found.append(Shard(start, last, tuple(rows)))
            start, rows, reach = last, [], 0
    return found


def build_shard(packed: Packed, rows: Iterable[int]) -> bytes:
    """The lists of the programmes of these learner rows, one after another, as bytes."""
    runs = [Listed.empty()]
    for row in rows:
        own = packed.problem.learners.programme[row]
        first, last = np.searchsorted(packed.learners.programme, [own, own + 1]).tolist()
        within = (run for run in iter_runs(packed) if run[0] < last and run[1] > first)
        runs += [kernels.select().lists(packed, max(a, first), min(b, last)) for a, b in within]
    length, offer, key, priority = (np.concatenate(column) for column in zip(*runs, strict=True))
    stream = io.BytesIO()
    np.savez(stream, length=length, offer=packed.offers.row[offer], key=key, priority=priority)
    return stream.getvalue()


def join_shards(packed: Packed, built: Mapping[int, bytes], progress: Progress | None = None) -> Pairs:
    """The lists of all shards (by number) as `build_pairs` would have given them."""
    at = np.full(len(packed.problem.offers) + 1, -1, np.int32)
    at[packed.offers.row] = np.arange(packed.offers.row.size, dtype=np.int32)
    runs = [Listed.empty()]
    for number in sorted(built):
        with np.load(io.BytesIO(built[number]), allow_pickle=False) as read:
            offer: NDArray[np.int32] = at[read["offer"]]
            runs.append(Listed(read["length"], offer, read["key"], read["priority"]))
    length, *columns = (np.concatenate(column) for column in zip(*runs, strict=True))
    if progress:
        progress(packed.learners.row.size, packed.learners.row.size)
    return Pairs(np.concatenate([np.zeros(1, np.int64), np.cumsum(length)]), *columns)
