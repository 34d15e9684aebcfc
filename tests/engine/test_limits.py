"""An offer's own number of places inside its site: stability, sizes and certificate under both limits, against brute force."""

from collections import Counter
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import (
    Decisions,
    Reason,
    build_pairs,
    certify,
    contract,
    level_round,
    pack,
    restore,
    resume,
    run_round,
    simulate,
)
from matchmaking.engine.bare import solve
from matchmaking.engine.policies import blocking_entries, by_levels, first_come
from matchmaking.engine.propose import Limits, Market, State, settle
from tests.engine.oracle import Oracle, choose, defer
from tests.engine.strategies import documents

FEW = settings(max_examples=120, deadline=None)


@st.composite
def markets(draw, learners=5, sites=3, capacity=3):
    """Bare lists, and at every site up to two groups of learners that share a smaller number of places."""
    people, places = [f"l{n}" for n in range(draw(st.integers(1, learners)))], [f"s{n}" for n in range(sites)]
    pref = {one: draw(st.lists(st.sampled_from(places), unique=True)) for one in people}
    prio = {site: dict(zip(people, draw(st.permutations(range(len(people)))), strict=True)) for site in places}
    cap = {site: draw(st.integers(0, capacity)) for site in places}
    within = {}
    for site in places:
        side = draw(st.lists(st.sampled_from("ab-"), min_size=len(people), max_size=len(people)))
        groups = [[one for one, at in zip(people, side, strict=True) if at == name] for name in "ab"]
        within[site] = [{"cap": draw(st.integers(0, 2)), "learners": group} for group in groups]
    return {"pref": pref, "prio": prio, "cap": cap, "within": within}


def kept(market, site, offered):
    """Whom the site keeps of these learners."""
    group = {one: place for place, row in enumerate(market["within"][site]) for one in row["learners"]}
    inside = {(site, place): row["cap"] for place, row in enumerate(market["within"][site])}
    return choose(offered, market["cap"][site], market["prio"][site].get, group, inside, site)


def held(match, site):
    return [one for one, place in match.items() if place == site]


def matchings(market):
    """Every matching within all limits."""
    people = list(market["pref"])
    for choice in product(*([None, *market["pref"][one]] for one in people)):
        match = dict(zip(people, choice, strict=True))
        if all(len(kept(market, site, held(match, site))) == len(held(match, site)) for site in market["cap"]):
            yield match


def rank(market, one, site):
    return market["pref"][one].index(site) if site else len(market["pref"][one])


def is_stable(market, match):
    return not any(
        one in kept(market, site, [*held(match, site), one])
        for one, row in market["pref"].items()
        for site in row[: rank(market, one, match[one])]
    )


def size(match):
    return sum(site is not None for site in match.values())


@FEW
@given(markets())
def test_level_0_is_stable_best_for_every_learner_and_fills_what_every_stable_matching_fills(market):
    found = solve({**market, "max_level": 0})["match"]
    stable = [match for match in matchings(market) if is_stable(market, match)]
    assert found in stable
    for match in stable:
        assert all(rank(market, one, found[one]) <= rank(market, one, match[one]) for one in found)
        assert {one for one in match if match[one]} == {one for one in found if found[one]}
        assert Counter(match.values()) == Counter(found.values())


@FEW
@given(markets())
def test_level_k_places_at_least_its_share_of_the_maximum(market):
    most = max(size(match) for match in matchings(market))
    for level in range(5):
        assert size(solve({**market, "max_level": level})["match"]) * (level + 2) >= most * (level + 1)


def pairings(one, other):
    """Every way to set the smaller list against the larger, with None for whoever is left over."""
    longest = max(len(one), len(other))
    for order in permutations([*other, *[None] * (longest - len(other))]):
        yield list(zip([*one, *[None] * (longest - len(one))], order, strict=True))


