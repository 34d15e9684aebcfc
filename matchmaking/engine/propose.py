"""Level-k deferred acceptance on bare arrays: learners propose down their lists, sites keep the best, the exhausted move up a level.

Equivalent to plain deferred acceptance in which every learner's list is repeated once per level and a site puts a higher
level above any score; hence one result, whatever the order of the proposals.

A proposal knocks on a door. Mostly the door is the site; an offer that may take fewer learners than its site has a door of
its own, and the site then keeps the best of what its doors let through: two limits, one inside the other. A door's floor
(what a newcomer must reach) only rises, so entries below it are skipped many at a time.
"""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.bits import spans

LEVEL_SHIFT = np.uint64(48)
CLOSED = np.uint64(2**64 - 1)
_STRIDE, _LONGEST_STRIDE = 4, 128
_FEW = 24


class Limits(NamedTuple):
    """Groups of entries that share a limit inside a site: the group of each entry; site and places per group (-1: no limit)."""

    group: NDArray[np.int32]
    site: NDArray[np.int32]
    room: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Lists best first (learner r: ptr[r]..ptr[r+1]), the site's priority per entry (< 2^48, distinct per site), capacities.

    `door` per entry; doors 0..S-1 are the sites, then come the doors with a limit of their own, in order of site (site s:
    S + inner[s]..S + inner[s+1]). `owner` and `room` are the site and the places per door.
    """

    ptr: NDArray[np.int64]
    site: NDArray[np.int32]
    priority: NDArray[np.uint64]
    capacity: NDArray[np.int64]
    start: NDArray[np.int64]
    door: NDArray[np.int32]
    owner: NDArray[np.int32]
    room: NDArray[np.int64]
    inner: NDArray[np.int64]

    @classmethod
    def build(
        cls,
        ptr: NDArray[np.int64],
        site: NDArray[np.int32],
        priority: NDArray[np.uint64],
        capacity: NDArray[np.int32],
        limits: Limits | None = None,
    ) -> Self:
        """Capacities that would take more memory than the lists are cut to the learners that list the site.

        A limit that is not below its site's capacity never counts and gets no door.
        """
        room = np.maximum(capacity, 0).astype(np.int64)
        if int(room.sum()) > site.size:
            room = np.minimum(room, np.bincount(site, minlength=capacity.size)[: capacity.size])
        start = np.concatenate([np.zeros(1, np.int64), np.cumsum(room)])
        sites = np.arange(room.size, dtype=np.int32)
        group, owner, own = limits or Limits(site, sites, np.full(room.size, -1, np.int32))
        tight = np.flatnonzero((own >= 0) & (own < room[owner]))
        tight = tight[np.argsort(owner[tight], kind="stable")]
        door = site
        if tight.size:
            number = np.full(owner.size, -1, np.int32)
            number[tight] = np.arange(room.size, room.size + tight.size)
            door = np.where(number[group] < 0, site, number[group])
        inner = np.searchsorted(owner[tight], np.arange(room.size + 1))
        owners, rooms = np.concatenate([sites, owner[tight]]), np.concatenate([room, own[tight].astype(np.int64)])
        return cls(ptr, site, priority, room, start, door, owners, rooms, inner)

    def doors_of(self, sites: NDArray[np.int64]) -> NDArray[np.int64]:
        """The doors with a limit of their own of these sites (in order)."""
        return self.capacity.size + spans(self.inner[sites], self.inner[sites + 1] - self.inner[sites])


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Where the proposals stand. `cursor` is the entry a learner holds or will try next; arrays are changed in place.

    `count` and `floor` are per door (of a site: everybody in it), `who` holds the seats of each site.
    """

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
            count=np.zeros(market.room.size, np.int64),
            who=np.full(int(market.start[-1]), -1, np.int64),
            floor=np.where(market.room > 0, np.uint64(0), CLOSED),
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
        welcome = bid >= state.floor[market.door[entry]]
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
    rank, keeps = _best(market, state, learner, at, edge)
    winners, seat = learner[keeps], market.start[at[keeps]] + rank[keeps]
    state.who[seat] = winners
    state.held[winners] = True
    state.count[touched] = np.add.reduceat(keeps, edge, dtype=np.int64)
    raise_floors(market, state, touched)
    losers: NDArray[np.int64] = learner[~keeps]
    state.held[losers] = False
    state.cursor[losers] += 1
    return losers


