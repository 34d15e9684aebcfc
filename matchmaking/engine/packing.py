"""One packed layout for all kernels: learners and offers sorted by (programme, cell), every rule and score term ready to compare.

Packing costs a few milliseconds and is done once; a learner that changes is packed alone against the same places.
"""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.arrival import offer_places, site_places
from matchmaking.engine.bits import id_hash, id_rank, lottery
from matchmaking.engine.problem import Decisions, Problem
from matchmaking.engine.travel import Places
from matchmaking.engine.types import Kind, LearnerTable

PROGRAMME_SHIFT = np.int64(32)
_NO_LANGUAGE = np.uint64(1 << 32)
_AGE_COLUMN = np.zeros(256, np.uint8)
_AGE_COLUMN[[15, 16, 18]] = 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class OfferSide:
    """The offers that can take anybody at all, sorted by (programme, cell, site id). `row` leads back to the table."""

    row: NDArray[np.int32]
    site: NDArray[np.int32]
    key: NDArray[np.int64]
    places: Places
    begin: NDArray[np.int32]
    valid_from: NDArray[np.int32]
    last: NDArray[np.int32]
    age: NDArray[np.uint8]
    barrier: NDArray[np.uint64]
    languages: NDArray[np.uint64]
    language_count: NDArray[np.uint8]
    teaches: NDArray[np.uint64]
    tags: NDArray[np.uint64]
    constant: NDArray[np.int32]
    salt: NDArray[np.uint32]
    tie: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class LearnerSide:
    """Learners sorted by (programme, cell). `row` leads to the table, `at` back; `ranges` are slices of the offers in reach."""

    row: NDArray[np.int32]
    at: NDArray[np.int32]
    programme: NDArray[np.int32]
    places: Places
    limit: NDArray[np.uint8]
    begin: NDArray[np.int32]
    latest: NDArray[np.int32]
    turns: NDArray[np.int32]
    barrier: NDArray[np.uint64]
    languages: NDArray[np.uint64]
    to_learn: NDArray[np.uint64]
    wants: NDArray[np.uint64]
    to_learn_count: NDArray[np.int32]
    wants_count: NDArray[np.int32]
    tags: NDArray[np.uint64]
    tag_goal: NDArray[np.int32]
    salt: NDArray[np.uint32]
    points: NDArray[np.int32]
    lottery: NDArray[np.uint32]
    combo: NDArray[np.int64]
    range_ptr: NDArray[np.int64]
    range_start: NDArray[np.int64]
    range_length: NDArray[np.int64]
    reach: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A problem made ready. All public functions take this and row numbers of the problem's tables."""

    problem: Problem
    offers: OfferSide
    learners: LearnerSide
    learner_places: Places
    site_places: Places
    offer_places: Places
    begin: NDArray[np.int32]
    offer_keys: NDArray[np.int64]
    offer_rows: NDArray[np.int64]
    refused: NDArray[np.int64]
    refuses: NDArray[np.bool_]
    order_keys: NDArray[np.int64]
    order_raw: NDArray[np.int32]
    share: NDArray[np.int32]

    def with_learners(self, learners: LearnerTable, decisions: Decisions | None = None) -> Self:
        """The same places with other learners: a changed or new learner is re-ranked without packing the rest again."""
        learners.validate()
        problem = replace(self.problem, learners=learners, decisions=decisions or Decisions())
        problem.validate_decisions()
        size = 64 * max(learners.to_learn.shape[1], learners.wants.shape[1]) + 1
        share = self.share if size <= self.share.shape[0] else _shares(size)
        return replace(self, share=share, **_learner_half(problem, self.offers, self.offers.teaches.shape[1]))

    def offer_of(self, site: int, programme: int) -> int:
        """Row of the offer of this programme at this site, -1 when there is none."""
        key = np.int64(programme) << PROGRAMME_SHIFT | np.int64(site)
        spot = int(np.searchsorted(self.offer_keys, key))
        return int(self.offer_rows[spot]) if spot < self.offer_keys.size and self.offer_keys[spot] == key else -1


