"""Laws of the whole engine on whole rounds: nothing depends on how the input happens to be written down."""

import copy
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import (
    Decisions,
    LearnerTable,
    OfferTable,
    Problem,
    SiteTable,
    Weights,
    birthday,
    bit_words,
    build_pairs,
    candidates,
    certify,
    contract,
    day_number,
    explain,
    level_round,
    pack,
    pairs,
    run_round,
    shortlist,
    simulate,
    top_k,
)
from matchmaking.engine.incremental import rerank_learner, touched_by_site
from tests.engine.oracle import stir
from tests.engine.strategies import documents

FEW = settings(max_examples=60, deadline=None)


def answer(document):
    return contract.answer(run_round(contract.read(document)))


def outcome(document):
    told = answer(document)
    return told["assignment"], told["level0"], told["fingerprint"]


@FEW
@given(documents(), st.randoms(use_true_random=False))
def test_reordering_rows_and_renaming_everything_but_ids_changes_nothing(document, pick):
    shuffled = copy.deepcopy(document)
    for key in ("learners", "sites", "offers", "decisions"):
        pick.shuffle(shuffled[key])
    for row in (*shuffled["learners"], *shuffled["offers"]):
        if row["programme"]:
            row["programme"] = {"p": "z", "q": "a"}[row["programme"]]
        for key in ("to_learn", "wants", "teaches"):
            if key in row:
                row[key] = [name[::-1] for name in row[key]]
    assert outcome(shuffled) == outcome(document)


@FEW
@given(documents(numbers=True))
def test_an_empty_site_or_an_infeasible_pair_changes_nothing(document):
    more = copy.deepcopy(document)
    where = {"x": 0, "y": 0} if document["travel"]["kind"] == "straight" else {"zone": "a"}
    more["sites"].append({"id": 999, "capacity": 0, **where})
    more["offers"] += [{"site": 999, "programme": "p"}, {"site": 999, "programme": "r"}]
    more["offers"] += [{"site": site["id"], "programme": "r"} for site in document["sites"]]
    more["learners"].append({"id": 999, "programme": "r", "max_minutes": 0, "x": 1e4, "y": 1e4})
    told, added = outcome(document), outcome(more)
    assert added[0] == told[0]
    assert added[1] == {**told[1], "999": None}


@FEW
@given(documents())
def test_write_and_read_back_gives_the_same_bytes(document):
    first = run_round(contract.read(document))
    again = run_round(contract.read(contract.write(first.packed.problem)))
    assert contract.dumps(contract.answer(again)) == contract.dumps(contract.answer(first))


@FEW
@given(documents())
def test_explanations_sum_to_the_scores_of_the_lists(document):
    packed = pack(contract.read(document))
    for learner in range(len(packed.problem.learners)):
        for line in shortlist(packed, learner):
            told = explain(packed, learner, line.offer)
            assert (told.learner_score, told.site_score) == (line.learner_score, line.site_score)
            assert sum(part.points for part in told.learner_parts) == line.learner_score
            assert sum(part.points for part in told.site_parts) == line.site_score
            assert (told.minutes, told.mode) == (line.minutes, line.mode)
            assert all(0 <= part.raw <= 1 for part in told.learner_parts + told.site_parts)


@FEW
@given(documents())
def test_unplaced_learners_hear_about_every_site_once(document):
    result = run_round(contract.read(document))
    lost = np.flatnonzero(result.assignment.site < 0).tolist()
    assert sorted(result.unplaced) == lost
    assert all(sum(told.values()) == len(document["sites"]) for told in result.unplaced.values())
    for row in lost:
        assert (result.unplaced[row].get("all_taken", 0) > 0) == bool(shortlist(result.packed, row))


@pytest.fixture(scope="module")
def province():
    return pack(simulate.cohort(learners=400, sites=500, programmes=20, seed=9))


def test_top_10_is_a_prefix_of_top_30(province):
    for ten, thirty in zip(top_k(province, 10), top_k(province, 30), strict=True):
        np.testing.assert_array_equal(ten, thirty[:, :10])


def test_cutting_the_work_in_other_blocks_changes_nothing(province, monkeypatch):
    whole = build_pairs(province)
    monkeypatch.setattr(pairs, "BLOCK_PAIRS", 97)
    cut = build_pairs(province)
    for name in ("ptr", "offer", "key", "priority"):
        np.testing.assert_array_equal(getattr(cut, name), getattr(whole, name))
    assert certify(province, level_round(province, cut).assignment()).clean


def test_lists_of_learners_and_of_sites_hold_the_same_pairs(province):
    mine = {(row, c.site): c for row in range(400) for c in shortlist(province, row, 1000)}
    theirs = {(c.learner, site): c for site in range(500) for c in candidates(province, site, 1000)}
    assert mine == theirs
    assert len(mine) > 1000
    for site in range(50):
        scores = [c.site_score for c in candidates(province, site, 1000)]
        assert scores == sorted(scores, reverse=True)
        assert candidates(province, site, 1000)[:3] == candidates(province, site, 3)


def test_one_changed_learner_or_site_alone_gives_what_all_anew_gives(province):
    people = province.problem.learners
    for row in (0, 17, 399):
        alone = LearnerTable.build(
            id=people.id[[row]], **{name: getattr(people, name)[[row]] for name in people.COLUMNS}
        )
        refused = [
            (0, int(s))
            for one, s in zip(province.problem.decisions.learner, province.problem.decisions.site, strict=True)
            if one == row
        ]
        again = province.with_learners(alone, Decisions.build(declines=refused))
        expected = [line._replace(learner=0) for line in shortlist(province, row)]
        assert shortlist(again, 0) == expected
        if not refused:
            assert rerank_learner(province, alone) == expected
    for site in range(30):
        touched = touched_by_site(province, site)
        expected = {c.learner: (c.offer, c.learner_score, c.site_score) for c in candidates(province, site, 1000)}
        found = zip(touched.offer.tolist(), touched.learner_score.tolist(), touched.site_score.tolist(), strict=True)
        assert dict(zip(touched.learner.tolist(), found, strict=True)) == expected


