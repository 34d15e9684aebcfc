"""Feasible pairs, scores, lists and the audit.

Each loop says in plain steps what its numpy twin says in whole columns, with the same integer and float32 arithmetic, so
that both give the same bits. Unsigned and signed numbers are never mixed: numba would make floats of them.
"""

from typing import Any

import numpy as np

from matchmaking.engine.audit import Bounds, Outcome
from matchmaking.engine.compiled.tables import Offers, People, Rest, Room, compiled, inlined
from matchmaking.engine.propose import LEVEL_SHIFT

_UNREACHABLE = np.uint8(255)
_STEPS, _HALF = np.float32(8), np.float32(0.5)
_WORD = np.uint64(32)
_GAPS = (701, 301, 132, 57, 23, 10, 4, 1)


@inlined
def _minutes(people: People, offers: Offers, rest: Rest, one: Any, other: Any) -> Any:
    """Whole minutes, 255 when unreachable; see travel.StraightLine.minutes and travel.ZoneMatrix.minutes."""
    one, other = np.uint64(one), np.uint64(other)  # never negative: no test for counting from the end
    modes = np.int64(people.modes[one] & offers.modes[other])
    if rest.straight:
        across, up = offers.x[other] - people.x[one], offers.y[other] - people.y[one]
        step = np.sqrt(across * across + up * up) * _STEPS + _HALF
        last = rest.width - 1
        index = np.int64(step) if step < np.float32(last) else last
        return rest.minutes[np.uint64(modes * rest.width + index)]
    start, end = np.int64(people.zone[one]), np.int64(offers.zone[other])
    if start < 0 or end < 0 or start >= rest.width or end >= rest.width:
        return _UNREACHABLE
    return rest.minutes[(modes * rest.width + start) * rest.width + end]


@compiled
def _spot(keys: Any, key: Any) -> int:
    """Where a key stands among sorted keys, -1 when it is not there."""
    low, high = 0, keys.size
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < keys.size and keys[low] == key else -1


@inlined
def _feasible(people: People, offers: Offers, rest: Rest, one: Any, other: Any, minutes: Any) -> bool:
    """Every rule; see blocks. Tests are joined without branches: which one fails cannot be predicted."""
    one, other = np.uint64(one), np.uint64(other)
    day = max(people.begin[one], offers.begin[other])
    open_ = minutes <= people.limit[one]
    open_ &= (people.barrier[one] & offers.barrier[other]) == 0
    open_ &= (people.languages[one] & offers.languages[other]) != 0
    open_ &= (day >= offers.valid_from[other]) & (day <= offers.last[other]) & (day <= people.latest[one])
    open_ &= people.turns[one * np.uint64(4) + np.uint64(offers.age[other])] <= day
    row = np.int64(people.row[one])
    if rest.refuses[row] and open_:
        open_ = _spot(rest.refused, row << 32 | np.int64(offers.site[other])) < 0
    return open_


