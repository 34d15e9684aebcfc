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
                floor = state.floor[np.uint64(market.site[np.uint64(entry)])]  # never negative: no test for it
                if (market.priority[np.uint64(entry)] | up) >= floor:
                    break
                lowest = min(lowest, floor)
                entry += 1
            state.cursor[learner] = entry
            if entry < end:
                made += 1
                learner = _sit(market, state, learner, market.site[entry], market.priority[entry] | up)
            elif state.level[learner] < top[learner]:
                # Floors only rise, so levels below the lowest floor of a whole list need not be tried.
                risen = max(np.int64(state.level[learner]) + 1, np.int64(lowest >> LEVEL_SHIFT))
                state.level[learner] = min(risen, np.int64(top[learner]))
                state.cursor[learner] = market.ptr[learner]
            else:
                learner = -1
    return made


@compiled
def _sit(market: Market, state: State, learner: int, site: int, bid: Any) -> int:
    """Seats a learner whose bid reaches the site's floor; returns who had to leave, or -1. See propose._sit."""
    start, room, count = market.start[site], market.capacity[site], state.count[site]
    state.bid[learner], state.held[learner] = bid, True
    seat, leaver = start + count, -1
    if count < room:
        state.count[site] = count = count + 1
    else:
        seat = start
        for chair in range(start + 1, start + room):
            if state.bid[np.uint64(state.who[chair])] < state.bid[np.uint64(state.who[seat])]:
                seat = chair
        leaver = state.who[seat]
        state.held[leaver] = False
        state.cursor[leaver] += 1
    state.who[seat] = learner
    if count == room:
        worst = bid
        for chair in range(start, start + room):
            worst = min(worst, state.bid[np.uint64(state.who[chair])])
        state.floor[site] = worst + np.uint64(1)
    return leaver
