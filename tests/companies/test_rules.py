"""Numbers, recognitions and the traffic light."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat

from companies import rules
from companies.enums import Availability, MentorState

TODAY = dt.date(2026, 11, 23)
ENTERPRISE_HEADS = st.integers(1, 19_999_999)
ESTABLISHMENT_HEADS = st.integers(20_000_000, 89_999_999)


def complete(head: int) -> str:
    return f"{head:08d}{97 - head % 97:02d}"


@given(ENTERPRISE_HEADS)
def test_a_right_enterprise_number_is_accepted_as_the_library_does(head):
    number = complete(head)
    assert rules.check_enterprise_number(number).ok
    assert vat.is_valid(number)


@given(
    ENTERPRISE_HEADS,
    st.sampled_from(["{0}.{1}.{2}", "BE {0}.{1}.{2}", "BE{0}{1}{2}", " {0} {1} {2} ", "be {0}-{1}-{2}"]),
)
def test_the_written_forms_are_one_number(head, form):
    number = complete(head)
    typed = form.format(number[:4], number[4:7], number[7:])
    assert rules.tidy_number(typed) == number
    assert rules.check_enterprise_number(typed).ok


@given(ENTERPRISE_HEADS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_refused(head, place, shift):
    number = complete(head)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    verdict = rules.check_enterprise_number(wrong)
    assert not verdict.ok
    assert len(verdict.reasons) == 1


@given(ESTABLISHMENT_HEADS)
def test_a_right_establishment_number_is_accepted(head):
    assert rules.check_establishment_number(complete(head)).ok


@given(ESTABLISHMENT_HEADS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_an_establishment_number_is_refused(head, place, shift):
    number = complete(head)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not rules.check_establishment_number(wrong).ok


@given(st.integers(0, 99_999_999))
def test_no_number_is_both(head):
    number = complete(head)
    assert not (rules.check_enterprise_number(number).ok and rules.check_establishment_number(number).ok)


@given(st.text(max_size=30))
def test_any_text_gets_an_answer_in_words(typed):
    verdict = rules.check_enterprise_number(typed)
    assert verdict.ok or verdict.reasons[0].endswith(".")
    if verdict.ok:
        assert vat.is_valid(typed)


@pytest.mark.parametrize("number", ["0566.988.259", "0353.456.320", "0877.510.104"])
def test_known_enterprise_numbers(number):
    assert rules.check_enterprise_number(number).ok


@pytest.mark.parametrize("number", ["2.147.812.701", "2147812897"])
def test_known_establishment_numbers(number):
    assert rules.check_establishment_number(number).ok


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("123456789", "Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1. Je typte er 9."),
        ("", "Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1. Je typte er 0."),
        ("0566.988.25O", "Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1. Je typte ook andere tekens."),
        ("2147812700", "Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1. Dat van jou begint met 2."),
        ("٠٥٦٦٩٨٨٢٥٩", "Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1. Je typte ook andere tekens."),
    ],
)
def test_what_is_wrong_with_the_form(typed, sentence):
    assert rules.check_enterprise_number(typed).reasons == (sentence,)


def test_the_other_number_is_recognised():
    told = rules.check_enterprise_number("2.147.812.701").reasons
    assert told[0].endswith("Dat van jou begint met 2: dat is een vestigingsnummer.")
    told = rules.check_establishment_number("0566.988.259").reasons
    assert told[0].endswith("Dat van jou begint met 0: dat is een ondernemingsnummer.")
    assert rules.check_enterprise_number("2.147.812.702").reasons[0].endswith("Dat van jou begint met 2.")


def test_a_zero_that_a_spreadsheet_dropped_comes_back_where_it_fits():
    assert rules.with_lost_zero("566988259") == "0566988259"
    assert rules.with_lost_zero("BE 566.988.259") == "0566988259"
    for kept in ("566988258", "0566988259", "56698825", "", "abc"):
        assert rules.with_lost_zero(kept) == kept


def test_check_digits_00_and_98_are_not_97():
    """The library takes any remainder of zero; the register only writes 01 to 97."""
    head = 97 * 40_000
    assert rules.check_enterprise_number(f"{head:08d}97").ok
    assert not rules.check_enterprise_number(f"{head:08d}00").ok
    assert not rules.check_enterprise_number(f"{head - 1:08d}98").ok


def test_numbers_are_shown_with_dots():
    assert rules.show_enterprise_number("0566988259") == "0566.988.259"
    assert rules.show_establishment_number("2147812701") == "2.147.812.701"


@pytest.mark.parametrize(
    ("recognised", "day", "holds"),
    [
        (True, dt.date(2026, 1, 1), True),
        (True, dt.date(2030, 12, 31), True),
        (True, dt.date(2025, 12, 31), False),
        (True, dt.date(2031, 1, 1), False),
        (False, dt.date(2027, 1, 1), False),
    ],
)
def test_a_recognition_holds_on_both_ends(recognised, day, holds):
    dates = {"valid_from": dt.date(2026, 1, 1), "valid_until": dt.date(2030, 12, 31)}
    assert rules.recognition_holds(recognised=recognised, on=day, **dates) is holds


def test_a_recognition_without_dates_does_not_hold():
    assert not rules.recognition_holds(recognised=True, valid_from=None, valid_until=TODAY, on=TODAY)


@pytest.mark.parametrize(
    ("days", "stale", "words"),
    [(0, False, "bevestigd vandaag"), (1, False, "bevestigd gisteren"), (6, False, "bevestigd 6 dagen geleden")],
)
def test_age_of_an_availability(days, stale, words):
    confirmed_on = TODAY - dt.timedelta(days=days)
    assert rules.age_sentence(confirmed_on, TODAY) == words
    assert rules.is_stale(confirmed_on, TODAY, keep_days=60) is stale


def test_an_availability_turns_grey_the_day_after_its_term():
    assert not rules.is_stale(TODAY - dt.timedelta(days=60), TODAY, keep_days=60)
    assert rules.is_stale(TODAY - dt.timedelta(days=61), TODAY, keep_days=60)
    assert rules.is_stale(None, TODAY, keep_days=60)
    assert rules.age_sentence(None, TODAY) == "nog nooit bevestigd"


GOOD = {
    "company_active": True,
    "establishment_open": True,
    "workplace_open": True,
    "availability": Availability.NOW,
    "confirmed_on": TODAY,
    "mentor": MentorState.YES,
    "recognised": True,
}
BAD = {
    "company_active": False,
    "establishment_open": False,
    "workplace_open": False,
    "availability": Availability.MAYBE,
    "confirmed_on": None,
    "mentor": MentorState.NO,
    "recognised": False,
}


def test_a_good_workplace_may_be_proposed():
    assert rules.may_be_proposed(rules.WorkplaceFacts(**GOOD), TODAY, keep_days=60).ok


@given(st.sets(st.sampled_from(sorted(BAD))))
def test_each_fault_is_one_reason(faults):
    facts = rules.WorkplaceFacts(**{**GOOD, **{name: BAD[name] for name in faults}})
    verdict = rules.may_be_proposed(facts, TODAY, keep_days=60)
    assert len(verdict.reasons) == len(faults)
    assert verdict.ok is (not faults)


def test_a_reminder_goes_once_and_never_in_august():
    old = dt.date(2026, 1, 1)
    assert rules.may_remind(today=TODAY, confirmed_on=old, keep_days=60, already_sent=False)
    assert not rules.may_remind(today=TODAY, confirmed_on=old, keep_days=60, already_sent=True)
    assert not rules.may_remind(today=dt.date(2026, 8, 31), confirmed_on=old, keep_days=60, already_sent=False)
    assert not rules.may_remind(today=TODAY, confirmed_on=TODAY, keep_days=60, already_sent=False)
