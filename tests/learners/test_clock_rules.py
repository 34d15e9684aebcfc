"""The clock of training days against a count day by day that shares nothing with it."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.rules import SchoolCalendar
from learners.rules import pauses as pause_rules
from learners.rules.countdown import TermRules, Tone, countdown
from learners.rules.week import MONDAY_TO_FRIDAY, WeekRules, counting_days, digits_from, may_be_week, weekdays_from

RULES = TermRules(limit=20, first_alert=10, second_alert=15, third_alert=18, amber=10, red=5)
# The school years 2025-2026 and 2026-2027 as a school prints them, day by day what is off.
YEARS = [(dt.date(2025, 9, 1), dt.date(2026, 6, 30)), (dt.date(2026, 9, 1), dt.date(2027, 6, 30))]
VACATIONS = [
    (dt.date(2025, 10, 27), dt.date(2025, 11, 2)),
    (dt.date(2025, 12, 22), dt.date(2026, 1, 4)),
    (dt.date(2026, 2, 16), dt.date(2026, 2, 22)),
    (dt.date(2026, 4, 6), dt.date(2026, 4, 19)),
    (dt.date(2026, 7, 1), dt.date(2026, 8, 31)),
    (dt.date(2026, 11, 2), dt.date(2026, 11, 8)),
    (dt.date(2026, 12, 21), dt.date(2027, 1, 3)),
    (dt.date(2027, 2, 8), dt.date(2027, 2, 14)),
    (dt.date(2027, 3, 29), dt.date(2027, 4, 11)),
]
PUBLIC = [
    (day, day)
    for day in (
        dt.date(2025, 11, 11),
        dt.date(2026, 5, 1),
        dt.date(2026, 5, 14),
        dt.date(2026, 5, 25),
        dt.date(2026, 11, 11),
        dt.date(2027, 5, 6),
        dt.date(2027, 5, 17),
    )
]
CALENDAR = SchoolCalendar.from_years(YEARS, VACATIONS, PUBLIC)
days = st.dates(dt.date(2025, 9, 1), dt.date(2027, 6, 30))
weeks = st.frozensets(st.integers(0, 5), min_size=1)


def school_is_on(day, weekdays):
    """Somebody with the printed calendar and a pencil."""
    if day.weekday() not in weekdays:
        return False
    for first, last in VACATIONS + PUBLIC:
        if first <= day <= last:
            return False
    return any(first <= day <= last for first, last in YEARS)


def by_hand(started_on, today, weekdays, pauses):
    """Cross off the days one by one: (days left, last day or None)."""
    left_today, used, day, last = None, 0, started_on, None
    while day <= dt.date(2027, 8, 31):
        if day == max(today, started_on):
            left_today = 20 - used
        paused = any(first <= day and (end is None or day <= end) for first, end in pauses)
        if used < 20 and school_is_on(day, weekdays) and not paused:
            used += 1
            if used == 20:
                last = day
        day += dt.timedelta(days=1)
    return left_today, last


@given(
    days, st.integers(0, 90), weeks, st.lists(st.tuples(days, st.one_of(st.none(), st.integers(0, 30))), max_size=3)
)
@example(dt.date(2026, 10, 19), 30, MONDAY_TO_FRIDAY, [])  # autumn break and the eleventh of November
@example(dt.date(2026, 4, 22), 20, MONDAY_TO_FRIDAY, [])  # the first of May, Ascension day, Whit Monday
@example(dt.date(2026, 6, 15), 80, MONDAY_TO_FRIDAY, [])  # the end of a school year and the start of the next
@example(dt.date(2026, 10, 19), 30, frozenset((0, 1)), [])
@example(dt.date(2026, 10, 12), 15, MONDAY_TO_FRIDAY, [(dt.date(2026, 10, 20), None)])
def test_the_count_is_that_of_somebody_with_a_pencil(started_on, later, weekdays, stretches):
    pauses = [(first, None if length is None else first + dt.timedelta(days=length)) for first, length in stretches]
    today = started_on + dt.timedelta(days=later)
    state = countdown(started_on, today, RULES, CALENDAR, weekdays=weekdays, pauses=pauses)
    left, last = by_hand(started_on, today, weekdays, pauses)
    assert state.last_day == last
    if today <= dt.date(2027, 8, 31):
        assert state.days_left == left
    still = any(end is None for _first, end in pauses)
    assert state.is_known is (last is not None or (still and today <= CALENDAR.last))


@pytest.mark.parametrize(
    ("started_on", "last_day"),
    [
        # 10 days, the autumn break, 2 days, 11 November, 2 + 5 + 1 days.
        (dt.date(2026, 10, 19), dt.date(2026, 11, 23)),
        # 3 days, 4 before the first of May, 5, 3 before Ascension day and 1 after it, 4.
        (dt.date(2026, 4, 22), dt.date(2026, 5, 21)),
        # 12 days until 30 June, the summer, 8 days from 1 September.
        (dt.date(2026, 6, 15), dt.date(2026, 9, 10)),
    ],
)
def test_three_terms_counted_by_hand(started_on, last_day):
    assert countdown(started_on, started_on, RULES, CALENDAR).last_day == last_day


def test_only_a_week_that_leaves_days_out_makes_the_term_longer():
    start = dt.date(2027, 1, 4)
    two_three = counting_days("12", "345", "", RULES.week)
    one_four = counting_days("1", "2345", "", RULES.week)
    only_school = counting_days("12", "345", "", WeekRules(work_counts=False))
    lasts = [
        countdown(start, start, RULES, CALENDAR, weekdays=week).last_day for week in (two_three, one_four, only_school)
    ]
    assert lasts[0] == lasts[1] == dt.date(2027, 1, 29)
    assert lasts[2] == dt.date(2027, 3, 16), "ten weeks of two days, the half-term left out"


def test_the_own_week_goes_before_that_of_the_programme_and_that_before_the_default():
    rules = WeekRules(at_school={"": frozenset((0, 1)), "kapper": frozenset((0,))}, at_work={"": frozenset((2,))})
    assert counting_days("", "", "bakker", rules) == {0, 1, 2}
    assert counting_days("", "", "kapper", rules) == {0, 2}
    assert counting_days("5", "6", "kapper", rules) == {4, 5}


@given(st.frozensets(st.integers(0, 6)))
def test_a_week_survives_being_stored(weekdays):
    assert weekdays_from(digits_from(weekdays)) == weekdays


@pytest.mark.parametrize(("school", "work", "ok"), [("12", "345", True), ("", "", False), ("12", "23", False)])
def test_a_week_has_a_day_and_no_day_twice(school, work, ok):
    assert bool(may_be_week(school, work)) is ok


def test_a_day_of_an_open_pause_keeps_the_number_and_has_no_last_day():
    start, pause = dt.date(2026, 9, 7), dt.date(2026, 9, 14)
    for later in (0, 30, 90):
        state = countdown(start, pause + dt.timedelta(days=later), RULES, CALENDAR, pauses=[(pause, None)])
        assert (state.days_left, state.last_day, state.is_paused, state.is_known) == (15, None, True, True)
    assert state.alert == 0


def test_a_calendar_without_next_year_gives_no_count():
    one_year = SchoolCalendar.from_years(YEARS[:1], VACATIONS, PUBLIC)
    known = countdown(dt.date(2026, 5, 27), dt.date(2026, 6, 1), RULES, one_year)
    over_the_edge = countdown(dt.date(2026, 6, 15), dt.date(2026, 6, 16), RULES, one_year)
    assert (known.is_known, over_the_edge.is_known) == (True, False)


def test_a_year_without_its_holidays_and_a_hole_between_years_are_not_counted():
    half = SchoolCalendar.from_years(YEARS, VACATIONS[:5], PUBLIC)
    assert half.covers(dt.date(2025, 9, 1), dt.date(2026, 8, 31))
    assert not half.covers(dt.date(2026, 9, 1), dt.date(2026, 9, 2)), "its holidays are not there yet"
    no_summer = SchoolCalendar.from_years(YEARS, [period for period in VACATIONS if period[0].month != 7], PUBLIC)
    assert not no_summer.covers(dt.date(2026, 6, 15), dt.date(2026, 9, 10))
    assert no_summer.covers(dt.date(2026, 9, 1), dt.date(2027, 6, 30))


def test_tone_and_tasks_of_a_whole_term():
    start = dt.date(2026, 9, 7)
    weekdays = [
        start + dt.timedelta(days=step) for step in range(26) if (start + dt.timedelta(days=step)).weekday() < 5
    ]
    states = [countdown(start, day, RULES, CALENDAR) for day in weekdays]
    assert [state.days_left for state in states] == list(range(20, 0, -1))
    assert [state.tone for state in states] == [Tone.CALM] * 10 + [Tone.SOON] * 5 + [Tone.URGENT] * 5
    assert [state.alert for state in states] == [0] * 9 + [1] * 5 + [2] * 3 + [3] * 3


stretches = st.tuples(days, st.one_of(st.none(), days)).filter(lambda pair: pair[1] is None or pair[1] >= pair[0])


@given(stretches, stretches)
def test_overlap_is_sharing_a_day(one, other):
    def days_of(stretch):
        end = stretch[1] or dt.date(2028, 1, 1)
        return {stretch[0] + dt.timedelta(days=step) for step in range((end - stretch[0]).days + 1)}

    assert pause_rules.overlaps(one, other) is bool(days_of(one) & days_of(other))