def lowest_vote(market, site, mine, other):
    """The site's vote for `mine` against `other` by the worst fair comparison: first inside each group, then the rest."""
    wish = market["prio"][site]
    groups = [set(row["learners"]) for row in market["within"][site]]
    gone = [[x for x in held(a, site) if x not in held(b, site)] for a, b in ((mine, other), (other, mine))]
    inside = [list(pairings(*([x for x in side if x in group] for side in gone))) for group in groups]
    loose = [[x for x in side if not any(x in group for group in groups)] for side in gone]
    lowest = 0 if gone == [[], []] else len(wish) * 2
    for choice in product(*inside):
        pairs = [pair for made in choice for pair in made]
        left = [loose[side] + [p[side] for p in pairs if p[1 - side] is None] for side in (0, 1)]
        for rest in pairings(*left):
            made = [p for p in pairs if None not in p] + rest
            values = [(-1 if a is None else wish[a]) - (-1 if b is None else wish[b]) for a, b in made]
            lowest = min(lowest, int(np.sign(values).sum()))
    return lowest


@settings(max_examples=60, deadline=None)
@given(markets(learners=4, sites=2, capacity=2))
def test_level_1_is_popular_under_both_limits(market):
    found = solve({**market, "max_level": 1})["match"]
    for other in matchings(market):
        votes = sum(
            int(np.sign(rank(market, one, other[one]) - rank(market, one, found[one]))) for one in market["pref"]
        )
        assert votes + sum(lowest_vote(market, site, found, other) for site in market["cap"]) >= 0


@FEW
@given(markets(), st.data())
def test_at_level_0_one_more_place_hurts_nobody_when_the_house_may_take_one_more_too(market, data):
    site = data.draw(st.sampled_from(list(market["cap"])))
    more = {**market, "cap": {**market["cap"], site: market["cap"][site] + 1}}
    if data.draw(st.booleans()):
        first, second = market["within"][site]
        more["within"] = {**market["within"], site: [{**first, "cap": first["cap"] + 1}, second]}
    before, after = (solve({**one, "max_level": 0})["match"] for one in (market, more))
    assert all(rank(market, one, after[one]) <= rank(market, one, before[one]) for one in before)


def test_one_more_place_at_a_workplace_in_a_full_house_may_cost_another_workplace_its_learner():
    """No fault: the house takes two, and it would rather have the second of the first workplace."""
    market = {
        "pref": {"a": ["s"], "b": ["s"], "c": ["s"]},
        "prio": {"s": {"a": 3, "b": 2, "c": 1}},
        "cap": {"s": 2},
        "max_level": 0,
    }
    one, two = ({"s": [{"cap": places, "learners": ["a", "b"]}]} for places in (1, 2))
    assert solve({**market, "within": one})["match"] == {"a": "s", "b": None, "c": "s"}
    assert solve({**market, "within": two})["match"] == {"a": "s", "b": "s", "c": None}


@FEW
@given(markets(), st.integers(0, 8))
def test_pinning_all_that_the_round_chose_changes_nothing(market, level):
    found = solve({**market, "max_level": level})["match"]
    chosen = [[one, site] for one, site in found.items() if site]
    assert solve({**market, "max_level": level, "pins": chosen})["match"] == found


