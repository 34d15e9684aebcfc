"""Policies side by side: what each does, on the same market and with the same yardstick."""

from dataclasses import replace

import numpy as np
import pytest

from matchmaking.engine import Decisions, Policy, build_pairs, level_round, metrics, pack, simulate
from matchmaking.engine.assign import market_of
from matchmaking.engine.compare import MEASURES, POLICIES, Asked, compare, work
from matchmaking.engine.policies import by_value

ASKED = Asked(8, 150, 60)


@pytest.fixture(scope="module")
def scarce():
    problem = simulate.cohort(learners=400, sites=250, programmes=12, tightness=0.95, mismatch=0.5, seed=8)
    own = np.random.default_rng(1).choice([-1, 1, 2], len(problem.offers)).astype(np.int32)
    return replace(problem, offers=replace(problem.offers, capacity=own))


@pytest.fixture(scope="module")
def table(scarce):
    return dict(compare(scarce, ASKED, 3))


def test_every_policy_has_every_measure_and_the_same_seed_gives_the_same(scarce, table):
    assert tuple(table) == POLICIES
    assert all(tuple(row) == MEASURES for row in table.values())
    assert dict(compare(scarce, ASKED, 3)) == table
    assert dict(compare(scarce, ASKED, 4)) != table


def test_what_is_called_stable_and_levels_is_what_a_round_gives(scarce, table):
    for name, policy, level in (
        ("stable", Policy(), 0),
        ("levels", Policy(), 8),
        ("levels_points", Policy(few_days_left=150, disadvantaged=60), 8),
    ):
        packed = pack(replace(scarce, policy=policy, seed=3))
        pairs = build_pairs(packed)
        told = metrics(packed, pairs, level_round(packed, pairs, max_level=level).assignment())
        for measure in MEASURES[:5]:
            assert table[name][measure] == told[measure], (name, measure)


def test_the_names_say_what_they_do(table):
    assert table["stable"]["blocking"] == 0 < table["first_come"]["blocking"]
    assert table["levels"]["placed_percent"] > table["stable"]["placed_percent"]
    assert table["nearest"]["minutes"] < table["first_come"]["minutes"] < table["random"]["minutes"]
    assert table["random"]["first_choice_percent"] == min(row["first_choice_percent"] for row in table.values())
    assert table["levels_points"]["late_missed_percent"] < table["levels"]["late_missed_percent"]
    assert all(0 < row["contracts_percent"] <= row["placed_percent"] + 30 for row in table.values())


def test_nearest_takes_the_nearest_free_place(scarce):
    packed = pack(scarce)
    pairs = build_pairs(packed)
    market, value = market_of(packed, pairs), np.random.default_rng(0).permutation(len(pairs))
    entry = by_value(value)(market, np.arange(400), np.arange(len(pairs)))
    used = np.zeros(market.room.size, np.int64)
    for row in range(400):
        mine = np.arange(pairs.ptr[row], pairs.ptr[row + 1])
        free = mine[
            (used[market.site[mine]] < market.room[market.site[mine]])
            & (used[market.door[mine]] < market.room[market.door[mine]])
        ]
        assert entry[row] == (free[value[free].argmin()] if free.size else -1)
        for taken in {market.site[entry[row]], market.door[entry[row]]} if free.size else ():
            used[taken] += 1


def test_the_gate_and_the_decisions_hold_under_every_policy_and_pins_are_left_out(scarce):
    shut = simulate.with_max_level(scarce, np.arange(400), 0)
    table = dict(compare(shut, ASKED, 3))
    assert table["levels"] == table["stable"]
    packed = pack(scarce)
    declined = scarce.decisions.pairs(*[]).size
    assert declined == 0
    pinned = replace(scarce, decisions=Decisions.build(pins=[(row, 0) for row in range(300)]))
    assert dict(compare(pinned, ASKED, 3)) == dict(compare(replace(scarce, decisions=Decisions()), ASKED, 3))
    assert len(build_pairs(packed)) < len(build_pairs(pack(replace(scarce, decisions=Decisions()))))


@pytest.mark.parametrize("people", [0, 3])
def test_an_empty_cohort_gives_zeros(people):
    empty = simulate.cohort(learners=people, sites=0, programmes=3)
    assert all(set(row.values()) == {0} for row in dict(compare(empty, ASKED, 1)).values())


def test_work_counts_its_steps_and_takes_a_problem_per_seed(scarce):
    seen = []
    small = [simulate.cohort(learners=60, sites=40, programmes=4, seed=seed) for seed in (1, 2)]
    told = work({"own": [scarce], "made": small}, ASKED, [1, 2], lambda done, total: seen.append((done, total)))
    assert seen == [(step, 24) for step in range(1, 25)]
    assert all(len(values) == 2 for table in told.values() for row in table.values() for values in row.values())
    assert told["own"]["stable"]["placed_percent"][0] == dict(compare(scarce, ASKED, 1))["stable"]["placed_percent"]
