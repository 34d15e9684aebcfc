"""A certificate that cannot fail is worth nothing: every way to spoil a round is reported."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import build_pairs, certify, contract, fingerprint, level_round, pack, run_round, simulate
from matchmaking.engine.certify import _check_seats
from tests.engine.strategies import documents


@pytest.fixture(scope="module")
def settled():
    packed = pack(simulate.cohort(learners=300, sites=220, programmes=10, tightness=0.9, seed=2))
    return packed, level_round(packed, build_pairs(packed)).assignment()


def spoil(assignment, **columns):
    """The assignment with single values changed: column={row: value}."""
    changed = {}
    for name, values in columns.items():
        column = getattr(assignment, name).copy()
        for row, value in values.items():
            column[row] = value
        changed[name] = column
    return replace(assignment, **changed)


def test_a_sound_round_is_clean(settled):
    packed, found = settled
    report = certify(packed, found)
    assert (report.blocking, report.infeasible, report.pins) == (0, 0, 0)


def test_taking_a_place_away_leaves_a_blocking_pair(settled):
    packed, found = settled
    row = int(np.flatnonzero(found.site >= 0)[0])
    report = certify(packed, spoil(found, site={row: -1}, offer={row: -1}))
    assert report.blocking > 0
    assert not report.clean


def test_a_full_site_is_reported(settled):
    packed, found = settled
    full = int(found.site[found.site >= 0][0])
    other = next(
        row
        for row in np.flatnonzero(found.site != full).tolist()
        if packed.offer_of(full, int(packed.problem.learners.programme[row])) >= 0
    )
    offer = packed.offer_of(full, int(packed.problem.learners.programme[other]))
    assert certify(packed, spoil(found, site={other: full}, offer={other: offer})).infeasible > 0


@pytest.mark.parametrize("column", ["learner_score", "site_score", "offer", "site"])
def test_a_wrong_score_offer_or_site_is_infeasible(settled, column):
    packed, found = settled
    row = int(np.flatnonzero(found.site >= 0)[3])
    assert certify(packed, spoil(found, **{column: {row: getattr(found, column)[row] + 1}})).infeasible > 0


def test_rows_that_do_not_exist_are_reported_not_raised(settled):
    packed, found = settled
    row = int(np.flatnonzero(found.site >= 0)[0])
    assert certify(packed, spoil(found, offer={row: 10**6})).infeasible > 0
    assert certify(packed, spoil(found, site={row: 10**6})).infeasible > 0
    assert certify(packed, spoil(found, offer={row: -1})).infeasible > 0


def test_a_level_nobody_earned_is_reported(settled):
    packed, found = settled
    first = np.flatnonzero((found.site >= 0) & (found.level == 0))
    assert certify(packed, spoil(found, level=dict.fromkeys(first[:5].tolist(), 2))).blocking > 0
    capped = pack(simulate.with_max_level(packed.problem, first[:5], 0))
    again = level_round(capped, build_pairs(capped)).assignment()
    assert certify(capped, spoil(again, level={int(first[0]): 1})).infeasible > 0


@pytest.mark.parametrize("column", ["site", "level", "learner_score", "site_score"])
def test_the_fingerprint_sees_every_column(settled, column):
    packed, found = settled
    row = int(np.flatnonzero(found.site >= 0)[3])
    changed = spoil(found, **{column: {row: getattr(found, column)[row] + 1}})
    assert fingerprint(packed, changed) != fingerprint(packed, found)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_swapping_any_two_different_places_is_noticed(settled, data):
    packed, found = settled
    placed = np.flatnonzero(found.site >= 0).tolist()
    one = data.draw(st.sampled_from(placed))
    other = data.draw(st.sampled_from([row for row in placed if found.site[row] != found.site[one]]))
    columns = ("site", "offer", "learner_score", "site_score")
    swapped = {name: {one: getattr(found, name)[other], other: getattr(found, name)[one]} for name in columns}
    assert not certify(packed, spoil(found, **swapped)).clean


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_moving_somebody_to_another_feasible_place_is_noticed(settled, data):
    packed, found = settled
    pairs = build_pairs(packed)
    row = data.draw(st.sampled_from(np.flatnonzero(np.diff(pairs.ptr) > 1).tolist()))
    learner = int(packed.learners.row[row])
    entries = range(int(pairs.ptr[row]), int(pairs.ptr[row + 1]))
    options = [e for e in entries if packed.offers.site[pairs.offer[e]] != found.site[learner]]
    entry = data.draw(st.sampled_from(options))
    spoiled = spoil(
        found,
        site={learner: packed.offers.site[pairs.offer[entry]]},
        offer={learner: packed.offers.row[pairs.offer[entry]]},
        learner_score={learner: pairs.key[entry] >> 16},
        site_score={learner: pairs.priority[entry] >> np.uint64(32)},
    )
    assert not certify(packed, spoiled).clean


def blocking_pairs(packed, found):
    """One pair after another of all the feasible ones, in plain Python: no bound, nothing left out."""
    _, outcome = _check_seats(packed, found)
    pairs, total = build_pairs(packed), 0
    for one in range(packed.learners.row.size):
        for entry in range(int(pairs.ptr[one]), int(pairs.ptr[one + 1])):
            other = int(pairs.offer[entry])
            mine = (int(outcome.key[one]), -int(outcome.tie[one]))
            better = not outcome.placed[one] or (int(pairs.key[entry]), -int(packed.offers.tie[other])) > mine
            level = int(outcome.level[one]) - (not better)
            bid = int(pairs.priority[entry]) + (level << 48)
            total += bool(outcome.ceiling[one]) and level >= 0 and bid >= int(outcome.floor[other])
    return total


def shaken(found, pick, packed):
    """The outcome with many learners put out, moved to another site, or given another level."""
    sites = len(packed.problem.sites)
    for row in range(found.site.size):
        chance = pick.random()
        if chance < 0.3:
            found.site[row] = found.offer[row] = -1
        elif chance < 0.5 and sites:
            site = pick.randrange(sites)
            offer = packed.offer_of(site, int(packed.problem.learners.programme[row]))
            found.site[row], found.offer[row] = (site, offer) if offer >= 0 else (-1, -1)
        elif chance < 0.7:
            found.level[row] = pick.randint(0, 12)
    return found


@settings(max_examples=150, deadline=None)
@given(documents(learners=12, sites=8), st.randoms(use_true_random=False))
def test_the_bounds_leave_no_blocking_pair_out(document, pick):
    packed = pack(contract.read(document))
    found = shaken(level_round(packed, build_pairs(packed)).assignment(), pick, packed)
    assert certify(packed, found).blocking == blocking_pairs(packed, found)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("limited", [False, True])
def test_the_bounds_leave_no_blocking_pair_out_of_a_whole_cohort(seed, limited):
    problem = simulate.cohort(learners=250, sites=160, programmes=6, tightness=0.5 + seed / 3, seed=seed)
    if limited:
        problem.offers.capacity[:] = np.random.default_rng(seed).choice([-1, 0, 1, 2], len(problem.offers))
    packed = pack(problem)
    found = level_round(packed, build_pairs(packed)).assignment()
    assert blocking_pairs(packed, found) == certify(packed, found).blocking == 0
    spoiled = shaken(found, random.Random(seed), packed)
    assert certify(packed, spoiled).blocking == blocking_pairs(packed, spoiled) > 0


def test_a_list_that_lost_its_best_place_is_noticed(settled):
    """The certificate reads no list: a round on lists with a hole does not pass."""
    packed, _ = settled
    pairs = build_pairs(packed)
    rows = np.flatnonzero(np.diff(pairs.ptr) > 1)
    kept = np.ones(len(pairs), np.bool_)
    kept[pairs.ptr[rows]] = False
    length = np.diff(pairs.ptr) - np.isin(np.arange(pairs.ptr.size - 1), rows)
    holed = replace(
        pairs,
        ptr=np.concatenate([[0], np.cumsum(length)]),
        **{name: getattr(pairs, name)[kept] for name in ("offer", "key", "priority")},
    )
    assert certify(packed, level_round(packed, holed).assignment()).blocking > 0


def test_the_result_tells_how_many_pairs_were_judged():
    result = run_round(simulate.cohort(learners=60, sites=50, programmes=4))
    assert contract.answer(result)["certificate"] == {"blocking": 0, "infeasible": 0, "pairs": len(result.pairs)}
