"""Lists of feasible pairs: all of them (the round), the k best both ways (screens), exact, best first, ties by site id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.bits import spans
from matchmaking.engine.blocks import PRIORITY_SHIFT, Block, Listed, best_first, priority_of
from matchmaking.engine.packing import Packed
from matchmaking.engine.score import SCORE_SHIFT
from matchmaking.engine.travel import best_modes
from matchmaking.engine.types import Mode

BLOCK_PAIRS = 1 << 17
Progress = Callable[[int, int], None]


class Candidate(NamedTuple):
    """One line of a list, in table rows: scores as integers, whole minutes by the mode that takes them."""

    learner: int
    site: int
    offer: int
    learner_score: int
    site_score: int
    minutes: int
    mode: Mode


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Every feasible pair, 16 bytes each: packed learner row r has ptr[r]..ptr[r+1], best first.

    `offer` is a packed offer row; `key` is learner score << 16 | tie hash; `priority` is site score << 32 | lottery number.
    """

    ptr: NDArray[np.int64]
    offer: NDArray[np.int32]
    key: NDArray[np.uint32]
    priority: NDArray[np.uint64]

    def __len__(self) -> int:
        return int(self.offer.size)


def block_edges(packed: Packed) -> NDArray[np.int64]:
    """Cuts of the packed learners so that a block holds about BLOCK_PAIRS candidates (and at least one learner)."""
    total = np.cumsum(packed.learners.reach)
    if not total.size:
        return np.zeros(1, np.int64)
    number = total // BLOCK_PAIRS
    cuts = np.flatnonzero(number[1:] != number[:-1]) + 1
    return np.concatenate([np.zeros(1, np.int64), cuts, np.array([total.size], np.int64)])


def iter_runs(packed: Packed, progress: Progress | None = None) -> Iterator[tuple[int, int]]:
    """(first, last) per run of packed learners; progress(done, total) counts learners when a run is worked off."""
    edges = block_edges(packed).tolist()
    for first, last in pairwise(edges):
        yield first, last
        if progress:
            progress(last, edges[-1])


def build_pairs(packed: Packed, progress: Progress | None = None) -> Pairs:
    """All feasible pairs of a packed problem."""
    runs = [Listed.empty()]
    lists = kernels.select().lists
    runs += [lists(packed, first, last) for first, last in iter_runs(packed, progress)]
    length, *columns = (np.concatenate(column) for column in zip(*runs, strict=True))
    return Pairs(np.concatenate([np.zeros(1, np.int64), np.cumsum(length)]), *columns)


def top_k(packed: Packed, k: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """(offer rows, learner scores, site scores), each (N, k) by learner row, best first; -1 fills up. Stores no pairs."""
    size = packed.learners.row.size
    offer, mine, theirs = (np.full((size, k), -1, np.int32) for _ in range(3))
    lists = kernels.select().lists
    for first, last in iter_runs(packed):
        length, other, key, priority = lists(packed, first, last)
        place = spans(np.zeros_like(length), length)
        kept = np.flatnonzero(place < k)
        row, place = np.repeat(packed.learners.row[first:last], length)[kept], place[kept]
        offer[row, place] = packed.offers.row[other[kept]]
        mine[row, place] = key[kept] >> SCORE_SHIFT
        theirs[row, place] = priority[kept] >> PRIORITY_SHIFT
    return offer, mine, theirs


def shortlist(packed: Packed, learner: int, k: int = 10) -> list[Candidate]:
    """The k best places for one learner row; empty when nothing is feasible."""
    row = int(packed.learners.at[learner])
    block = kernels.select().score(packed, kernels.select().run(packed, row, row + 1))
    return _lines(packed, block, best_first(packed, block, row)[:k])


def candidates(packed: Packed, site: int, k: int = 10, offer: int | None = None) -> list[Candidate]:
    """The k best learners for one site row (or for one of its offers), as the site ranks them in a round."""
    places = packed.offers
    spots = np.flatnonzero(places.site == site) if offer is None else np.flatnonzero(places.row == offer)
    block = pairs_of_offers(packed, spots[places.site[spots] == site])
    priority = priority_of(packed, block.one, block.scored.site)
    return _lines(packed, block, np.argsort(~priority, kind="stable")[:k])


def pairs_of_offers(packed: Packed, spots: NDArray[np.int64]) -> Block:
    """Feasible pairs of some packed offers with every learner of their programme."""
    programme = packed.offers.key[spots] >> np.int64(32)
    start = np.searchsorted(packed.learners.programme, programme, side="left")
    count = np.searchsorted(packed.learners.programme, programme, side="right") - start
    one = np.repeat(start, count) + np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return kernels.select().score(packed, kernels.select().pairs(packed, one, np.repeat(spots, count)))


def _lines(packed: Packed, block: Block, order: NDArray[np.int64]) -> list[Candidate]:
    one, other = block.one[order], block.other[order]
    minutes, mode = best_modes(
        packed.problem.travel, packed.learners.places.take(one), packed.offers.places.take(other)
    )
    columns = (
        packed.learners.row[one].tolist(),
        packed.offers.site[other].tolist(),
        packed.offers.row[other].tolist(),
        (block.scored.key[order] >> SCORE_SHIFT).tolist(),
        block.scored.site[order].tolist(),
        minutes.tolist(),
        [Mode(bit) for bit in mode.tolist()],
    )
    return [Candidate(*line) for line in zip(*columns, strict=True)]
