"""Laws of "what if", on random rounds."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matchmaking.engine import Policy, Weights, build_pairs, contract, fingerprint, pack, run_round
from matchmaking.engine.types import Kind
from matchmaking.engine.what_if import Changes, Effect, changed, differences, most_wanted, settle_trial
from tests.engine.strategies import documents

FEW = settings(max_examples=50, deadline=None)


def problem_of(document):
    return contract.read(document)


@FEW
@given(documents())
def test_no_change_gives_the_round_as_it_was(document):
    problem = problem_of(document)
    base, other = settle_trial(problem), settle_trial(changed(problem, Changes()))
    assert differences(base, other) == []
    assert fingerprint(other.packed, other.assignment) == run_round(problem).fingerprint
    assert base.metrics == run_round(problem).metrics


@FEW
@given(documents(), st.integers(0, 10**6))
def test_one_more_place_never_takes_a_place_from_anybody_at_level_zero(document, pick):
    """At an offer that is open: a closed one that opens brings learners who compete for the other places of its site."""
    problem = problem_of(document | {"max_level": 0})
    open_ones = [number for number, offer in enumerate(document["offers"]) if offer["open"]]
    assume(open_ones)
    base = settle_trial(problem)
    opened = changed(problem, Changes(places={open_ones[pick % len(open_ones)]: 1}))
    told = differences(base, settle_trial(opened))
    assert not {one.effect for one in told} & {Effect.LOSES_PLACE, Effect.WORSE}


@FEW
@given(documents(), st.integers(0, 10**6))
def test_forbidding_what_the_round_chose_always_tells_a_difference(document, pick):
    problem = problem_of(document)
    base = settle_trial(problem)
    free = np.flatnonzero((base.assignment.offer >= 0) & ~base.assignment.pinned)
    assume(free.size)
    learner = int(free[pick % free.size])
    pair = learner, int(base.assignment.site[learner])
    other = settle_trial(changed(problem, Changes(forbids=(pair,))))
    assert other.assignment.site[learner] != pair[1]
    told = {one.learner: one for one in differences(base, other)}
    assert told[learner].before == base.assignment.offer[learner]
    assert told[learner].after == other.assignment.offer[learner]


@FEW
@given(documents())
def test_pinning_everything_the_round_chose_changes_nobody(document):
    """One pin alone may change others: a learner who does not compete pushes nobody up a level."""
    problem = problem_of(document)
    base = settle_trial(problem)
    rows = np.flatnonzero(base.assignment.site >= 0).tolist()
    pins = tuple((row, int(base.assignment.site[row])) for row in rows)
    assert differences(base, settle_trial(changed(problem, Changes(pins=pins)))) == []


@FEW
@given(documents(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_pin_puts_the_learner_there_and_replaces_an_older_pin(document, one, place):
    problem = problem_of(document)
    assume(len(problem.learners) and len(problem.sites))
    pair = one % len(problem.learners), place % len(problem.sites)
    other = settle_trial(changed(problem, Changes(pins=(pair,))))
    assert other.assignment.site[pair[0]] == pair[1]
    pins = other.packed.problem.decisions.pairs(Kind.PIN).tolist()
    assert [site for learner, site in pins if learner == pair[0]] == [pair[1]]


@FEW
@given(documents())
def test_gains_and_losses_add_up_to_the_difference_in_places(document):
    problem = problem_of(document)
    even = Weights.from_mapping({"travel": 1, "site_language": 1})
    other = changed(problem, Changes(weights=even, policy=Policy(few_days_left=900), max_level=0))
    base, trial = settle_trial(problem), settle_trial(other)
    effects = [one.effect for one in differences(base, trial)]
    gained = effects.count(Effect.GAINS_PLACE) - effects.count(Effect.LOSES_PLACE)
    seated = [int((side.assignment.offer >= 0).sum()) for side in (base, trial)]
    assert gained == seated[1] - seated[0]
    assert trial.packed.problem.max_level == 0
    assert not trial.assignment.level.any()


@FEW
@given(documents())
def test_most_wanted_counts_the_feasible_places_of_those_without(document):
    trial = settle_trial(problem_of(document))
    packed = pack(trial.packed.problem)
    pairs = build_pairs(packed)
    expected = {}
    for number, row in enumerate(packed.learners.row.tolist()):
        if trial.assignment.site[row] < 0:
            for spot in range(pairs.ptr[number], pairs.ptr[number + 1]):
                offer = int(packed.offers.row[pairs.offer[spot]])
                expected[offer] = expected.get(offer, 0) + 1
    told = most_wanted(trial)
    assert told == expected
    assert list(told.values()) == sorted(told.values(), reverse=True)


def test_an_added_place_opens_a_full_one_and_the_old_problem_stays_as_it_was():
    rows = {
        "as_of": "2026-09-14",
        "learners": [{"id": "L", "programme": "p", "x": 0, "y": 0, "modes": ["bicycle"]}],
        "sites": [{"id": "S", "x": 1, "y": 0, "capacity": 0}],
        "offers": [{"site": "S", "programme": "p", "open": False}],
    }
    problem = problem_of(rows)
    base, other = settle_trial(problem), settle_trial(changed(problem, Changes(places={0: 1})))
    assert [(one.effect, one.before, one.after) for one in differences(base, other)] == [(Effect.GAINS_PLACE, -1, 0)]
    assert (problem.sites.capacity.tolist(), problem.offers.open.tolist()) == ([0], [False])


@pytest.mark.parametrize(("before", "after"), [(0, 3), (8, 2)])
def test_the_gate_stays_shut_whatever_the_highest_level(before, after):
    rows = {
        "as_of": "2026-09-14",
        "max_level": before,
        "learners": [{"id": "L", "max_level": 0}, {"id": "M", "max_level": 8}],
        "sites": [],
        "offers": [],
    }
    assert changed(problem_of(rows), Changes(max_level=after)).learners.max_level.tolist() == [0, after]
