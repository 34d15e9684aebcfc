"""Other ways to place learners, to compare a round with, and a season of weekly rounds in which people say no."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.assign import Assignment, free_capacity, free_own
from matchmaking.engine.blocks import PRIORITY_SHIFT
from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Pairs
from matchmaking.engine.propose import CLOSED, Limits, Market, State
from matchmaking.engine.score import SCORE_SHIFT

Entries = NDArray[np.int64]
Place = Callable[[Market, NDArray[np.int64], NDArray[np.int64]], Entries]
"""A policy: from a market, the packed learners in order of arrival and the numbers of the market's entries in the full lists
to the entry each learner gets, -1 for none.
"""
WEEKS, DAYS_A_WEEK = 4, 5


def first_come(market: Market, arrival: NDArray[np.int64], _spots: Entries | None = None) -> Entries:
    """By hand: whoever comes first takes the best free place of the own list."""
    return _taken(market, arrival, np.arange(market.site.size))


def by_value(value: NDArray[Any]) -> Place:
    """Whoever comes first takes the free place with the lowest value; one value per entry of the full lists."""

    def place(market: Market, arrival: NDArray[np.int64], spots: Entries) -> Entries:
        owner = np.repeat(np.arange(market.ptr.size - 1), np.diff(market.ptr))
        return _taken(market, arrival, np.lexsort((value[spots], owner)))

    return place


def _taken(market: Market, arrival: NDArray[np.int64], order: Entries) -> Entries:
    """Each in turn takes the first free entry; `order` holds the entries of each list as they are tried."""
    room, site, door = market.room.tolist(), market.site.tolist(), market.door.tolist()
    ptr, tried = market.ptr.tolist(), order.tolist()
    entry = np.full(len(ptr) - 1, -1, np.int64)
    for learner in arrival.tolist():
        for spot in tried[ptr[learner] : ptr[learner + 1]]:
            if room[site[spot]] > 0 and room[door[spot]] > 0:
                for taken in {site[spot], door[spot]}:
                    room[taken] -= 1
                entry[learner] = spot
                break
    return entry


def by_levels(top: int | NDArray[np.uint8]) -> Place:
    """The engine's own rule with everybody (or each packed learner) allowed up to this level; 0 is the stable matching."""

    def place(market: Market, arrival: NDArray[np.int64], _spots: Entries | None = None) -> Entries:
        state = State.empty(market)
        allowed = np.full(market.ptr.size - 1, top, np.uint8)
        kernels.select().settle(market, state, np.sort(arrival), allowed)
        return np.where(state.held, state.cursor, -1)

    return place


def assignment_of(packed: Packed, pairs: Pairs, entry: Entries) -> Assignment:
    """Entries of the full lists as an assignment, so that `metrics` can measure any policy."""
    size = entry.size
    row, chosen = packed.learners.row[entry >= 0], entry[entry >= 0]
    site, offer = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    mine, theirs = np.zeros(size, np.int32), np.zeros(size, np.int32)
    offer[row] = packed.offers.row[pairs.offer[chosen]]
    site[row] = packed.offers.site[pairs.offer[chosen]]
    mine[row] = pairs.key[chosen] >> SCORE_SHIFT
    theirs[row] = pairs.priority[chosen] >> PRIORITY_SHIFT
    nobody = np.zeros(size, np.bool_)
    level = np.zeros(size, np.uint8)
    return Assignment(site, offer, level, mine, theirs, nobody, site, nobody, 0)


def blocking_entries(market: Market, entry: Entries) -> NDArray[np.bool_]:
    """Which entries are blocking pairs under (score, lottery): both sides would rather have each other."""
    held = entry[entry >= 0]
    better = np.arange(market.site.size) < np.repeat(np.where(entry >= 0, entry, market.ptr[1:]), np.diff(market.ptr))
    own = market.door != market.site
    site_full, site_worst = _filled(market, market.site[held], market.priority[held])
    door_full, door_worst = _filled(market, market.door[held], market.priority[held])
    crowded = own & door_full[market.door]
    worst = np.where(crowded, door_worst[market.door], site_worst[market.site])
    return better & (~(crowded | site_full[market.site]) | (market.priority > worst))


def _filled(
    market: Market, at: NDArray[np.int32], priority: NDArray[np.uint64]
) -> tuple[NDArray[np.bool_], NDArray[np.uint64]]:
    """(full, lowest priority) per door, of those who sit at these doors."""
    worst = np.full(market.room.size, CLOSED, np.uint64)
    np.minimum.at(worst, at, priority)
    return np.bincount(at, minlength=market.room.size) >= market.room, worst


def season(
    packed: Packed, pairs: Pairs, place: Place, *, seed: int, few_days: int = 0, disadvantaged: int = 0
) -> float:
    """Percentage of all learners with a contract after four weekly rounds with refusals.

    A proposal is accepted by each side with chance 0.55 + 0.4 x score, times 0.7 when the learner sees a better mutual
    option. A refused pair never returns. These chances are assumptions, not measurements. Policy points are added per week,
    since the days left run down; pack the problem without them.
    """
    rng = np.random.default_rng(seed)
    people, size = packed.problem.learners, packed.learners.row.size
    owner = np.repeat(np.arange(size), np.diff(pairs.ptr))
    site = packed.offers.site[pairs.offer]
    chance = (0.55 + 0.4 * (pairs.key >> SCORE_SHIFT) / 1000) * (
        0.55 + 0.4 * (pairs.priority >> PRIORITY_SHIFT) / 1000
    )
    room, own = free_capacity(packed), free_own(packed)[packed.offers.row]
    arrival, coin = rng.permutation(size), rng.random((WEEKS, size))
    days, weak = people.days_left[packed.learners.row], people.disadvantaged[packed.learners.row]
    limit = packed.problem.policy.few_days_limit
    refused, done = np.zeros(owner.size, np.bool_), np.zeros(size, np.bool_)
    for week in range(WEEKS):
        points = few_days * ((days >= 0) & (days - DAYS_A_WEEK * week <= limit)) + disadvantaged * weak
        spots = np.flatnonzero(~refused & ~done[owner])
        bid = pairs.priority[spots] + (points[owner[spots]].astype(np.uint64) << PRIORITY_SHIFT)
        limits = Limits(pairs.offer[spots], packed.offers.site, own)
        market = Market.build(np.searchsorted(owner[spots], np.arange(size + 1)), site[spots], bid, room, limits)
        entry = place(market, arrival, spots)
        asked = np.flatnonzero(entry >= 0)
        torn = np.zeros(size, np.bool_)
        torn[owner[spots[blocking_entries(market, entry)]]] = True
        spot = spots[entry[asked]]
        yes = coin[week, asked] < chance[spot] * np.where(torn[asked], 0.7, 1.0)
        done[asked[yes]] = True
        np.subtract.at(room, site[spot[yes]], 1)
        np.subtract.at(own, pairs.offer[spot[yes]], own[pairs.offer[spot[yes]]] > 0)
        refused[spot[~yes]] = True
    return 100 * int(done.sum()) / max(size, 1)