@FEW
@given(markets(), st.integers(0, 8))
def test_a_limit_as_large_as_the_site_is_no_limit(market, level):
    wide = {site: [{**row, "cap": market["cap"][site]} for row in rows] for site, rows in market["within"].items()}
    bare = {name: value for name, value in market.items() if name != "within"}
    assert solve({**market, "within": wide, "max_level": level}) == solve({**bare, "max_level": level})


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 8), st.integers(30, 150))
def test_many_at_once_equals_one_by_one(seed, level, people):
    rng = np.random.default_rng(seed)
    sites = people // 4
    pref = {n: rng.permutation(sites)[: rng.integers(0, 12)].tolist() for n in range(people)}
    wish = {(n, s): (int(rng.integers(0, 4)), n) for n in pref for s in pref[n]}
    cap, own = rng.integers(0, 6, sites), rng.integers(-1, 4, 3 * sites)
    group = {n: n % 3 for n in pref}
    inside = {(s, g): int(own[3 * s + g]) for s in range(sites) for g in range(3) if own[3 * s + g] >= 0}
    match, levels = defer(
        pref, wish, dict(enumerate(cap.tolist())), dict.fromkeys(pref, level), seed, group=group, inside=inside
    )
    ptr = np.concatenate([[0], np.cumsum([len(row) for row in pref.values()])]).astype(np.int64)
    flat = [(s, wish[n, s][0] << 32 | n, 3 * s + group[n]) for n in pref for s in pref[n]]
    site, value, at = (np.array([row[i] for row in flat]) for i in range(3))
    limits = Limits(at.astype(np.int32), np.repeat(np.arange(sites, dtype=np.int32), 3), own.astype(np.int32))
    market = Market.build(ptr, site.astype(np.int32), value.astype(np.uint64), cap.astype(np.int32), limits)
    state = State.empty(market)
    settle(market, state, np.arange(people), np.full(people, level, np.uint8))
    assert {n: flat[state.cursor[n]][0] for n in range(people) if state.held[n]} == match
    assert dict(enumerate(state.level.tolist())) == levels


def limited(seed=4, **asked):
    """A cohort in which two offers out of three have fewer places than their site."""
    problem = simulate.cohort(**{"learners": 300, "sites": 120, "programmes": 6, "tightness": 0.9, **asked}, seed=seed)
    capacity = np.random.default_rng(seed).choice([-1, 1, 1, 2, 3, 0], len(problem.offers)).astype(np.int32)
    return replace(problem, offers=replace(problem.offers, capacity=capacity))


@pytest.fixture(scope="module")
def scarce():
    packed = pack(limited())
    pairs = build_pairs(packed)
    assert level_round(packed, pairs).market.room.size > len(packed.problem.sites)
    return packed, pairs


def test_a_round_keeps_both_limits_and_says_so(scarce):
    packed, pairs = scarce
    found = level_round(packed, pairs).assignment()
    own = packed.problem.offers.capacity
    taken = np.bincount(found.offer[found.offer >= 0], minlength=own.size)
    assert (taken[own >= 0] <= own[own >= 0]).all()
    assert (taken == own)[own > 0].any()
    assert certify(packed, found).clean


def test_one_too_many_in_an_offer_is_infeasible_and_an_empty_chair_blocks(scarce):
    packed, pairs = scarce
    found, own = level_round(packed, pairs).assignment(), packed.problem.offers.capacity
    fewer = own.copy()
    full = int(found.offer[(found.offer >= 0) & (own[found.offer] > 0)][0])
    fewer[full] = 0
    tight = replace(packed.problem, offers=replace(packed.problem.offers, capacity=fewer))
    assert certify(pack(tight), found).infeasible > 0
    more = own.copy()
    more[(own >= 0)] += 1
    report = certify(pack(replace(packed.problem, offers=replace(packed.problem.offers, capacity=more))), found)
    assert (report.infeasible, report.blocking > 0) == (0, True)


@settings(max_examples=150, deadline=None)
@given(documents(learners=8, sites=4, pins=False), st.randoms(use_true_random=False))
def test_the_certificate_counts_blocking_pairs_as_the_definition_does(document, pick):
    """On any outcome within the limits, at level 0: who would rather go where, and would be kept there."""
    oracle, packed = Oracle(document), pack(contract.read(document))
    pairs = build_pairs(packed)
    found = level_round(packed, pairs, max_level=0).assignment()
    for row in range(found.site.size):
        if pick.random() < 0.4:
            found.site[row] = found.offer[row] = -1
    people, sites = packed.problem.learners.id.tolist(), packed.problem.sites.id.tolist()
    at = {one: sites[site] if site >= 0 else None for one, site in zip(people, found.site.tolist(), strict=True)}
    lists, lottery = oracle.lists(), oracle.lottery()
    group = {one: row.get("programme") for one, row in oracle.learners.items()}
    inside = {pair: row["capacity"] for pair, row in oracle.offers.items() if row["capacity"] is not None}
    blocking = 0
    for one, options in lists.items():
        for site, _, _ in options[: [o[0] for o in options].index(at[one]) if at[one] else None]:
            there = [*(other for other, place in at.items() if place == site), one]
            worth = {x: (next(o[2] for o in lists[x] if o[0] == site), lottery[x]) for x in there}
            blocking += one in choose(there, oracle.sites[site]["capacity"], worth.get, group, inside, site)
    report = certify(packed, replace(found, max_level=0))
    assert (report.blocking, report.infeasible) == (blocking, 0)