@inlined
def _bits(word: Any) -> Any:
    """Number of bits that are on in a uint64 (a form that compilers turn into one instruction)."""
    word -= word >> np.uint64(1) & np.uint64(0x5555555555555555)
    word = (word & np.uint64(0x3333333333333333)) + (word >> np.uint64(2) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64(word * np.uint64(0x0101010101010101) >> np.uint64(56))


@inlined
def _common(asked: Any, one: int, offered: Any, other: int) -> Any:
    total = _bits(asked[one, 0] & offered[other, 0])
    for word in range(1, asked.shape[1]):
        total += _bits(asked[one, word] & offered[other, word])
    return total


@inlined
def _score(people: People, offers: Offers, rest: Rest, one: Any, other: Any, minutes: Any) -> Any:
    """(key, site score); see score.score_pairs."""
    one, other = np.uint64(one), np.uint64(other)
    share, size, mine, theirs = rest.share, rest.size, rest.learner_weights, rest.site_weights
    limit = np.int64(people.limit[one])
    travel = np.int64(share[limit * size + limit - np.int64(minutes)])
    part = _common(people.to_learn, one, offers.teaches, other)
    coverage = np.int64(share[people.to_learn_count[one] * size + part])
    wanted = share[people.wants_count[one] * size + _common(people.wants, one, offers.teaches, other)]
    goal = np.int64(people.tag_goal[one])
    shared = min(goal, _bits(people.tags[one] & offers.tags[other]))
    tags = share[goal * size + np.int64(shared)]
    total = mine[0] * travel + mine[1] * coverage + mine[2] * wanted + mine[3] * tags + offers.constant[other]
    count, spoken = np.int64(offers.language_count[other]), np.int64(0)
    if count > 0:
        spoken = _bits(people.languages[one] & offers.languages[other])
    site = theirs[0] * travel + theirs[1] * coverage + theirs[2] * share[count * size + spoken]
    if rest.order_keys.size:
        spot = _spot(rest.order_keys, np.int64(offers.site[other]) << 32 | np.int64(people.row[one]))
        site += theirs[3] * rest.order_raw[spot] if spot >= 0 else 0
    tie = people.salt[one] ^ offers.salt[other]
    tie = np.uint32((tie ^ tie >> np.uint32(15)) * np.uint32(0x2C1B3C6D))
    tie = np.uint32((tie ^ tie >> np.uint32(12)) * np.uint32(0x297A2D39))
    key = np.uint32((total + 500) // 1000) << np.uint32(16) | tie >> np.uint32(16)
    return np.uint32(key), np.int32((site + 500) // 1000 + people.points[one])


@compiled
def _reach(people: People, offers: Offers, rest: Rest, one: int, found: Any, minutes: Any) -> int:
    """Writes the feasible offers of one learner with their minutes; returns how many. First a circle, then the rules."""
    combo, x, y = people.combo[one], people.x[one], people.y[one]
    limit = min(np.uint8(254), people.limit[one])
    radius = rest.radius[np.int64(people.modes[one]) * 255 + np.int64(limit)]
    size = 0
    for slot in range(people.range_ptr[combo], people.range_ptr[combo + 1]):
        begin = people.range_start[slot]
        for other in range(begin, begin + people.range_length[slot]):
            across, up = offers.x[other] - x, offers.y[other] - y
            found[size] = other
            size += not rest.straight or across * across + up * up <= radius
    kept = 0
    for i in range(size):
        other = found[i]
        taken = _minutes(people, offers, rest, one, other)
        found[kept], minutes[kept] = other, taken
        kept += _feasible(people, offers, rest, one, other, taken)
    return kept


@compiled
def run(people: People, offers: Offers, rest: Rest, first: int, last: int, one: Any, other: Any, minutes: Any) -> int:
    """Writes the feasible pairs of learners first..last-1; returns how many."""
    size = 0
    for learner in range(first, last):
        found = _reach(people, offers, rest, learner, other[size:], minutes[size:])
        one[size : size + found] = learner
        size += found
    return size


@compiled
def pairs(people: People, offers: Offers, rest: Rest, asked: Any, offered: Any, kept: Any, minutes: Any) -> int:
    """Writes the places of the feasible ones among these pairs, and their minutes; returns how many."""
    size = 0
    for place in range(asked.size):
        taken = _minutes(people, offers, rest, asked[place], offered[place])
        if _feasible(people, offers, rest, asked[place], offered[place], taken):
            kept[size], minutes[size] = place, taken
            size += 1
    return size


@compiled
def score(people: People, offers: Offers, rest: Rest, one: Any, other: Any, minutes: Any, key: Any, site: Any) -> None:
    """Writes the scores of pairs."""
    for place in range(one.size):
        key[place], site[place] = _score(people, offers, rest, one[place], other[place], minutes[place])


@compiled
def _sort(rank: Any, place: Any, size: int) -> None:
    """Sorts the first `size` ranks (all different) and moves `place` along: Shell's sort, since lists are short."""
    for gap in _GAPS:
        for i in range(gap, size):
            moved, along, j = rank[i], place[i], i
            while j >= gap and rank[j - gap] > moved:
                rank[j], place[j] = rank[j - gap], place[j - gap]
                j -= gap
            rank[j], place[j] = moved, along


@compiled
def lists(
    people: People, offers: Offers, rest: Rest, first: int, last: int, length: Any, offer: Any, key: Any, priority: Any,
    room: Room,
) -> int:  # fmt: skip
    """Writes the sorted lists of learners first..last-1, one after another; returns the number of pairs."""
    rank, place, other, minutes, site = room
    size = 0
    for learner in range(first, last):
        own = _reach(people, offers, rest, learner, other, minutes)
        for i in range(own):
            found, site[i] = _score(people, offers, rest, learner, other[i], minutes[i])
            rank[i], place[i] = np.uint64(np.uint32(~found)) << _WORD | np.uint64(offers.tie[other[i]]), i
        _sort(rank, place, own)
        for i in range(own):
            offer[size + i] = other[place[i]]
            key[size + i] = np.uint32(~np.uint32(rank[i] >> _WORD))
            priority[size + i] = np.uint64(site[place[i]]) << _WORD | np.uint64(people.lottery[learner])
        length[learner - first] = own
        size += own
    return size


@inlined
def _likely(
    people: People, offers: Offers, rest: Rest, outcome: Outcome, bounds: Bounds, one: Any, other: Any, minutes: Any
) -> bool:
    """Whether both sides might want a pair; see audit._likely."""
    one, other = np.uint64(one), np.uint64(other)
    travel = np.int64(rest.share[np.int64(bounds.marks[one]) - np.int64(minutes)])
    part = _common(people.to_learn, one, offers.teaches, other)
    coverage = np.int64(rest.share[people.to_learn_count[one] * rest.size + part])
    mine, theirs = rest.learner_weights, rest.site_weights
    wanted = mine[0] * travel + mine[1] * coverage + offers.constant[other] >= bounds.need[one]
    most = (theirs[0] * travel + theirs[1] * coverage + bounds.spare + 500) // 1000 + people.points[one]
    return wanted & (np.uint64(most) << _WORD | bounds.bid[one] >= outcome.floor[other])


@inlined
def _blocks(people: People, offers: Offers, rest: Rest, outcome: Outcome, one: int, other: int, minutes: Any) -> bool:
    """Whether a pair blocks if it is feasible; see audit._blocks."""
    key, site = _score(people, offers, rest, one, other, minutes)
    same, sooner = key == outcome.key[one], offers.tie[np.uint64(other)] < outcome.tie[one]
    better = (not outcome.placed[one]) | (key > outcome.key[one]) | (same & sooner)
    level = outcome.level[one] + np.int64(better) - 1
    bid = np.uint64(site) << _WORD | np.uint64(people.lottery[one]) | np.uint64(max(level, 0)) << LEVEL_SHIFT
    blocks: bool = (level >= 0) & (bid >= outcome.floor[np.uint64(other)])
    return blocks


@compiled
def _near(people: People, offers: Offers, rest: Rest, outcome: Outcome, bounds: Bounds, one: int, found: Any) -> int:
    """Writes the offers in a circle around a learner that are open to its level; returns how many."""
    combo, x, y, ceiling = people.combo[one], people.x[one], people.y[one], outcome.ceiling[one]
    tight = min(np.uint8(254), bounds.tight[one])
    radius = rest.radius[np.int64(people.modes[one]) * 255 + np.int64(tight)]
    size = 0
    for slot in range(people.range_ptr[combo], people.range_ptr[combo + 1]):
        begin = people.range_start[slot]
        for other in range(begin, begin + people.range_length[slot]):
            across, up = offers.x[other] - x, offers.y[other] - y
            inside = not rest.straight or across * across + up * up <= radius
            found[size] = other
            size += inside & (outcome.floor[other] < ceiling)
    return size


@compiled
def audit(
    people: People, offers: Offers, rest: Rest, outcome: Outcome, bounds: Bounds, first: int, last: int, room: Room
) -> int:
    """Blocking pairs of learners first..last-1; see audit.audit."""
    blocking, others, journeys = 0, room.other, room.minutes
    for one in range(first, last):
        tight, size, kept = bounds.tight[one], 0, 0
        # Survivors are moved up without branches: which pair survives cannot be predicted.
        for i in range(_near(people, offers, rest, outcome, bounds, one, others)):
            other = others[i]
            minutes = _minutes(people, offers, rest, one, other)
            others[size], journeys[size] = other, min(minutes, tight)
            likely = _likely(people, offers, rest, outcome, bounds, one, other, min(minutes, tight))
            size += likely & (minutes <= tight)
        for i in range(size):
            other, minutes = others[i], journeys[i]
            others[kept], journeys[kept] = other, minutes
            kept += _blocks(people, offers, rest, outcome, one, other, minutes)
        for i in range(kept):
            blocking += _feasible(people, offers, rest, one, others[i], journeys[i])
    return blocking
