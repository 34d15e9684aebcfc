"""The proposals of a market, one learner after another."""

from typing import Any, NamedTuple

import numpy as np

from matchmaking.engine.compiled.tables import compiled
from matchmaking.engine.propose import CLOSED, LEVEL_SHIFT


class Market(NamedTuple):
    """See propose.Market."""

    ptr: Any
    site: Any
    priority: Any
    capacity: Any
    start: Any
    door: Any
    owner: Any
    room: Any
    inner: Any


class State(NamedTuple):
    """See propose.State."""

    cursor: Any
    level: Any
    held: Any
    bid: Any
    count: Any
    who: Any
    floor: Any


@compiled
def settle(market: Market, state: State, queue: Any, top: Any) -> int:
    """One learner after another proposes, and whoever is displaced proposes next; see propose.settle."""
    made = 0
    for start in range(queue.size):
        learner = queue[start]
        if market.ptr[learner] == market.ptr[learner + 1]:
            continue
        while learner >= 0:
            up = np.uint64(state.level[learner]) << LEVEL_SHIFT
            entry, end = state.cursor[learner], market.ptr[learner + 1]
            lowest = CLOSED if entry == market.ptr[learner] else np.uint64(0)
            while entry < end:
                floor = state.floor[np.uint64(market.door[np.uint64(entry)])]  # never negative: no test for it
                if (market.priority[np.uint64(entry)] | up) >= floor:
                    break
                lowest = min(lowest, floor)
                entry += 1
            state.cursor[learner] = entry
            if entry < end:
                made += 1
                learner = _sit(market, state, learner, market.door[entry], market.priority[entry] | up)
            elif state.level[learner] < top[learner]:
                # Floors only rise, so levels below the lowest floor of a whole list need not be tried.
                risen = max(np.int64(state.level[learner]) + 1, np.int64(lowest >> LEVEL_SHIFT))
                state.level[learner] = min(risen, np.int64(top[learner]))
                state.cursor[learner] = market.ptr[learner]
            else:
                learner = -1
    return made


@compiled
def _sit(market: Market, state: State, learner: int, door: int, bid: Any) -> int:
    """Seats a learner whose bid reaches the door's floor; returns who had to leave, or -1. See propose._sit."""
    site, sites = market.owner[door], market.capacity.size
    start, room, count = market.start[site], market.capacity[site], state.count[site]
    own = door >= sites
    crowded = own and state.count[door] == market.room[door]
    state.bid[learner], state.held[learner] = bid, True
    seat, leaver = start + count, -1
    if count < room and not crowded:
        state.count[site] = count = count + 1
    else:
        seat = _worst(market, state, start, start + count, door if crowded else -1)
        leaver = state.who[seat]
        left = market.door[state.cursor[leaver]]
        if left >= sites:
            state.count[left] -= 1
        state.held[leaver] = False
        state.cursor[leaver] += 1
    state.who[seat] = learner
    if own:
        state.count[door] += 1
    if count == room:
        floor = state.bid[state.who[_worst(market, state, start, start + count, -1)]] + np.uint64(1)
        state.floor[site] = floor
        for other in range(sites + market.inner[site], sites + market.inner[site + 1]):
            state.floor[other] = max(state.floor[other], floor)
    if own and state.count[door] == market.room[door]:
        state.floor[door] = state.bid[state.who[_worst(market, state, start, start + count, door)]] + np.uint64(1)
    return leaver


@compiled
def _worst(market: Market, state: State, start: int, end: int, door: int) -> int:
    """The seat with the lowest bid among start..end-1, or among those who came through one door (-1: all)."""
    worst, seat = CLOSED, start
    for chair in range(start, end):
        if door < 0 or market.door[state.cursor[state.who[chair]]] == door:
            bid = state.bid[np.uint64(state.who[chair])]
            if bid < worst:
                worst, seat = bid, chair
    return seat
