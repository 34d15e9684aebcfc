"""Contracts, weeks and turns: pure rules."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.enums import ContractKind, Party, PersonRole
from placements.rules import contracts, turns
from placements.rules.contracts import Week, WeekTerms

TERMS = WeekTerms(Decimal(28), Decimal(20), 6, 20, Decimal(60), Decimal(50))
WEEK = Week(Decimal(24), Decimal(14), frozenset({2, 3, 4}), frozenset({0, 1}), dt.time(8), dt.time(16, 30))
FACTS = turns.Facts(
    week=WEEK,
    starts_on=dt.date(2026, 9, 1),
    ends_on=dt.date(2027, 6, 30),
    work="Brood bakken",
    allowance_tier=1,
    roles=frozenset(PersonRole.values),
    is_minor=True,
    has_coach=True,
)


@pytest.mark.parametrize(
    ("hours", "changes", "kind"),
    [
        (20, {}, ContractKind.OAO),
        (19.5, {}, ContractKind.SAO),
        (20, {"pays_wage": True}, ContractKind.PART_TIME),
        (19.5, {"pays_wage": True}, None),
        (20, {"is_adult": True}, ContractKind.ADULT_STATUTE),
        (19.5, {"is_adult": True}, ContractKind.ADULT),
        (None, {}, None),
    ],
)
def test_the_contract_follows_from_the_hours(hours, changes, kind):
    value = None if hours is None else Decimal(str(hours))
    assert contracts.kind_for(replace(WEEK, workplace_hours=value, **changes), TERMS) == kind


def test_a_good_week_has_no_faults():
    assert turns.company_faults(FACTS, TERMS) == {}
    assert turns.school_faults(FACTS, TERMS) == {}
    assert contracts.week_remarks(WEEK, TERMS) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"shift_start": dt.time(5, 30)}, "shift_start"),
        ({"shift_end": dt.time(20, 30)}, "shift_end"),
        ({"shift_end": dt.time(7)}, "shift_end"),
        ({"workplace_hours": Decimal(0)}, "workplace_hours"),
        ({"workplace_hours": Decimal(26)}, "workplace_hours"),  # three days of 8.5 hours hold 25.5
        ({"workplace_hours": Decimal(12), "pays_wage": True}, "pays_wage"),
        ({"workdays": frozenset()}, "workdays"),
    ],
)
def test_the_company_hears_what_is_wrong_beside_the_field(change, field):
    assert field in turns.company_faults(replace(FACTS, week=replace(WEEK, **change)), TERMS)


def test_a_sector_may_know_a_shorter_week():
    short = replace(TERMS, week_max=Decimal(20))
    assert "workplace_hours" in turns.company_faults(FACTS, short)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"week": replace(WEEK, school_days=frozenset({1, 2}))}, "school_days"),
        ({"week": replace(WEEK, school_hours=Decimal(3))}, "school_hours"),
        ({"has_coach": False}, "coach"),
        ({"allowance_tier": None}, "allowance_tier"),
        ({"roles": frozenset(PersonRole.OF_COMPANY)}, PersonRole.SCHOOL_SIGNER),
        ({"roles": frozenset(PersonRole.values) - {PersonRole.PARENT}}, PersonRole.PARENT),
        ({"week": replace(WEEK, is_adult=True, school_hours=Decimal(30))}, "workplace_hours"),
    ],
)
def test_the_school_hears_what_is_wrong_beside_the_field(change, field):
    assert field in turns.school_faults(replace(FACTS, **change), TERMS)


def test_an_adult_needs_no_parent_and_a_minor_does():
    grown = replace(FACTS, is_minor=False, roles=frozenset({PersonRole.SCHOOL_SIGNER}))
    assert turns.school_faults(grown, TERMS) == {}
    assert turns.parties_needed(is_minor=False) == (Party.COMPANY, Party.SCHOOL, Party.LEARNER)
    assert Party.PARENT in turns.parties_needed(is_minor=True)


days = st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1))
weekdays = st.frozensets(st.integers(0, 4))


@given(st.tuples(days, days).map(sorted), weekdays, st.tuples(days, days).map(sorted), weekdays)
def test_agreements_overlap_only_when_a_day_of_the_week_is_shared_in_a_shared_period(one, ones, two, twos):
    own, other = turns.Span(*one, ones), turns.Span(*two, twos, "de ander")
    shared_period = max(one[0], two[0]) <= min(one[1], two[1])
    found = turns.overlap_faults(own, [other])
    assert bool(found) == bool(shared_period and ones & twos)
    assert bool(turns.overlap_faults(other, [own])) == bool(found)
    assert bool(turns.taken_days_fault(own, [other])) == bool(found)


def test_a_recognition_that_ends_halfway_is_a_remark_and_one_that_is_over_a_fault():
    start, end = FACTS.starts_on, FACTS.ends_on
    assert turns.recognition_faults(start, None) != ()
    assert turns.recognition_faults(start, (dt.date(2020, 1, 1), start - dt.timedelta(days=1))) != ()
    assert turns.recognition_faults(start, (start, end)) == ()
    assert turns.recognition_remarks(end, (start, end)) == ()
    assert turns.recognition_remarks(end, (start, end - dt.timedelta(days=1))) != ()


def test_days_of_the_week_read_as_words():
    assert contracts.day_names(frozenset({0})) == "maandag"
    assert contracts.day_names(frozenset({4, 0, 1})) == "maandag, dinsdag en vrijdag"
