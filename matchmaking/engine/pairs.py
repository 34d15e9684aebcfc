"""Lists of feasible pairs: all of them (the round), the k best both ways (screens), exact, best first, ties by site id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.blocks import Block, Feasible
from matchmaking.engine.packing import Packed
from matchmaking.engine.score import SCORE_SHIFT
from matchmaking.engine.travel import best_modes
from matchmaking.engine.types import Mode

BLOCK_PAIRS = 1 << 17
PRIORITY_SHIFT = np.uint64(32)
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


def iter_feasible(packed: Packed, progress: Progress | None = None) -> Iterator[tuple[int, int, Feasible]]:
    """(first, last, feasible pairs) per run of packed learners; progress(done, total) counts learners."""
    edges = block_edges(packed).tolist()
    run = kernels.select().run
    for first, last in pairwise(edges):
        yield first, last, run(packed, first, last)
        if progress:
            progress(last, edges[-1])


def iter_blocks(packed: Packed, progress: Progress | None = None) -> Iterator[tuple[int, int, Block]]:
    """The same runs with their scores."""
    score = kernels.select().score
    for first, last, near in iter_feasible(packed, progress):
        yield first, last, score(packed, near)


def best_first(packed: Packed, block: Block, first: int) -> NDArray[np.int64]:
    """Order of a block by learner, then key downwards, then site id."""
    rank = (block.one - first).astype(np.uint64) << PRIORITY_SHIFT | ~block.scored.key
    order = np.argsort(rank, kind="stable")
    ranked = rank[order]
    equal = np.flatnonzero(ranked[1:] == ranked[:-1])
    if equal.size:
        spots = np.union1d(equal, equal + 1)
        tied = order[spots]
        order[spots] = tied[np.lexsort((packed.offers.tie[block.other[tied]], rank[tied]))]
    return order


def build_pairs(packed: Packed, progress: Progress | None = None) -> Pairs:
    """All feasible pairs of a packed problem."""
    count = np.zeros(packed.learners.row.size, np.int64)
    offers: list[NDArray[Any]] = [np.zeros(0, np.int32)]
    keys: list[NDArray[Any]] = [np.zeros(0, np.uint32)]
    priorities: list[NDArray[Any]] = [np.zeros(0, np.uint64)]
    for first, last, block in iter_blocks(packed, progress):
        order = best_first(packed, block, first)
        one = block.one[order]
        count[first:last] = np.bincount(one - first, minlength=last - first)
        offers.append(block.other[order].astype(np.int32))
        keys.append(block.scored.key[order])
        priorities.append(priority_of(packed, one, block.scored.site[order]))
    ptr = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)])
    return Pairs(ptr, np.concatenate(offers), np.concatenate(keys), np.concatenate(priorities))


def priority_of(packed: Packed, one: NDArray[Any], site_score: NDArray[np.int32]) -> NDArray[np.uint64]:
    """How a site ranks learners: site score first, then the lottery number; larger is better."""
    priority: NDArray[np.uint64] = site_score.astype(np.uint64) << PRIORITY_SHIFT | packed.learners.lottery[one]
    return priority


def top_k(packed: Packed, k: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """(offer rows, learner scores, site scores), each (N, k) by learner row, best first; -1 fills up. Stores no pairs."""
    size = packed.learners.row.size
    offer, mine, theirs = (np.full((size, k), -1, np.int32) for _ in range(3))
    for first, last, block in iter_blocks(packed):
        order = best_first(packed, block, first)
        one = block.one[order]
        start = np.searchsorted(one, np.arange(first, last))
        place = np.arange(one.size) - start[one - first]
        kept = place < k
        order, row, place = order[kept], packed.learners.row[one[kept]], place[kept]
        offer[row, place] = packed.offers.row[block.other[order]]
        mine[row, place] = block.scored.key[order] >> SCORE_SHIFT
        theirs[row, place] = block.scored.site[order]
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
