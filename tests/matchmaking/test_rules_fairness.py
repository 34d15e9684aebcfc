"""What is hidden stays hidden, also for somebody who can add and subtract."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.rules_fairness import Group, Shown, busiest_share, gap_of, has_grown, publish

SMALLEST = 3
"""Smaller than in real life, so that an attacker can try every possibility in a test."""


@st.composite
def tables(draw):
    sizes = draw(st.lists(st.integers(0, 9), min_size=1, max_size=4))
    return [Group(f"g{n}", size, {"placed": draw(st.integers(0, size))}) for n, size in enumerate(sizes)]


def possible_sizes(groups, shown):
    """Every way to fill in the hidden sizes that agrees with the total."""
    total = sum(group.size for group in groups)
    ranges = [[one.size] if one.size is not None else range(total + 1) for one in shown]
    return [sizes for sizes in product(*ranges) if sum(sizes) == total]


def possible_counts(groups, shown):
    total = sum(group.counts["placed"] for group in groups)
    found = []
    for sizes in possible_sizes(groups, shown):
        ranges = [
            [one.counts["placed"]] if one.counts["placed"] is not None else range(size + 1)
            for one, size in zip(shown, sizes, strict=True)
        ]
        found += [counts for counts in product(*ranges) if sum(counts) == total]
    return found


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_hidden_size_can_not_be_computed_from_the_total(groups):
    shown = publish(groups, smallest=SMALLEST)
    ways = possible_sizes(groups, shown)
    several = len([group for group in groups if group.size]) > 1
    for place, one in enumerate(shown):
        if one.size is None and several:
            assert len({way[place] for way in ways}) > 1


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_hidden_count_can_not_be_computed_from_the_total(groups):
    """Unless the total itself says it: one group, nobody at all, or everybody."""
    shown = publish(groups, smallest=SMALLEST)
    total, everybody = sum(group.counts["placed"] for group in groups), sum(group.size for group in groups)
    if len([group for group in groups if group.size]) < 2 or total in (0, everybody):
        return
    ways = possible_counts(groups, shown)
    for place, one in enumerate(shown):
        if one.counts["placed"] is None and groups[place].size:
            assert len({way[place] for way in ways}) > 1


@settings(max_examples=300, deadline=None)
@given(tables(), st.integers(1, 6))
def test_no_small_figure_is_ever_shown_and_what_is_shown_is_true(groups, smallest):
    for group, one in zip(groups, publish(groups, smallest=smallest), strict=True):
        assert one.name == group.name
        if one.size is not None:
            assert one.size == group.size
            assert not 0 < one.size < smallest
        count = one.counts["placed"]
        if count is not None:
            assert count == group.counts["placed"]
            assert one.size is not None
            assert not 0 < count < smallest
            assert not 0 < one.size - count < smallest


@settings(max_examples=100, deadline=None)
@given(tables())
def test_nothing_is_hidden_when_every_figure_is_large(groups):
    large = [Group(one.name, 10 * one.size, {"placed": 10 * one.counts["placed"]}) for one in groups]
    for one in publish(large, smallest=5):
        assert one.size is not None
        assert one.counts["placed"] is not None


def test_a_second_group_goes_with_a_single_small_one():
    groups = [Group("a", 40, {"placed": 20}), Group("b", 12, {"placed": 6}), Group("c", 3, {"placed": 2})]
    told = {one.name: (one.size, one.counts["placed"]) for one in publish(groups, smallest=5)}
    assert told == {"a": (40, 20), "b": (None, None), "c": (None, None)}


def test_a_count_alone_is_hidden_with_a_second_one_and_sizes_stay():
    groups = [Group("a", 40, {"x": 20, "y": 20}), Group("b", 12, {"x": 6, "y": 10}), Group("c", 20, {"x": 9, "y": 9})]
    told = {one.name: (one.size, dict(one.counts)) for one in publish(groups, smallest=5)}
    assert told["b"] == (12, {"x": 6, "y": None})
    assert told["c"] == (20, {"x": 9, "y": None})
    assert told["a"] == (40, {"x": 20, "y": 20})


def test_a_group_that_gets_nothing_is_shown():
    groups = [Group("a", 40, {"placed": 20}), Group("b", 12, {"placed": 0})]
    assert publish(groups, smallest=5)[1].percent("placed") == 0


@pytest.mark.parametrize(
    ("now", "before", "grown"),
    [(12.1, 10.0, True), (12.0, 10.0, False), (None, 10.0, False), (9.0, None, False), (5.0, 10.0, False)],
)
def test_a_gap_has_grown_past_the_limit_only(now, before, grown):
    assert has_grown(now, before, points=2) is grown


def test_the_gap_is_between_the_shares_that_are_shown():
    shown = [Shown("a", 10, {"x": 8}), Shown("b", 20, {"x": 5}), Shown("c", None, {"x": None})]
    assert gap_of(shown, "x") == pytest.approx(55)
    assert gap_of(shown[:1], "x") is None


@given(st.lists(st.integers(0, 30), max_size=12))
def test_the_share_of_the_busiest(placed):
    share = busiest_share(placed)
    assert 0 <= share <= 100.0001
    if sum(placed) and len(placed) <= 5:
        assert share == pytest.approx(100)
    assert share <= busiest_share(placed, 6) + 1e-9
