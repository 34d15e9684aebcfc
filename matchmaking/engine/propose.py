"""Level-k deferred acceptance on bare arrays: learners propose down their lists, sites keep the best, the exhausted move up a level.

Equivalent to plain deferred acceptance in which every learner's list is repeated once per level and a site puts a higher
level above any score; hence one result, whatever the order of the proposals. A site's floor (what a newcomer must reach)
only rises, so entries below it are skipped many at a time.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.bits import spans

LEVEL_SHIFT = np.uint64(48)
CLOSED = np.uint64(2**64 - 1)
_STRIDE, _LONGEST_STRIDE = 4, 128
_FEW = 24


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Lists best first (learner r: ptr[r]..ptr[r+1]), the site's priority per entry (< 2^48, distinct per site), capacities."""

    ptr: NDArray[np.int64]
    site: NDArray[np.int32]
    priority: NDArray[np.uint64]
    capacity: NDArray[np.int64]
    start: NDArray[np.int64]

    @classmethod
    def build(
        cls, ptr: NDArray[np.int64], site: NDArray[np.int32], priority: NDArray[np.uint64], capacity: NDArray[np.int32]
    ) -> Self:
        """Capacities that would take more memory than the lists are cut to the learners that list the site."""
        room = np.maximum(capacity, 0).astype(np.int64)
        if int(room.sum()) > site.size:
            room = np.minimum(room, np.bincount(site, minlength=capacity.size)[: capacity.size])
        return cls(ptr, site, priority, room, np.concatenate([np.zeros(1, np.int64), np.cumsum(room)]))


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Where the proposals stand. `cursor` is the entry a learner holds or will try next; arrays are changed in place."""

    cursor: NDArray[np.int64]
    level: NDArray[np.uint8]
    held: NDArray[np.bool_]
    bid: NDArray[np.uint64]
    count: NDArray[np.int64]
    who: NDArray[np.int64]
    floor: NDArray[np.uint64]

    @classmethod
    def empty(cls, market: Market) -> Self:
        size = market.ptr.size - 1
        return cls(
            cursor=market.ptr[:-1].copy(),
            level=np.zeros(size, np.uint8),
            held=np.zeros(size, np.bool_),
            bid=np.zeros(size, np.uint64),
            count=np.zeros(market.capacity.size, np.int64),
            who=np.full(int(market.start[-1]), -1, np.int64),
            floor=np.where(market.capacity > 0, np.uint64(0), CLOSED),
        )

    def copy(self) -> Self:
        return type(self)(**{name: getattr(self, name).copy() for name in self.__slots__})


def settle(market: Market, state: State, queue: NDArray[np.int64], top: NDArray[np.uint8]) -> int:
    """Lets the learners in `queue` propose until everybody is placed or exhausted at level top[learner].

    Changes the state in place; returns the number of proposals that reached a site.
    """
    free = queue[market.ptr[queue] < market.ptr[queue + 1]]
    made = 0
    while free.size > _FEW:
        free = _advance(market, state, free, top)
        made += free.size
        free = _propose(market, state, free)
    for learner in free.tolist():
        made += _chain(market, state, learner, top)
    return made


def _advance(market: Market, state: State, free: NDArray[np.int64], top: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Moves every cursor to the next entry that would be accepted now, a level up where a list ends; drops the hopeless."""
    ready: list[NDArray[np.int64]] = []
    stride = _STRIDE
    while free.size:
        free = _promote(market, state, free, top)
        cursor, end = state.cursor[free], market.ptr[free + 1]
        entry = np.minimum(cursor[:, None] + np.arange(stride), end[:, None] - 1)
        bid = market.priority[entry] | state.level[free].astype(np.uint64)[:, None] << LEVEL_SHIFT
        welcome = bid >= state.floor[market.site[entry]]
        first = welcome.argmax(1)
        found = welcome[np.arange(free.size), first]
        state.cursor[free] = np.where(found, cursor + first, np.minimum(cursor + stride, end))
        ready.append(free[found])
        free = free[~found]
        stride = min(2 * stride, _LONGEST_STRIDE)
    return np.concatenate(ready) if ready else free


def _promote(market: Market, state: State, free: NDArray[np.int64], top: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Those who still have an entry to try: the exhausted start again one level up, unless they are at their top."""
    done = state.cursor[free] >= market.ptr[free + 1]
    spent = free[done]
    risen = spent[state.level[spent] < top[spent]]
    state.level[risen] += np.uint8(1)
    state.cursor[risen] = market.ptr[risen]
    return np.concatenate([free[~done], risen])


def _propose(market: Market, state: State, free: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every free learner proposes at once; each touched site keeps its best. Returns those left without a place."""
    entry = state.cursor[free]
    site = market.site[entry].astype(np.int64)
    state.bid[free] = market.priority[entry] | state.level[free].astype(np.uint64) << LEVEL_SHIFT
    touched = np.unique(site)
    count = state.count[touched]
    sitting = state.who[spans(market.start[touched], count)]
    learner = np.concatenate([free, sitting])
    at = np.concatenate([site, np.repeat(touched, count)])
    order = np.lexsort((~state.bid[learner], at))
    learner, at = learner[order], at[order]
    edge = np.searchsorted(at, touched)
    rank = np.arange(at.size) - np.repeat(edge, np.diff(np.append(edge, at.size)))
    keeps = rank < market.capacity[at]
    winners, seat = learner[keeps], market.start[at[keeps]] + rank[keeps]
    state.who[seat] = winners
    state.held[winners] = True
    filled = np.minimum(np.diff(np.append(edge, at.size)), market.capacity[touched])
    state.count[touched] = filled
    full = touched[filled == market.capacity[touched]]
    state.floor[full] = state.bid[state.who[market.start[full + 1] - 1]] + np.uint64(1)
    losers: NDArray[np.int64] = learner[~keeps]
    state.held[losers] = False
    state.cursor[losers] += 1
    return losers


def _chain(market: Market, state: State, learner: int, top: NDArray[np.uint8]) -> int:
    """One learner proposes, whoever is displaced proposes next, until nobody is left over. Returns the proposals made."""
    made = 0
    while learner >= 0:
        begin, end = int(market.ptr[learner]), int(market.ptr[learner + 1])
        cursor = int(state.cursor[learner])
        up = np.uint64(state.level[learner]) << LEVEL_SHIFT
        bid = market.priority[cursor:end] | up
        welcome = np.flatnonzero(bid >= state.floor[market.site[cursor:end]])
        if welcome.size:
            step = int(welcome[0])
            state.cursor[learner] = cursor + step
            made += 1
            learner = _sit(market, state, learner, int(market.site[cursor + step]), bid[step])
        elif state.level[learner] < top[learner]:
            state.level[learner] += np.uint8(1)
            state.cursor[learner] = begin
        else:
            state.cursor[learner] = end
            learner = -1
    return made


def _sit(market: Market, state: State, learner: int, site: int, bid: np.uint64) -> int:
    """Seats a learner whose bid reaches the site's floor; returns who had to leave, or -1."""
    start, room, count = int(market.start[site]), int(market.capacity[site]), int(state.count[site])
    state.bid[learner], state.held[learner] = bid, True
    leaver = -1
    if count < room:
        state.who[start + count] = learner
        state.count[site] = count = count + 1
    else:
        seats = state.who[start : start + room]
        worst = int(state.bid[seats].argmin())
        leaver = int(seats[worst])
        seats[worst] = learner
        state.held[leaver] = False
        state.cursor[leaver] += 1
    if count == room:
        state.floor[site] = state.bid[state.who[start : start + room]].min() + np.uint64(1)
    return leaver
