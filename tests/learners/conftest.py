"""Terms of the catalogue that every test of this app needs."""

import datetime as dt

import pytest
from django.core.management import call_command

from catalogue.enums import HolidayKind
from catalogue.models import Holiday, SchoolYear
from tests.factories.catalogue import store_rules

TERMS = (
    ("dual-min-age", "", 16),
    ("dual-min-age", "first-grade", 15),
    ("dual-max-age", "", 25),
    ("adult-min-age", "", 18),
    ("digital-consent-age", "", 13),
    ("workplace-search-days", "", 20),
    ("workplace-search-alert", "first", 10),
    ("workplace-search-alert", "second", 15),
    ("workplace-search-alert", "third", 18),
    ("workplace-search-tone", "amber", 10),
    ("workplace-search-tone", "red", 5),
    ("week-at-school", "", 12),
    ("week-at-work", "", 345),
    ("week-counts", "school", 1),
    ("week-counts", "work", 1),
    ("clock-pause-check", "", 14),
    ("calendar-warning", "", 150),
    ("break-off-undo", "", 30),
    ("break-off-call", "", 1),
    ("route-hold", "", 30),
    ("referral-term", "reminder", 5),
    ("referral-term", "second-reminder", 10),
    ("referral-term", "escalation", 15),
    ("referral-term", "closing", 30),
    ("referral-term", "link", 10),
    ("introduction-term", "", 10),
    ("parking-max", "", 365),
    ("retention-request", "", 7),
    ("retention-journal", "", 2),
    ("retention-coview", "", 30),
    ("both-agree-age", "", 16),
    ("coview-max", "", 365),
    ("retention-learner", "", 12),
    ("retention-placement", "", 5),
    ("first-contact-hours", "", 8),
    ("call-tries", "", 3),
    ("call-slot", "morning-from", 9),
    ("call-slot", "morning-until", 12),
    ("call-slot", "afternoon-from", 13),
    ("call-slot", "afternoon-until", 16),
    ("call-slot", "after_school-from", 16),
    ("call-slot", "after_school-until", 18),
    ("office-opening-hour", "", 9),
    ("office-closing-hour", "", 17),
    ("quiet-hours", "from", 20),
    ("quiet-hours", "until", 8),
)


@pytest.fixture
def terms(db):
    """The dated rules of the shipped catalogue, as they were when the tests were written."""
    units = {"retention-learner": "maanden", "retention-placement": "jaar", "retention-journal": "jaar"}
    store_rules((key, scope, value, units.get(key, "dagen")) for key, scope, value in TERMS)


@pytest.fixture
def calendar(db):
    """The school year 2026-2027 with its autumn break and Armistice day."""
    SchoolYear.objects.create(name="2026-2027", first_day=dt.date(2026, 9, 1), last_day=dt.date(2027, 6, 30))
    for name, kind, first, last in (
        ("Herfstvakantie", HolidayKind.SCHOOL, dt.date(2026, 11, 2), dt.date(2026, 11, 8)),
        ("Wapenstilstand", HolidayKind.PUBLIC, dt.date(2026, 11, 11), dt.date(2026, 11, 11)),
        ("Kerstvakantie", HolidayKind.SCHOOL, dt.date(2026, 12, 21), dt.date(2027, 1, 3)),
        ("Krokusvakantie", HolidayKind.SCHOOL, dt.date(2027, 2, 8), dt.date(2027, 2, 14)),
        ("Paasvakantie", HolidayKind.SCHOOL, dt.date(2027, 3, 29), dt.date(2027, 4, 11)),
    ):
        Holiday.objects.create(name=name, kind=kind, first_day=first, last_day=last)


@pytest.fixture
def cache_table(db):
    """The table behind the throttle."""
    call_command("createcachetable", verbosity=0)
