"""Terms and people of the pool."""

import pytest

from accounts.actor import Actor
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import make_school_years, store_rules

TERMS = (
    ("first-contact-hours", 8, "werkuren"),
    ("office-opening-hour", 9, "uur"),
    ("office-closing-hour", 17, "uur"),
    ("expertise-hours-warning", 80, "percent"),
    ("expertise-follow-days", 14, "dagen"),
    ("expertise-recurring-least", 3, "vragen"),
    ("signal-answer-days", 60, "dagen"),
    ("retention-expertise", 24, "maanden"),
    ("retention-network", 24, "maanden"),
)


@pytest.fixture
def terms(db):
    """The dated rules and the calendar the pool reads."""
    make_school_years()
    store_rules((key, "", value, unit) for key, value, unit in TERMS)


@pytest.fixture
def colleague(db):
    """Somebody of the Steunpunt."""
    return UserFactory(staff=True, first_name="Ilse", last_name="Baert")


@pytest.fixture
def staff(colleague):
    """The actor of that colleague."""
    return Actor(user_id=colleague.pk, name="Ilse Baert", is_staff=True)
