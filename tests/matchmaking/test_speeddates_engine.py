"""Speed dates against every timetable there is, on small cases."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import EngineError
from matchmaking.engine.speeddates import Meeting, timetable

PEOPLE, COMPANIES = ("ann", "bo", "cas", "dirk"), ("X", "Y", "Z")


def wishes_of(most):
    pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(COMPANIES))
    return st.dictionaries(pairs, st.integers(0, 9), max_size=most)


def fits(meetings, slots, most):
    """Try every slot for every meeting, one after the other."""

    def place(rest, taken):
        if not rest:
            return True
        learner, company = rest[0]
        return any(
            place(rest[1:], taken | {(learner, slot), (company, slot)})
            for slot in range(slots)
            if not {(learner, slot), (company, slot)} & taken
        )

    return all(sum(one == learner for one, _ in meetings) <= most for learner in PEOPLE) and place(meetings, set())


def best_by_trying(wishes, slots, most):
    """The highest (number, sum of scores) over every set of meetings that has a timetable."""
    best = (0, 0)
    for number in range(len(wishes) + 1):
        for meetings in combinations(wishes, number):
            value = (number, sum(wishes[pair] for pair in meetings))
            if value > best and fits(meetings, slots, most):
                best = value
    return best


def check(meetings, wishes, slots, most):
    assert len({(one.slot, one.learner) for one in meetings}) == len(meetings)
    assert len({(one.slot, one.company) for one in meetings}) == len(meetings)
    assert len({(one.learner, one.company) for one in meetings}) == len(meetings)
    assert all(0 <= one.slot < slots and wishes[one.learner, one.company] == one.score for one in meetings)
    assert all(sum(one.learner == name for one in meetings) <= most for name, _ in wishes)


@settings(max_examples=80, deadline=None)
@given(wishes_of(8), st.integers(0, 3), st.integers(0, 3))
def test_no_timetable_has_more_meetings_or_better_ones(wishes, slots, most):
    meetings = timetable(wishes, slots=slots, most=most)
    check(meetings, wishes, slots, most)
    assert (len(meetings), sum(one.score for one in meetings)) == best_by_trying(wishes, slots, most)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 25).map(str), st.integers(0, 9).map(str)), st.integers(0, 1000)),
    st.integers(0, 6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_wishes_changes_nothing_and_nobody_is_in_two_places(wishes, slots, pick):
    shuffled = list(wishes.items())
    pick.shuffle(shuffled)
    meetings = timetable(wishes, slots=slots)
    assert timetable(dict(shuffled), slots=slots) == meetings
    check(meetings, wishes, slots, slots)


def test_a_full_grid_is_filled_completely():
    wishes = {(f"l{one}", f"c{other}"): one * other for one in range(8) for other in range(8)}
    meetings = timetable(wishes, slots=8)
    assert len(meetings) == 64
    check(meetings, wishes, 8, 8)


def test_a_best_score_gives_way_when_that_makes_a_meeting_more():
    wishes = {("ann", "X"): 9, ("ann", "Y"): 1, ("bo", "X"): 1}
    assert timetable(wishes, slots=1) == [Meeting(0, "bo", "X", 1), Meeting(0, "ann", "Y", 1)]


@pytest.mark.parametrize(
    ("wishes", "options", "entry"),
    [
        ({("ann", "X"): -1}, {"slots": 1}, "wishes[ann, X]"),
        ({("ann", "X"): 10**7}, {"slots": 1}, "wishes[ann, X]"),
        ({}, {"slots": -1}, "slots"),
        ({}, {"slots": 1, "most": -1}, "most"),
    ],
)
def test_bad_input_names_the_entry(wishes, options, entry):
    with pytest.raises(EngineError) as fault:
        timetable(wishes, **options)
    assert fault.value.entry == entry