def test_two_runs_give_the_same_bytes():
    first, second = (run_round(simulate.cohort(learners=150, sites=100, seed=5)) for _ in range(2))
    assert contract.dumps(contract.answer(first)) == contract.dumps(contract.answer(second))
    other = run_round(simulate.cohort(learners=150, sites=100, seed=6))
    assert other.fingerprint != first.fingerprint


def test_birthdays_follow_the_calendar():
    born = date(2008, 2, 29)
    assert birthday(born, 15) == date(2023, 3, 1).toordinal()
    assert birthday(born, 16) == date(2024, 2, 29).toordinal()
    assert birthday(date(2010, 12, 31), 18) == date(2028, 12, 31).toordinal()


def small(learner=None, site=None, offer=None, **problem):
    """One learner who fits one place, with anything changed."""
    people = LearnerTable.build(**{"id": [1], "programme": [0], "x": [0], "y": [0], **(learner or {})})
    places = SiteTable.build(**{"id": [1], "capacity": [1], "x": [1], "y": [0], **(site or {})})
    offers = OfferTable.build(**{"site": [0], "programme": [0], **(offer or {})})
    return Problem(learners=people, sites=places, offers=offers, as_of=day_number(date(2026, 9, 14)), **problem)


def test_a_full_score_of_1000_keeps_its_key():
    weights = Weights.from_mapping({"mentor": 1, "site_language": 1})
    result = run_round(small(site={"mentor_available": [1]}, weights=weights))
    assert result.assignment.learner_score.tolist() == [1000]
    assert result.pairs.key.dtype == np.uint32
    assert int(result.pairs.key[0]) >> 16 == 1000


def test_exact_ties_go_to_the_lower_site_id():
    """Two sites that score the same and draw the same 16 bits for this learner."""
    seen: dict[int, int] = {}
    for site in range(1, 5000):
        other = seen.setdefault(stir(7, site), site)
        if other != site:
            break
    for ids in ([site, other], [other, site]):
        packed = pack(small(learner={"id": [7]}, site={"id": ids, "capacity": [1, 1], "x": [1, -1], "y": [0, 0]},
                            offer={"site": [0, 1], "programme": [0, 0]}))  # fmt: skip
        found = build_pairs(packed)
        assert found.key[0] == found.key[1]
        assert [ids[line.site] for line in shortlist(packed, 0)] == sorted(ids)
        assert certify(packed, level_round(packed, found).assignment()).clean


def test_bit_63_and_more_than_64_activities_count():
    wide = bit_words([[63, 64, 130]])
    packed = pack(small(learner={"to_learn": wide, "tags": [1 << 63]}, offer={"teaches": bit_words([[63, 130]])},
                        site={"tags": np.array([1 << 63], np.uint64)}))  # fmt: skip
    told = {part.criterion: part.raw for part in explain(packed, 0, 0).learner_parts}
    assert (told["coverage"], told["tags"]) == (0.667, 1.0)
    assert shortlist(packed, 0)[0].learner_score == explain(packed, 0, 0).learner_score
    every_bit = np.array([2**32 - 1], np.uint32)
    closed = pack(small(learner={"needs": every_bit}, offer={"requires": every_bit}))
    assert shortlist(closed, 0) == []
    opened = pack(
        small(learner={"needs": every_bit, "has": every_bit}, offer={"requires": every_bit, "provides": every_bit})
    )
    assert len(shortlist(opened, 0)) == 1


def test_one_point_far_away_costs_nothing():
    problem = simulate.cohort(learners=200, sites=200, programmes=5)
    near = run_round(problem)
    problem.sites.x[0], problem.sites.y[0] = 19_999, -19_999
    problem.learners.x[0] = -19_999
    packed = pack(problem)
    assert packed.learners.range_ptr.size <= 201
    assert shortlist(packed, 0) == []
    assert len(build_pairs(packed)) <= len(near.pairs)


def test_unknown_locations_are_never_matched_silently():
    packed = pack(small(learner={"x": [np.nan]}))
    assert shortlist(packed, 0) == candidates(packed, 0) == []
    assert run_round(packed.problem).unplaced == {0: {"location_unknown": 1}}


def test_policy_points_decide_between_equal_learners():
    table = {"id": [1, 2, 3], "programme": [0] * 3, "x": [0] * 3, "y": [0] * 3}
    for winner in range(3):
        days = [20, 20, 20]
        days[winner] = 3
        problem = small(learner={**table, "days_left": days}, policy=simulate.Policy(few_days_left=150))
        result = run_round(problem)
        assert result.assignment.site.tolist() == [0 if row == winner else -1 for row in range(3)]
        parts = explain(result.packed, winner, 0).site_parts
        assert parts[-1] == ("few_days_left", 1.0, 150, 150)


def test_begin_date_decides_age_and_recognition():
    start = date(2026, 9, 14)
    turns = [[day_number(start - timedelta(days=1)), day_number(start), day_number(start + timedelta(days=1))]]
    for age, expected in ((15, 1), (16, 1), (18, 0)):
        packed = pack(small(learner={"turns": turns}, offer={"min_age": [age]}))
        assert len(shortlist(packed, 0)) == expected
    later = small(learner={"turns": turns}, offer={"min_age": [18], "begin": [day_number(start) + 1]})
    assert len(shortlist(pack(later), 0)) == 1
