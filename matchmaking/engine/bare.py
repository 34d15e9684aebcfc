"""`solve`: the level-k rule on bare preference lists, for anybody's own check against another program."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.bits import lottery
from matchmaking.engine.columns import EngineError
from matchmaking.engine.propose import Limits, Market, State
from matchmaking.engine.reading import fields, label, labels, listing, mapping, number, show, told, whole
from matchmaking.engine.types import DEFAULT_MAX_LEVEL

_TOP = ("pref", "prio", "cap", "within", "max_level", "pins", "forbid", "seed")
_WITHIN = {"cap": whole(0, 2**31 - 1), "learners": labels}


def solve(document: Any) -> dict[str, Any]:
    """{"match": {learner: site or None}, "level": {learner: level}}; raises EngineError naming the entry and the fault.

    A site without an entry in "prio" ranks by lottery alone. Pins hold even where they break a list or a capacity.
    "within" gives limits inside a site: {site: [{"cap": number, "learners": [...]}]}, groups that share no learner.
    """
    given = mapping(document, "document")
    for key in given:
        if key not in _TOP:
            raise EngineError(show(key), "unknown key")
    capacity = {site: whole(0, 2**31 - 1)(value, f"cap.{show(site)}") for site, value in _object(given, "cap").items()}
    lists = {one: _list(one, value, capacity) for one, value in _object(given, "pref").items()}
    pins = _pairs(given, "pins", lists, capacity)
    if len({one for one, _ in pins}) < len(pins):
        raise EngineError("pins", "a learner is pinned twice")
    for one, site in _pairs(given, "forbid", lists, capacity):
        lists[one] = [other for other in lists[one] if other != site]
    groups = _groups(given, lists, capacity)
    for one, site in pins:
        capacity[site] = max(capacity[site] - 1, 0)
        if (site, one) in groups.member:
            groups.room[groups.member[site, one]] = max(groups.room[groups.member[site, one]] - 1, 0)
    pinned = dict(pins)
    kept = {one: [] if one in pinned else row for one, row in lists.items()}
    market, learners, sites = _market(given, kept, capacity, groups)
    state = State.empty(market)
    kernels.select().settle(market, state, np.arange(len(learners)), _levels(given, learners))
    match = {one: pinned.get(one) for one in learners}
    for row in np.flatnonzero(state.held).tolist():
        match[learners[row]] = sites[int(market.site[state.cursor[row]])]
    return {"match": match, "level": dict(zip(learners, state.level.tolist(), strict=True))}


class _Groups(NamedTuple):
    """Limits inside sites: site and places per group, and the group of a (site, learner)."""

    site: list[str]
    room: list[int]
    member: dict[tuple[str, str], int]


def _groups(given: dict[str, Any], lists: Any, capacity: Any) -> _Groups:
    found = _Groups([], [], {})
    for site, listed in _object(given, "within").items():
        if site not in capacity:
            raise EngineError(f"within.{show(site)}", "this site is not in cap")
        for place, row in enumerate(listing(listed, f"within.{show(site)}")):
            entry = f"within.{show(site)}[{place}]"
            group = fields(row, entry, _WITHIN, _WITHIN)
            for one in group["learners"]:
                if one not in lists or (site, one) in found.member:
                    raise EngineError(entry, f"learner {show(one)} is not in pref, or is in two groups")
                found.member[site, one] = len(found.site)
            found.site.append(site)
            found.room.append(group["cap"])
    return found


def _object(given: dict[str, Any], key: str) -> dict[str, Any]:
    return mapping(told(given, key, {}), key)


def _list(one: str, value: Any, capacity: dict[str, int]) -> list[str]:
    entry = f"pref.{show(one)}"
    label(one, entry)
    ranked = labels(value, entry)
    if len(set(ranked)) < len(ranked):
        raise EngineError(entry, "a site occurs twice")
    for site in ranked:
        if site not in capacity:
            raise EngineError(entry, f"site {show(site)} is not in cap")
    return ranked


def _pairs(given: dict[str, Any], key: str, lists: Any, capacity: Any) -> list[tuple[str, str]]:
    pairs = []
    for place, value in enumerate(listing(told(given, key, []), key)):
        pair = labels(value, f"{key}[{place}]")
        if len(pair) != 2 or pair[0] not in lists or pair[1] not in capacity:
            raise EngineError(f"{key}[{place}]", f"{show(value)} is not a known [learner, site]")
        pairs.append((pair[0], pair[1]))
    return pairs


def _levels(given: dict[str, Any], learners: list[str]) -> NDArray[np.uint8]:
    asked = given.get("max_level")
    read = whole(0, 255)
    if isinstance(asked, dict):
        for one in asked:
            if one not in learners:
                raise EngineError(f"max_level.{show(one)}", "unknown learner")
        levels = [read(asked.get(one, DEFAULT_MAX_LEVEL), f"max_level.{show(one)}") for one in learners]
    else:
        levels = [read(DEFAULT_MAX_LEVEL if asked is None else asked, "max_level")] * len(learners)
    return np.array(levels, np.uint8)


def _market(
    given: dict[str, Any], lists: dict[str, list[str]], capacity: dict[str, int], groups: _Groups
) -> tuple[Market, list[str], list[str]]:
    """Lists and ranks as arrays; a site's numbers become its ranks, ties in the order of the lottery."""
    learners, sites = list(lists), list(capacity)
    seed = whole(-(2**63), 2**63 - 1)(told(given, "seed", 0), "seed")
    drawn = lottery(np.array(learners, dtype=np.str_), seed).astype(np.int64)
    at = {site: row for row, site in enumerate(sites)}
    length = np.array([len(row) for row in lists.values()], np.int64)
    site = np.array([at[name] for row in lists.values() for name in row], np.int32)
    owner = np.repeat(np.arange(len(learners)), length)
    wish = np.array(_numbers(given, lists, sites), np.float64)
    order = np.lexsort((drawn[owner], wish, site))
    rank = np.empty(order.size, np.uint64)
    rank[order] = np.arange(order.size, dtype=np.uint64)
    ptr = np.concatenate([np.zeros(1, np.int64), np.cumsum(length)])
    # Every site is a group of its own, without a limit, for those who are in none.
    group = [groups.member.get((name, one), -1) for one, row in lists.items() for name in row]
    inside = np.array(group, np.int32) + np.int32(len(sites))
    limits = Limits(
        np.where(inside < len(sites), site, inside).astype(np.int32),
        np.array([*range(len(sites)), *(at[name] for name in groups.site)], np.int32),
        np.array([*[-1] * len(sites), *groups.room], np.int32),
    )
    return Market.build(ptr, site, rank, np.array(list(capacity.values()), np.int32), limits), learners, sites


def _numbers(given: dict[str, Any], lists: dict[str, list[str]], sites: list[str]) -> list[float]:
    """The site's number for every entry of every list, in the order of the lists."""
    ranks = _object(given, "prio")
    for site, ranking in ranks.items():
        if site not in sites:
            raise EngineError(f"prio.{show(site)}", "this site is not in cap")
        for one, value in mapping(ranking, f"prio.{show(site)}").items():
            if one not in lists:
                raise EngineError(f"prio.{show(site)}.{show(one)}", "this learner is not in pref")
            number(value, f"prio.{show(site)}.{show(one)}")
    wishes = []
    for one, row in lists.items():
        for site in row:
            if site in ranks and one not in ranks[site]:
                raise EngineError(f"prio.{show(site)}", f"learner {show(one)} lists this site but has no number here")
            wishes.append(float(ranks[site][one]) if site in ranks else 0.0)
    return wishes
