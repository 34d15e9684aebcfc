"""Terms, people and factories of the front desk."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory

TERMS = (
    ("question-answer-hours", "", 16, "werkuren"),
    ("office-opening-hour", "", 9, "uur"),
    ("office-closing-hour", "", 17, "uur"),
    ("workplace-search-alert", "second", 15, "lesdagen"),
    ("availability-term", "", 60, "dagen"),
    ("retention-enquiry", "", 12, "maanden"),
)


@pytest.fixture
def terms(db):
    """The dated rules these tests read."""
    for key, scope, value, unit in TERMS:
        DatedRuleFactory(key=key, scope=scope, value=value, unit=unit)


@pytest.fixture
def colleague(db):
    """A colleague of the Steunpunt."""
    return UserFactory(staff=True, first_name="Ilse", last_name="Baert")
