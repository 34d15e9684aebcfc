"""Terms, people and factories of the front desk."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.catalogue import make_school_years, store_rules
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
    store_rules((*name, *rule) for name, rule in own.items())


@pytest.fixture
def colleague(db):
    """A colleague of the Steunpunt."""
    return UserFactory(staff=True, first_name="Ilse", last_name="Baert")
