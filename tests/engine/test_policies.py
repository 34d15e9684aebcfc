"""Cohorts are seeded; the rules we compare with do what their name says."""

import numpy as np
import pytest

from matchmaking.engine import Policy, build_pairs, contract, level_round, metrics, pack, simulate
from matchmaking.engine.policies import assignment_of, blocking_entries, by_levels, first_come, season
from matchmaking.engine.propose import Market


@pytest.fixture(scope="module")
def scarce():
    packed = pack(simulate.cohort(learners=400, sites=300, programmes=15, tightness=1.0, mismatch=0.5, seed=8))
    pairs = build_pairs(packed)
    return (
        packed,
        pairs,
        Market.build(pairs.ptr, packed.offers.site[pairs.offer], pairs.priority, packed.problem.sites.capacity),
    )


def test_the_same_seed_gives_the_same_cohort():
    first, again, other = (
        contract.dumps(contract.write(simulate.cohort(learners=50, sites=40, seed=n))) for n in (1, 1, 2)
    )
    assert first == again != other
    wide = simulate.cohort(learners=50, sites=40, wide=True, policy=Policy(disadvantaged=60))
    assert (len(wide.learners), wide.policy.disadvantaged) == (50, 60)


def test_first_come_gives_the_best_free_place_in_order_of_arrival(scarce):
    packed, pairs, market = scarce
    arrival = np.random.default_rng(0).permutation(400)
    entry = first_come(market, arrival)
    room = packed.problem.sites.capacity.copy()
    for learner in arrival:
        mine = market.site[pairs.ptr[learner] : pairs.ptr[learner + 1]]
        free = np.flatnonzero(room[mine] > 0)
        if entry[learner] < 0:
            assert free.size == 0
        else:
            assert entry[learner] - pairs.ptr[learner] == free[0]
            room[market.site[entry[learner]]] -= 1


def test_level_0_leaves_no_blocking_pair_and_by_hand_does(scarce):
    _, _, market = scarce
    arrival = np.arange(400)
    assert not blocking_entries(market, by_levels(0)(market, arrival)).any()
    assert blocking_entries(market, first_come(market, arrival)).any()


def test_measures_of_an_assignment_are_those_of_the_round(scarce):
    packed, pairs, market = scarce
    found = level_round(packed, pairs, max_level=0).assignment()
    rebuilt = assignment_of(packed, pairs, by_levels(0)(market, np.arange(400)))
    for name in ("site", "offer", "learner_score", "site_score"):
        np.testing.assert_array_equal(getattr(rebuilt, name), getattr(found, name))
    told = metrics(packed, pairs, found)
    assert told["placed"] == (found.site >= 0).sum() == told["placed_level0"]
    assert told["placed_percent"] == round(100 * told["placed"] / told["reachable"], 4)
    assert 0 < told["minutes"] < 75


def test_a_season_contracts_nobody_out_of_reach_and_repeats_itself(scarce):
    packed, pairs, _ = scarce
    first = season(packed, pairs, by_levels(8), seed=1)
    assert 0 < first <= 100 * (np.diff(pairs.ptr) > 0).mean()
    assert season(packed, pairs, by_levels(8), seed=1) == first
    assert season(packed, pairs, by_levels(8), seed=1, few_days=150, disadvantaged=60) > 0
