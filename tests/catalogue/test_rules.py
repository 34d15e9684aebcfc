"""Training days, working hours and postal codes against counts made another way."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules import OfficeHours, PostalKind, RuleMissing, SchoolCalendar, add_working_hours, postal_kind

BRUSSELS = ZoneInfo("Europe/Brussels")
OFFICE = OfficeHours(dt.time(9), dt.time(17))
days = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))


def calendar(*periods):
    return SchoolCalendar.from_periods(dt.date(2026, 9, 1), dt.date(2027, 8, 31), periods)


AUTUMN = calendar(
    (dt.date(2026, 11, 2), dt.date(2026, 11, 8)),
    (dt.date(2026, 11, 11), dt.date(2026, 11, 11)),
)


class TestTrainingDays:
    def test_a_week_has_five(self):
        assert calendar().training_days(dt.date(2026, 9, 7), dt.date(2026, 9, 13)) == 5

    def test_both_ends_count(self):
        assert calendar().training_days(dt.date(2026, 9, 7), dt.date(2026, 9, 7)) == 1
        assert calendar().training_days(dt.date(2026, 9, 6), dt.date(2026, 9, 6)) == 0
        assert calendar().training_days(dt.date(2026, 9, 8), dt.date(2026, 9, 7)) == 0

    def test_autumn_break_and_armistice_day_by_hand(self):
        # From Monday 26 October: five days, the break, then 9, 10, (11), 12 and 13 November.
        assert AUTUMN.training_days(dt.date(2026, 10, 26), dt.date(2026, 11, 13)) == 9
        assert AUTUMN.nth_training_day(dt.date(2026, 10, 26), 9) == dt.date(2026, 11, 13)
        assert AUTUMN.nth_training_day(dt.date(2026, 10, 26), 20) == dt.date(2026, 11, 30)

    def test_a_first_day_in_the_break_counts_from_the_day_after(self):
        assert AUTUMN.nth_training_day(dt.date(2026, 11, 4), 1) == dt.date(2026, 11, 9)

    def test_holidays_that_overlap_count_once(self):
        easter = calendar((dt.date(2027, 3, 29), dt.date(2027, 4, 11)), (dt.date(2027, 3, 29), dt.date(2027, 3, 29)))
        assert easter.training_days(dt.date(2027, 3, 22), dt.date(2027, 4, 16)) == 10

    def test_knows_what_it_does_not_know(self):
        assert AUTUMN.covers(dt.date(2026, 9, 1), dt.date(2027, 8, 31))
        assert not AUTUMN.covers(dt.date(2026, 8, 31), dt.date(2026, 9, 10))
        assert not AUTUMN.covers(dt.date(2027, 8, 1), dt.date(2027, 9, 1))

    def test_no_day_number_zero(self):
        with pytest.raises(ValueError):
            AUTUMN.nth_training_day(dt.date(2026, 9, 1), 0)

    @given(days, days, st.lists(st.tuples(days, st.integers(0, 20)), max_size=12))
    def test_equals_counting_day_by_day(self, first, last, breaks):
        periods = [(start, start + dt.timedelta(days=length)) for start, length in breaks]
        counted, day = 0, first
        while day <= last:
            if day.isoweekday() <= 5 and not any(start <= day <= end for start, end in periods):
                counted += 1
            day += dt.timedelta(days=1)
        assert calendar(*periods).training_days(first, last) == counted

    @given(days, st.integers(1, 60), st.lists(st.tuples(days, st.integers(0, 20)), max_size=12))
    def test_the_nth_day_is_the_first_with_n(self, first, count, breaks):
        school = calendar(*[(start, start + dt.timedelta(days=length)) for start, length in breaks])
        nth = school.nth_training_day(first, count)
        assert school.training_days(first, nth) == count
        assert school.is_training_day(nth)


def at(day, hour, minute=0, month=11):
    return dt.datetime(2026, month, day, hour, minute, tzinfo=BRUSSELS)


class TestWorkingHours:
    @pytest.mark.parametrize(
        ("start", "hours", "due"),
        [
            (at(23, 10), 2, at(23, 12)),
            (at(23, 9), 8, at(23, 17)),
            (at(23, 16), 8, at(24, 16)),
            (at(23, 7), 1, at(23, 10)),
            (at(23, 22), 1, at(24, 10)),
            (at(27, 16, 30), 1, at(30, 9, 30)),
            (at(28, 12), 1, at(30, 10)),
            (at(23, 12), 0, at(23, 12)),
            (at(28, 12), 0, at(30, 9)),
            (at(23, 16, 59), 0.5, at(24, 9, 29)),
        ],
    )
    def test_by_hand(self, start, hours, due):
        assert add_working_hours(start, hours, frozenset(), office=OFFICE) == due

    def test_a_holiday_is_closed(self):
        armistice = {dt.date(2026, 11, 11)}
        assert add_working_hours(at(10, 16), 8, armistice, office=OFFICE) == at(12, 16)

    def test_other_clocks_and_summer_time(self):
        utc = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
        assert add_working_hours(utc, 2, (), office=OFFICE) == at(24, 10)
        friday = dt.datetime(2027, 3, 26, 16, 0, tzinfo=BRUSSELS)
        due = add_working_hours(friday, 2, (), office=OFFICE)
        assert (due.date(), due.hour, due.utcoffset()) == (dt.date(2027, 3, 29), 10, dt.timedelta(hours=2))

    def test_refuses_nonsense(self):
        with pytest.raises(ValueError):
            add_working_hours(dt.datetime(2026, 11, 23), 1, (), office=OFFICE)
        with pytest.raises(ValueError):
            add_working_hours(at(23, 9), -1, (), office=OFFICE)
        with pytest.raises(ValueError):
            OfficeHours(dt.time(17), dt.time(9))

    @given(
        st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 1)),
        st.integers(1, 4 * 30),
        st.lists(days, max_size=20),
    )
    def test_equals_counting_quarters_of_an_hour(self, start, quarters, holidays):
        start = start.replace(minute=start.minute - start.minute % 15, second=0, microsecond=0)
        left, wall = quarters, start
        while left:
            if wall.isoweekday() <= 5 and wall.date() not in holidays and 9 <= wall.hour < 17:
                left -= 1
            wall += dt.timedelta(minutes=15)
        due = add_working_hours(start.replace(tzinfo=BRUSSELS), quarters / 4, set(holidays), office=OFFICE)
        assert due.replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("8800", PostalKind.PROVINCE),
        (" 88 00 ", PostalKind.PROVINCE),
        ("B-8800", PostalKind.PROVINCE),
        ("9000", PostalKind.ELSEWHERE),
        ("1000", PostalKind.ELSEWHERE),
        ("59200", PostalKind.FOREIGN),
        ("4501 AB", PostalKind.FOREIGN),
        ("L-1234", PostalKind.FOREIGN),
        ("", PostalKind.NONSENSE),
        ("880", PostalKind.NONSENSE),
        ("0880", PostalKind.NONSENSE),
        ("Roeselare", PostalKind.NONSENSE),
        ("²²²²", PostalKind.NONSENSE),
    ],
)
def test_postal_kind(typed, kind):
    assert postal_kind(typed) is kind


def test_a_missing_rule_says_which_and_when():
    problem = RuleMissing("appeal-days", "volta", dt.date(2026, 11, 23))
    assert str(problem).startswith("De regel appeal-days voor volta heeft geen waarde op 23/11/2026.")
