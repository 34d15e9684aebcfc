"""A certificate that cannot fail is worth nothing: every way to spoil a round is reported."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import build_pairs, certify, fingerprint, level_round, pack, simulate


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
    assert report.pairs == len(build_pairs(packed))


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