def pack(problem: Problem) -> Packed:
    """Validates and packs; raises EngineError naming the entry and the fault."""
    problem.validate()
    words = max(problem.learners.to_learn.shape[1], problem.learners.wants.shape[1], problem.offers.teaches.shape[1])
    size = max(256, 64 * words + 1)
    places = offer_places(problem)
    offers = _pack_offers(problem, places, words)
    keys = problem.offers.programme.astype(np.int64) << PROGRAMME_SHIFT | problem.offers.site
    order = np.argsort(keys, kind="stable")
    half = _learner_half(problem, offers, words)
    return Packed(
        offers=offers,
        site_places=site_places(problem),
        offer_places=places,
        offer_keys=keys[order],
        offer_rows=order,
        share=_shares(size),
        **half,
    )


def _shares(size: int) -> NDArray[np.int32]:
    """share[total, part] in thousandths, rounded half up; nothing asked counts as fully met."""
    total = np.arange(size, dtype=np.int32)[:, None]
    share: NDArray[np.int32] = (2000 * np.arange(size, dtype=np.int32)[None, :] + total) // np.maximum(2 * total, 1)
    share = np.minimum(share, 1000)
    share[0] = 1000
    return share


def widen(words: NDArray[np.uint64], count: int) -> NDArray[np.uint64]:
    """The same bits in `count` words; words beyond the end are dropped (no offer teaches those activities)."""
    wide = np.zeros((words.shape[0], count), np.uint64)
    shared = min(count, words.shape[1])
    wide[:, :shared] = words[:, :shared]
    return wide


