"""Terms and people of the knowledge corner."""

import pytest

from accounts.actor import Actor
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory

TERMS = (
    ("retention-knowledge", 24, "maanden"),
    ("retention-survey-address", 30, "dagen"),
    ("mentor-training-deadline", 12, "maanden"),
    ("expertise-recurring-least", 3, "vragen"),
    ("expertise-hours-warning", 80, "percent"),
    ("expertise-follow-days", 14, "dagen"),
    ("signal-answer-days", 60, "dagen"),
    ("mentor-training-warning", 60, "dagen"),
)


@pytest.fixture
def terms(db):
    """The dated rules this corner reads."""
    for key, value, unit in TERMS:
        DatedRuleFactory(key=key, value=value, unit=unit)
    for scope, value, unit in (("remind", 7, "dagen"), ("reminders", 2, "keer"), ("smallest", 5, "antwoorden")):
        DatedRuleFactory(key="survey-term", scope=scope, value=value, unit=unit)


@pytest.fixture
def colleague(db):
    """Somebody of the Steunpunt."""
    return UserFactory(staff=True, first_name="Ilse", last_name="Baert")


@pytest.fixture
def staff(colleague):
    """The actor of that colleague."""
    return Actor(user_id=colleague.pk, name="Ilse Baert", is_staff=True)
