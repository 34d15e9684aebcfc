"""Laws of the round on bare lists, against brute force, and of the levels, pins, gate and later arrivals."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matchmaking.engine import (
    Decisions,
    Problem,
    Reason,
    build_pairs,
    candidates,
    certify,
    level_round,
    pack,
    restore,
    resume,
    shortlist,
    simulate,
)
from matchmaking.engine.bare import solve
from matchmaking.engine.propose import Market, State, settle
from tests.engine.oracle import defer

FEW = settings(max_examples=120, deadline=None)


@st.composite
def markets(draw, learners=5, sites=4, capacity=2):
    """Bare lists with strict priorities."""
    people, places = [f"l{n}" for n in range(draw(st.integers(1, learners)))], [f"s{n}" for n in range(sites)]
    pref = {one: draw(st.lists(st.sampled_from(places), unique=True)) for one in people}
    prio = {site: dict(zip(people, draw(st.permutations(range(len(people)))), strict=True)) for site in places}
    cap = {site: draw(st.integers(0, capacity)) for site in places}
    return {"pref": pref, "prio": prio, "cap": cap}


def matchings(market):
    """Every matching of a small market."""
    people = list(market["pref"])
    for choice in product(*([None, *market["pref"][one]] for one in people)):
        used = Counter(site for site in choice if site)
        if all(used[site] <= market["cap"][site] for site in used):
            yield dict(zip(people, choice, strict=True))


def rank(market, one, site):
    return market["pref"][one].index(site) if site else len(market["pref"][one])


def is_stable(market, match):
    for one, row in market["pref"].items():
        for site in row[: rank(market, one, match[one])]:
            held = [other for other, place in match.items() if place == site]
            if len(held) < market["cap"][site]:
                return False
            if any(market["prio"][site][other] < market["prio"][site][one] for other in held):
                return False
    return True


def size(match):
    return sum(site is not None for site in match.values())


@FEW
@given(markets())
def test_level_0_is_the_stable_matching_that_is_best_for_every_learner(market):
    found = solve({**market, "max_level": 0})["match"]
    stable = [match for match in matchings(market) if is_stable(market, match)]
    assert found in stable
    for one in market["pref"]:
        assert rank(market, one, found[one]) == min(rank(market, one, match[one]) for match in stable)


@FEW
@given(markets())
def test_rural_hospitals_every_stable_matching_fills_the_same_places(market):
    found = solve({**market, "max_level": 0})["match"]
    for match in matchings(market):
        if is_stable(market, match):
            assert {one for one in match if match[one]} == {one for one in found if found[one]}
            assert Counter(match.values()) == Counter(found.values())


@FEW
@given(markets())
def test_level_k_places_at_least_its_share_of_the_maximum(market):
    most = max(size(match) for match in matchings(market))
    sizes = [size(solve({**market, "max_level": level})["match"]) for level in range(6)]
    for level, placed in enumerate(sizes):
        assert placed * (level + 2) >= most * (level + 1)
    assert sizes[len(market["pref"]) - 1 :][-1:] in ([], [most]) or len(market["pref"]) > 5


@settings(max_examples=60, deadline=None)
@given(markets(learners=4, sites=3, capacity=1))
def test_level_1_is_popular_and_no_popular_matching_is_larger(market):
    every = list(matchings(market))

    def votes(mine, other):
        """Learners and sites that prefer `mine` minus those that prefer `other`."""
        total = sum(np.sign(rank(market, one, other[one]) - rank(market, one, mine[one])) for one in market["pref"])
        for site, wish in market["prio"].items():
            value = [next((wish[one] for one in m if m[one] == site), -1) for m in (mine, other)]
            total += np.sign(value[0] - value[1])
        return total

    found = solve({**market, "max_level": 1})["match"]
    assert all(votes(found, other) >= 0 for other in every)
    for match in every:
        if size(match) > size(found):
            assert any(votes(match, other) < 0 for other in every)


@FEW
@given(markets(), st.data())
def test_at_level_0_one_more_place_hurts_nobody(market, data):
    site = data.draw(st.sampled_from(list(market["cap"])))
    more = {**market, "cap": {**market["cap"], site: market["cap"][site] + 1}}
    before, after = (solve({**one, "max_level": 0})["match"] for one in (market, more))
    assert all(rank(market, one, after[one]) <= rank(market, one, before[one]) for one in before)


@FEW
@given(markets(), st.integers(0, 8), st.data())
def test_pinning_what_the_round_chose_changes_nothing_and_one_pin_hurts_nobody(market, level, data):
    found = solve({**market, "max_level": level})["match"]
    chosen = [[one, site] for one, site in found.items() if site]
    assert solve({**market, "max_level": level, "pins": chosen})["match"] == found
    stable = solve({**market, "max_level": 0})["match"]
    assume(any(stable.values()))
    pin = data.draw(st.sampled_from([[one, site] for one, site in stable.items() if site]))
    after = solve({**market, "max_level": 0, "pins": [pin]})["match"]
    assert all(rank(market, one, after[one]) <= rank(market, one, stable[one]) for one in stable)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 8), st.integers(30, 150))
def test_many_at_once_equals_one_by_one(seed, level, people):
    """Large enough for the parallel steps, against the plain loop of the oracle."""
    rng = np.random.default_rng(seed)
    sites = people // 2
    pref = {n: rng.permutation(sites)[: rng.integers(0, 12)].tolist() for n in range(people)}
    wish = {(n, s): (int(rng.integers(0, 4)), n) for n in pref for s in pref[n]}
    cap = rng.integers(0, 4, sites)
    top = dict.fromkeys(pref, level)
    match, levels = defer(pref, wish, dict(enumerate(cap.tolist())), top, seed)
    ptr = np.concatenate([[0], np.cumsum([len(row) for row in pref.values()])]).astype(np.int64)
    flat = [(s, wish[n, s][0] << 32 | n) for n in pref for s in pref[n]]
    market = Market.build(
        ptr, np.array([s for s, _ in flat], np.int32), np.array([v for _, v in flat], np.uint64), cap.astype(np.int32)
    )
    state = State.empty(market)
    settle(market, state, np.arange(people), np.full(people, level, np.uint8))
    assert {n: flat[state.cursor[n]][0] for n in range(people) if state.held[n]} == match
    assert dict(enumerate(state.level.tolist())) == levels


@pytest.fixture(scope="module")
def scarce():
    packed = pack(simulate.cohort(learners=300, sites=200, programmes=12, tightness=0.9, seed=4))
    return packed, build_pairs(packed)


@pytest.mark.parametrize("late", [1, 3, 40, 300])
def test_resume_equals_the_full_round(scarce, late):
    packed, pairs = scarce
    full = level_round(packed, pairs).assignment()
    rows = np.random.default_rng(late).choice(300, late, replace=False)
    begun = level_round(packed, pairs, absent=rows)
    away = begun.assignment()
    assert away.absent.sum() == late
    assert (away.site[rows] == -1).all()
    again = restore(packed, pairs, away)
    for round_ in (begun, again):
        for row in rows:
            resume(round_, [row])
        now = round_.assignment()
        for name in ("site", "offer", "level", "learner_score", "site_score", "level0_site"):
            np.testing.assert_array_equal(getattr(now, name), getattr(full, name))


def test_resume_of_somebody_present_changes_nothing(scarce):
    packed, pairs = scarce
    round_ = level_round(packed, pairs)
    before = round_.assignment()
    assert resume(round_, [0, 1, 2]) == 0
    np.testing.assert_array_equal(round_.assignment().site, before.site)


def test_levels_place_more_and_the_gate_holds(scarce):
    packed, pairs = scarce
    found = level_round(packed, pairs).assignment()
    assert (found.site >= 0).sum() > (found.level0_site >= 0).sum()
    np.testing.assert_array_equal(level_round(packed, pairs, max_level=0).assignment().site, found.level0_site)
    gated = simulate.with_max_level(packed.problem, np.arange(300), 0)
    again = pack(gated)
    assert (level_round(again, build_pairs(again)).assignment().level == 0).all()


def test_shortening_a_list_gains_nothing_with_the_gate(scarce):
    packed, pairs = scarce
    ptr, sites = pairs.ptr, packed.offers.site[pairs.offer]
    base = level_round(packed, pairs)
    gained = 0
    for row in np.random.default_rng(1).choice(np.flatnonzero(np.diff(ptr) > 1), 40, replace=False):
        start, end = int(ptr[row]), int(ptr[row + 1])
        was = int(base.state.cursor[row]) if base.state.held[row] else end
        for keep in (1, 2, 3, 5):
            cut = np.arange(ptr[-1])
            cut = cut[(cut < start + keep) | (cut >= end)]
            shorter = ptr - np.where(np.arange(ptr.size) > row, ptr[-1] - cut.size, 0)
            market = Market.build(shorter, sites[cut], pairs.priority[cut], packed.problem.sites.capacity)
            state, top = State.empty(market), base.top.copy()
            top[row] = 0
            settle(market, state, np.arange(ptr.size - 1), top)
            gained += bool(state.held[row]) and int(state.cursor[row]) < was
    assert gained == 0


def test_pins_leave_the_market_and_an_infeasible_pin_is_a_warning(scarce):
    packed, pairs = scarce
    problem = packed.problem
    free = level_round(packed, pairs).assignment()
    lost = int(np.flatnonzero(free.site < 0)[0])
    full = int(np.flatnonzero(problem.sites.capacity == 0)[0])
    pinned = Problem(
        learners=problem.learners, sites=problem.sites, offers=problem.offers, as_of=problem.as_of, seed=problem.seed,
        decisions=Decisions.build(pins=[(lost, full)]),
    )  # fmt: skip
    again = pack(pinned)
    found = level_round(again, build_pairs(again)).assignment()
    assert found.site[lost] == full
    assert [(w.learner, w.site) for w in found.warnings] == [(lost, full)]
    assert found.warnings[0].reasons
    assert certify(again, found).clean


def test_more_pins_than_places_all_stand_and_the_last_ones_are_told(scarce):
    packed, pairs = scarce
    sites = packed.offers.site[pairs.offer]
    single = next(
        s for s in np.unique(sites).tolist() if packed.problem.sites.capacity[s] == 1 and (sites == s).sum() >= 2
    )
    owner = np.repeat(np.arange(pairs.ptr.size - 1), np.diff(pairs.ptr))
    both = sorted(packed.learners.row[owner[sites == single][:2]].tolist())
    again = pack(replace(packed.problem, decisions=Decisions.build(pins=[(one, single) for one in both])))
    found = level_round(again, build_pairs(again)).assignment()
    assert found.site[both].tolist() == [single, single]
    assert found.warnings == ((both[1], single, Reason.NO_PLACE),)
    assert (found.site == single).sum() == 2
    assert certify(again, found).clean
    assert certify(again, found).pins == 1


@pytest.mark.parametrize("people", [0, 1, 30])
def test_empty_tables_and_no_capacity(people):
    for sites, tightness in ((0, 1.0), (20, 0.0)):
        problem = simulate.cohort(learners=people, sites=sites, tightness=tightness, programmes=3)
        if tightness == 0.0:
            problem.sites.capacity[:] = 0
        packed = pack(problem)
        pairs = build_pairs(packed)
        found = level_round(packed, pairs).assignment()
        assert len(pairs) == 0
        assert (found.site == -1).all()
        assert [candidates(packed, site) for site in range(sites)] == [[]] * sites
        assert [shortlist(packed, row) for row in range(people)] == [[]] * people
        assert certify(packed, found).clean
