"""Does a mentor fit: the bounds of age and experience, diplomas, training, and answers that grow old."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.rules_mentor import ASK, NO, YES, MentorFacts, MentorTerms, add_months, mentor_fits, person_fits

TODAY = dt.date(2026, 11, 27)
TERMS = MentorTerms(25, 5, 23, None, 12)
LOGOS = MentorTerms(25, 5, 23, 3, 12)
BUILDING = MentorTerms(25, 5, 23, None, 6)


def facts(low=25, high=None, years=5, diploma=None, training="done", on=None, told=TODAY):
    return MentorFacts(low, high, years, diploma, training, on, told)


@pytest.mark.parametrize(
    ("mentor", "terms", "outcome", "words"),
    [
        (facts(), TERMS, YES, "Minstens 25 jaar en minstens 5 jaar ervaring"),
        (facts(low=None, high=23, diploma=False), TERMS, NO, "jonger dan 25"),  # 22, no diploma
        (facts(low=None, high=23, diploma=False), TERMS, NO, "Met een passend diploma kan het vanaf 23"),
        (facts(low=None, high=23, diploma=True), TERMS, NO, "Ook met een diploma"),  # 22, with a diploma
        (facts(low=23, high=25, diploma=False), TERMS, NO, "jonger dan 25"),
        (facts(low=23, high=25, diploma=None), TERMS, ASK, "Zeg of de mentor een passend diploma heeft"),
        (facts(low=23, high=25, diploma=True, years=5), TERMS, YES, "met een passend diploma"),
        (facts(low=23, high=25, diploma=True, years=2), TERMS, ASK, "staat niet vast"),
        (facts(low=23, high=25, diploma=True, years=3), LOGOS, YES, "3 jaar ervaring"),
        (facts(low=23, high=25, diploma=True, years=2), LOGOS, NO, "minstens 3 jaar"),
        (facts(years=4, diploma=False), TERMS, NO, "minder dan 5 jaar ervaring"),
        (facts(years=None), TERMS, ASK, "hoeveel jaar ervaring"),
        (facts(low=None), TERMS, ASK, "25 jaar of ouder"),
        (facts(low=23, high=25, diploma=False), MentorTerms(25, 5, None, None, 12), NO, "jonger dan 25"),
    ],
)
def test_who_fits(mentor, terms, outcome, words):
    fit = person_fits(mentor, terms, TODAY)
    assert fit.outcome == outcome
    assert words in " ".join(fit.reasons)


@pytest.mark.parametrize(
    ("training", "on", "terms", "outcome", "words"),
    [
        ("done", dt.date(2020, 1, 1), TERMS, YES, "gevolgd"),
        ("exempt", None, TERMS, YES, "vrijgesteld"),
        ("no", None, TERMS, ASK, "binnen 12 maanden"),
        ("planned", dt.date(2027, 11, 27), TERMS, YES, "27/11/2027"),
        ("planned", dt.date(2027, 11, 28), TERMS, ASK, "te laat"),
        ("planned", dt.date(2027, 5, 28), BUILDING, ASK, "te laat"),
        ("planned", dt.date(2026, 11, 26), TERMS, ASK, "voorbij"),
    ],
)
def test_training(training, on, terms, outcome, words):
    fit = mentor_fits(facts(training=training, on=on), terms, TODAY)
    assert fit.outcome == outcome
    assert words in " ".join(fit.reasons)


def test_who_was_too_young_a_year_ago_is_asked_again():
    told = facts(low=None, high=23, diploma=True, told=dt.date(2024, 11, 27))
    assert person_fits(told, TERMS, dt.date(2024, 12, 1)).outcome == NO
    later = person_fits(told, TERMS, dt.date(2025, 11, 28))
    assert later.outcome == ASK


def test_a_rule_that_rises_above_what_was_told_asks_again():
    assert person_fits(facts(low=25), MentorTerms(26, 5, 23, None, 12), TODAY).outcome == ASK


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), months=st.integers(-240, 240))
def test_months_keep_the_day_or_take_the_last_one(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(days=1)).day == 1)


@given(
    low=st.none() | st.integers(0, 60),
    years=st.none() | st.integers(0, 50),
    diploma=st.none() | st.booleans(),
    more=st.integers(0, 10),
)
def test_more_experience_never_makes_it_worse(low, years, diploma, more):
    order = [NO, ASK, YES]
    high = None if low is None else low + 2
    before = person_fits(facts(low, high, years, diploma), LOGOS, TODAY).outcome
    after = person_fits(facts(low, high, (years or 0) + more if years is not None else None, diploma), LOGOS, TODAY)
    assert order.index(after.outcome) >= order.index(before)