@pytest.mark.parametrize("late", [1, 40, 300])
def test_resume_equals_the_full_round(scarce, late):
    packed, pairs = scarce
    full = level_round(packed, pairs).assignment()
    rows = np.random.default_rng(late).choice(300, late, replace=False)
    begun = level_round(packed, pairs, absent=rows)
    for round_ in (begun, restore(packed, pairs, begun.assignment())):
        for row in rows:
            resume(round_, [row])
        now = round_.assignment()
        for name in ("site", "offer", "level", "learner_score", "site_score", "level0_site"):
            np.testing.assert_array_equal(getattr(now, name), getattr(full, name))


def test_pins_use_up_an_offers_own_places_and_the_one_too_many_is_told():
    problem = limited(seed=6)
    packed = pack(problem)
    pairs = build_pairs(packed)
    owner = np.repeat(np.arange(pairs.ptr.size - 1), np.diff(pairs.ptr))
    own = problem.offers.capacity[packed.offers.row]
    roomy = problem.sites.capacity[packed.offers.site] >= 3
    offer = next(o for o in range(own.size) if own[o] == 1 and roomy[o] and (pairs.offer == o).sum() >= 3)
    both = sorted(packed.learners.row[owner[pairs.offer == offer][:2]].tolist())
    site, row = int(packed.offers.site[offer]), int(packed.offers.row[offer])
    again = pack(replace(problem, decisions=Decisions.build(pins=[(one, site) for one in both])))
    found = level_round(again, build_pairs(again)).assignment()
    assert np.flatnonzero(found.offer == row).tolist() == both
    assert found.warnings == ((both[1], site, Reason.NO_PLACE),)
    assert certify(again, found).clean


def test_other_policies_keep_both_limits_too(scarce):
    packed, pairs = scarce
    market = level_round(packed, pairs).market
    entry = first_come(market, np.arange(300))
    used = np.bincount(market.door[entry[entry >= 0]], minlength=market.room.size)
    assert (used[market.capacity.size :] <= market.room[market.capacity.size :]).all()
    assert (np.bincount(market.site[entry[entry >= 0]], minlength=market.capacity.size) <= market.capacity).all()
    assert blocking_entries(market, entry).any()
    assert not blocking_entries(market, by_levels(0)(market, np.arange(300))).any()


def test_rounds_exported_before_offers_had_limits_keep_their_fingerprint():
    """Figures of version 1.0 of the engine."""
    document = contract.write(simulate.cohort(learners=150, sites=100, seed=5))
    for row in document["offers"]:
        del row["capacity"]
    assert run_round(contract.read(document)).fingerprint == FIRST
    wide = {**document, "offers": [{**row, "capacity": 10**6} for row in document["offers"]]}
    assert run_round(contract.read(wide)).fingerprint == FIRST
    other = simulate.cohort(learners=400, sites=300, programmes=15, tightness=0.8, seed=8)
    assert run_round(other).fingerprint == SECOND


FIRST = "450b5cf2ca7d1deefa69f6030dd35cec91025e30c350ff0d96f1e3b87864bf95"
SECOND = "f82b1d41008e7d627dba9808feeb937705213e4a0fcd530a2f024f8a16b5d9aa"