def _best(
    market: Market, state: State, learner: NDArray[np.int64], at: NDArray[np.int64], edge: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """(seat within the site, kept) of learners in order of site and bid; `edge`: where each site begins.

    Every door lets in its best, and the site keeps the best of those.
    """
    size = np.diff(np.append(edge, at.size))
    if market.room.size == market.capacity.size:
        rank = np.arange(at.size) - np.repeat(edge, size)
        return rank, rank < market.capacity[at]
    door = market.door[state.cursor[learner]]
    order = np.argsort(door, kind="stable")
    first = np.searchsorted(door[order], door[order])
    inside = np.empty(at.size, np.int64)
    inside[order] = np.arange(at.size) - first
    through = inside < market.room[door]
    before: NDArray[np.int64] = np.cumsum(through) - through
    rank = before - np.repeat(before[edge], size)
    return rank, through & (rank < market.capacity[at])


def raise_floors(market: Market, state: State, sites: NDArray[np.int64]) -> None:
    """Works out the floors of these sites and their doors, whose seats must be in order, best first."""
    full = sites[(state.count[sites] == market.capacity[sites]) & (market.capacity[sites] > 0)]
    state.floor[full] = state.bid[state.who[market.start[full + 1] - 1]] + np.uint64(1)
    doors = market.doors_of(sites)
    if not doors.size:
        return
    sitting = state.who[spans(market.start[sites], state.count[sites])]
    at = market.door[state.cursor[sitting]]
    own = np.flatnonzero(at >= market.capacity.size)
    spot = np.searchsorted(doors, at[own])
    state.count[doors] = np.bincount(spot, minlength=doors.size)
    worst = np.full(doors.size, CLOSED, np.uint64)
    np.minimum.at(worst, spot, state.bid[sitting[own]])
    shut = np.where(state.count[doors] == market.room[doors], worst + (worst < CLOSED), np.uint64(0))
    state.floor[doors] = np.maximum(state.floor[market.owner[doors]], shut)


def _chain(market: Market, state: State, learner: int, top: NDArray[np.uint8]) -> int:
    """One learner proposes, whoever is displaced proposes next, until nobody is left over. Returns the proposals made."""
    made = 0
    while learner >= 0:
        begin, end = int(market.ptr[learner]), int(market.ptr[learner + 1])
        cursor = int(state.cursor[learner])
        up = np.uint64(state.level[learner]) << LEVEL_SHIFT
        bid = market.priority[cursor:end] | up
        welcome = np.flatnonzero(bid >= state.floor[market.door[cursor:end]])
        if welcome.size:
            step = int(welcome[0])
            state.cursor[learner] = cursor + step
            made += 1
            learner = _sit(market, state, learner, int(market.door[cursor + step]), bid[step])
        elif state.level[learner] < top[learner]:
            state.level[learner] += np.uint8(1)
            state.cursor[learner] = begin
        else:
            state.cursor[learner] = end
            learner = -1
    return made


def _sit(market: Market, state: State, learner: int, door: int, bid: np.uint64) -> int:
    """Seats a learner whose bid reaches the door's floor; returns who had to leave, or -1."""
    site, own = int(market.owner[door]), door >= market.capacity.size
    start, room, count = int(market.start[site]), int(market.capacity[site]), int(state.count[site])
    state.bid[learner], state.held[learner] = bid, True
    leaver = -1
    crowded = own and state.count[door] == market.room[door]
    if count < room and not crowded:
        state.who[start + count] = learner
        state.count[site] = count = count + 1
    else:
        chair = _worst(market, state, site, door if crowded else site)
        leaver = int(state.who[chair])
        state.who[chair] = learner
        state.held[leaver] = False
        left = int(market.door[state.cursor[leaver]])
        state.count[left] -= left >= market.capacity.size
        state.cursor[leaver] += 1
    state.count[door] += own
    if count == room:
        state.floor[site] = state.bid[state.who[_worst(market, state, site, site)]] + np.uint64(1)
        doors = slice(market.capacity.size + market.inner[site], market.capacity.size + market.inner[site + 1])
        state.floor[doors] = np.maximum(state.floor[doors], state.floor[site])
    if own and state.count[door] == market.room[door]:
        state.floor[door] = state.bid[state.who[_worst(market, state, site, door)]] + np.uint64(1)
    return leaver


def _worst(market: Market, state: State, site: int, door: int) -> int:
    """The seat with the lowest bid, of the whole site or of those who came through one door."""
    chairs = np.arange(market.start[site], market.start[site] + state.count[site])
    if door != site:
        chairs = chairs[market.door[state.cursor[state.who[chairs]]] == door]
    return int(chairs[state.bid[state.who[chairs]].argmin()])
