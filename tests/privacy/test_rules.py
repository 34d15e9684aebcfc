"""Terms in days, months and years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.rules import DAYS, MONTHS, YEARS, cutoff


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (0, DAYS, dt.date(2028, 2, 29)),
        (60, DAYS, dt.date(2027, 12, 31)),
        (12, MONTHS, dt.date(2027, 2, 28)),
        (2, YEARS, dt.date(2026, 2, 28)),
        (4, YEARS, dt.date(2024, 2, 29)),
        (3, MONTHS, dt.date(2027, 11, 29)),
    ],
)
def test_cutoff(amount, unit, expected):
    assert cutoff(dt.date(2028, 2, 29), amount, unit) == expected


def test_unknown_unit_and_negative_term_are_refused():
    with pytest.raises(ValueError, match="weken"):
        cutoff(dt.date(2028, 1, 1), 2, "weken")
    with pytest.raises(ValueError, match="negative"):
        cutoff(dt.date(2028, 1, 1), -1, DAYS)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1)), st.integers(0, 600), st.integers(0, 600))
def test_a_longer_term_never_ends_later(today, months, more):
    assert cutoff(today, months + more, MONTHS) <= cutoff(today, months, MONTHS) <= today
