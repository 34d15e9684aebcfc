"""The vectorised engine and a plain-Python one, written apart from it, agree on every rule, score, list and round."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import (
    Reason,
    build_pairs,
    certify,
    contract,
    level_round,
    pack,
    reasons,
    shortlist,
    top_k,
    why_not,
)
from matchmaking.engine.bits import lottery
from tests.engine.oracle import Oracle
from tests.engine.strategies import documents

FEW = settings(max_examples=120, deadline=None)


def names(bits):
    return {reason.name.lower() for reason in Reason if reason in bits}


def ids(packed):
    return packed.problem.learners.id.tolist(), packed.problem.sites.id.tolist()


@FEW
@given(documents())
def test_every_rule_of_every_pair(document):
    oracle, packed = Oracle(document), pack(contract.read(document))
    people, sites = ids(packed)
    for row, offer in enumerate(document["offers"]):
        for learner, one in enumerate(people):
            expected = oracle.reasons(one, offer["site"], offer["programme"])
            assert names(reasons(packed, learner, row)) == expected
            if oracle.learners[one]["programme"] == offer["programme"]:
                told = why_not(packed, learner, sites.index(offer["site"]))
                assert (names(told.reasons), told.offer) == (expected, row)
                assert told.minutes == oracle.minutes(one, offer["site"], offer)


@FEW
@given(documents())
def test_lists_scores_and_tie_breaks(document):
    oracle, packed = Oracle(document), pack(contract.read(document))
    people, sites = ids(packed)
    expected = oracle.lists()
    offers, mine, theirs = top_k(packed, 3)
    for row, one in enumerate(people):
        found = shortlist(packed, row, 10)
        assert [(sites[c.site], c.learner_score, c.site_score) for c in found] == expected[one]
        assert [(o, m, t) for o, m, t in zip(offers[row], mine[row], theirs[row], strict=True) if o >= 0] == [
            (c.offer, c.learner_score, c.site_score) for c in found[:3]
        ]
        assert [c.minutes for c in found] == [
            oracle.minutes(one, sites[c.site], document["offers"][c.offer]) for c in found
        ]


@FEW
@given(documents(), st.integers(0, 99))
def test_the_round_whatever_the_order_of_proposals(document, order):
    oracle, packed = Oracle(document), pack(contract.read(document))
    people, sites = ids(packed)
    assignment = level_round(packed, build_pairs(packed)).assignment()
    for stored, level, expected in (
        (assignment.site, assignment.level, oracle.round(order_seed=order)),
        (assignment.level0_site, None, oracle.round(max_level=0, order_seed=order)),
    ):
        for row, one in enumerate(people):
            site = sites[stored[row]] if stored[row] >= 0 else None
            assert site == expected[one][0]
            assert level is None or level[row] == expected[one][1]
    assert certify(packed, assignment).clean
    assert len(build_pairs(packed)) == sum(len(row) for row in oracle.lists().values())


@FEW
@given(st.lists(st.one_of(st.integers(0, 2**62), st.integers(0, 9)), unique=True, max_size=20), st.integers(-5, 5))
def test_lottery_is_a_permutation_keyed_by_id(people, seed):
    document = {"learners": [{"id": one} for one in people], "sites": [], "offers": [], "decisions": [], "policy": {},
                "as_of": "2026-09-14", "seed": seed}  # fmt: skip
    table = contract.read(document).learners
    drawn = lottery(table.id, seed).tolist()
    assert sorted(drawn) == list(range(len(people)))
    assert dict(zip(table.id.tolist(), drawn, strict=True)) == Oracle(document).lottery()