def count_bits(words: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Number of bits that are on, per row, over all words."""
    return np.asarray(np.bitwise_count(words).sum(-1, dtype=np.int32))


def _thousandths(share: NDArray[np.float32]) -> NDArray[np.int32]:
    return np.floor(share.astype(np.float64) * 1000 + 0.5).astype(np.int32)


def _pack_offers(problem: Problem, places: Places, words: int) -> OfferSide:
    offers, sites = problem.offers, problem.sites
    cell = problem.travel.cells(places)
    begin = np.maximum(offers.begin, 0)
    last = np.minimum(offers.valid_until, offers.until)
    able = offers.recognised & offers.mentor & offers.open & (offers.capacity != 0)
    able &= sites.capacity[offers.site] > 0
    rows = np.flatnonzero(able & (cell >= 0) & (begin <= last))
    tie = id_rank(sites.id)
    key = offers.programme[rows].astype(np.int64) << PROGRAMME_SHIFT | cell[rows]
    order = np.lexsort((tie[offers.site[rows]], key))
    rows, key = rows[order], key[order]
    site = offers.site[rows]
    weights = problem.weights.learner
    constant = weights[4] * _thousandths(sites.mentor_available) + weights[5] * _thousandths(sites.responsiveness)
    asks, count = offers.languages[rows].astype(np.uint64), np.bitwise_count(offers.languages[rows])
    return OfferSide(
        row=rows.astype(np.int32),
        site=site,
        key=key,
        places=places.take(rows),
        begin=begin[rows],
        valid_from=offers.valid_from[rows],
        last=last[rows],
        age=_AGE_COLUMN[offers.min_age[rows]],
        barrier=offers.requires[rows].astype(np.uint64) | ~offers.provides[rows].astype(np.uint64) << np.uint64(32),
        languages=np.where(count > 0, asks, _NO_LANGUAGE),
        language_count=count,
        teaches=widen(offers.teaches[rows], words),
        tags=sites.tags[site],
        constant=constant[site].astype(np.int32),
        salt=(id_hash(sites.id) & np.uint64(0xFFFFFFFF)).astype(np.uint32)[site],
        tie=tie[site],
    )


def _learner_half(problem: Problem, offers: OfferSide, words: int) -> dict[str, Any]:
    """The fields of Packed that depend on the learners."""
    learners, made = problem.learners, problem.decisions
    places = Places(learners.zone, learners.x, learners.y, learners.modes)
    begin = np.where(learners.begin < 0, problem.as_of, learners.begin).astype(np.int32)
    pairs = made.pairs(Kind.FORBID, Kind.DECLINE)
    refuses = np.zeros(len(learners), np.bool_)
    refuses[pairs[:, 0]] = True
    key = made.order_site.astype(np.int64) << PROGRAMME_SHIFT | made.order_learner
    sorted_keys, first = np.unique(key, return_index=True)
    named = np.bincount(made.order_site, minlength=1)[made.order_site] if key.size else made.order_place
    raw = 1000 * (named - made.order_place) // np.maximum(named, 1)
    return {
        "problem": problem,
        "learners": _pack_learners(problem, offers, places, begin, words),
        "learner_places": places,
        "begin": begin,
        "refused": np.unique(pairs[:, 0] << PROGRAMME_SHIFT | pairs[:, 1]),
        "refuses": refuses,
        "order_keys": sorted_keys,
        "order_raw": raw[first].astype(np.int32),
    }


def policy_points(problem: Problem) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Points per learner row for (few days left, disadvantaged)."""
    learners, policy = problem.learners, problem.policy
    urgent = (learners.days_left >= 0) & (learners.days_left <= policy.few_days_limit)
    few = np.where(urgent, policy.few_days_left, 0).astype(np.int32)
    return few, np.where(learners.disadvantaged, policy.disadvantaged, 0).astype(np.int32)


def _pack_learners(
    problem: Problem, offers: OfferSide, places: Places, begin: NDArray[np.int32], words: int
) -> LearnerSide:
    learners = problem.learners
    cell = problem.travel.cells(places)
    order = np.lexsort((cell, learners.programme))
    at = np.empty(order.size, np.int32)
    at[order] = np.arange(order.size, dtype=np.int32)
    few, disadvantaged = policy_points(problem)
    to_learn, wants = widen(learners.to_learn, words)[order], widen(learners.wants, words)[order]
    limit = learners.max_minutes.astype(np.uint8)
    turns = np.concatenate([np.zeros((order.size, 1), np.int32), learners.turns], 1)
    tags = learners.tags[order]
    misses = (~learners.has).astype(np.uint64) | learners.needs.astype(np.uint64) << np.uint64(32)
    return LearnerSide(
        row=order.astype(np.int32),
        at=at,
        programme=learners.programme[order],
        places=places.take(order),
        limit=limit[order],
        begin=begin[order],
        latest=np.minimum(begin.astype(np.int64) + problem.policy.max_wait_days, learners.until)[order].astype(
            np.int32
        ),
        turns=np.ascontiguousarray(turns[order]).ravel(),
        barrier=misses[order],
        languages=learners.languages[order].astype(np.uint64) | _NO_LANGUAGE,
        to_learn=to_learn,
        wants=wants,
        to_learn_count=count_bits(learners.to_learn)[order],
        wants_count=count_bits(learners.wants)[order],
        tags=tags,
        tag_goal=np.minimum(np.bitwise_count(tags), 3).astype(np.int32),
        salt=(id_hash(learners.id) & np.uint64(0xFFFFFFFF)).astype(np.uint32)[order],
        points=(few + disadvantaged)[order],
        lottery=lottery(learners.id, problem.seed)[order],
        **_ranges(problem, offers, places.take(order), learners.programme[order], limit[order], cell[order]),
    )


def _ranges(
    problem: Problem,
    offers: OfferSide,
    places: Places,
    programme: NDArray[np.int32],
    limit: NDArray[np.uint8],
    cell: NDArray[np.int64],
) -> dict[str, NDArray[np.int64]]:
    """Slices of the sorted offers within reach, worked out once per combination of programme and window."""
    windows = problem.travel.windows(places, limit)
    lost = (programme < 0) | (cell < 0)
    key = np.where(lost, -1, programme.astype(np.int64) << PROGRAMME_SHIFT | windows.group)
    combos, combo = np.unique(key, return_inverse=True)
    group = combos & np.int64(0xFFFFFFFF)
    group[combos < 0] = 0
    count = np.where(combos < 0, 0, windows.ptr[group + 1] - windows.ptr[group]) if group.size else group
    owner = np.repeat(np.arange(combos.size), count)
    within = np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count)
    spot = windows.ptr[group[owner]] + within
    base = combos[owner] >> PROGRAMME_SHIFT << PROGRAMME_SHIFT
    start = np.searchsorted(offers.key, base | windows.low[spot], side="left")
    stop = np.searchsorted(offers.key, base | windows.high[spot], side="right")
    used = stop > start
    owner, start, stop = owner[used], start[used], stop[used]
    ptr = np.searchsorted(owner, np.arange(combos.size + 1)).astype(np.int64)
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(stop - start)])
    return {
        "combo": combo.astype(np.int64).ravel(),
        "range_ptr": ptr,
        "range_start": start.astype(np.int64),
        "range_length": (stop - start).astype(np.int64),
        "reach": np.diff(before[ptr])[combo.ravel()] if combos.size else np.zeros(0, np.int64),
    }
