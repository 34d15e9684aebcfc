"""Terms, people and factories of the front desk."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, make_school_years
from tests.learners.conftest import TERMS as LEARNER_TERMS

TERMS = (
    ("question-answer-hours", "", 16, "werkuren"),
    ("office-opening-hour", "", 9, "uur"),
    ("office-closing-hour", "", 17, "uur"),
    ("availability-term", "", 60, "dagen"),
    ("retention-enquiry", "", 12, "maanden"),
    ("expertise-hours-warning", "", 80, "percent"),
    ("recognition-renewal", "first", 6, "maanden"),
    ("recognition-renewal", "last", 2, "maanden"),
)


@pytest.fixture
def terms(db):
    """The dated rules and the school calendar these tests read."""
    make_school_years()
    own = {(key, scope): (value, unit) for key, scope, value, unit in TERMS}
    for key, scope, value in LEARNER_TERMS:
        own.setdefault((key, scope), (value, "dagen"))
    for (key, scope), (value, unit) in own.items():
        DatedRuleFactory(key=key, scope=scope, value=value, unit=unit)


@pytest.fixture
def colleague(db):
    """A colleague of the Steunpunt."""
    return UserFactory(staff=True, first_name="Ilse", last_name="Baert")
