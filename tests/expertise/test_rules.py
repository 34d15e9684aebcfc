"""Hours, words, what comes back, and what may be grouped."""

from hypothesis import given
from hypothesis import strategies as st

from expertise.rules import clock_words, hours_left, may_group, may_note_hours, recurring

minutes = st.integers(min_value=0, max_value=100_000)


@given(bought=minutes, spent=minutes, percent=st.integers(min_value=1, max_value=100))
def test_what_is_left_and_when_it_warns(bought, spent, percent):
    stand = hours_left(bought=bought, spent=spent, warning_percent=percent)
    assert stand.left + stand.spent == bought
    assert stand.is_over == (spent > bought)
    assert stand.warns == (spent >= bought * percent / 100 if bought else spent > 0)
    assert not stand.is_over or stand.warns


def test_eighty_percent_is_a_warning_and_a_minute_less_is_not():
    assert hours_left(bought=600, spent=480, warning_percent=80).warns
    assert not hours_left(bought=600, spent=479, warning_percent=80).warns


def test_going_over_needs_a_colleague_who_says_so():
    known = {"is_expert_route": True, "bought": 60, "spent": 30}
    assert may_note_hours(**known, minutes=30, over_allowed=False)
    refused = may_note_hours(**known, minutes=31, over_allowed=False)
    assert not refused
    assert "30 minuten" in refused.reasons[0]
    assert may_note_hours(**known, minutes=31, over_allowed=True)
    assert not may_note_hours(is_expert_route=False, bought=60, spent=0, minutes=1, over_allowed=True)


def test_minutes_in_words():
    assert [clock_words(number) for number in (0, 1, 45, 60, 61, 150)] == [
        "0 minuten", "1 minuut", "45 minuten", "1 uur", "1 uur en 1 minuut", "2 uur en 30 minuten"
    ]  # fmt: skip


def test_topics_that_come_back():
    assert recurring([("a", 2), ("b", 5), ("c", 3), ("d", 3)], least=3) == [("b", 5), ("c", 3), ("d", 3)]


def test_only_signals_about_one_thing_are_grouped():
    assert may_group(["mentor", "mentor"])
    assert not may_group(["mentor", "erkenning"])
    assert not may_group([])
