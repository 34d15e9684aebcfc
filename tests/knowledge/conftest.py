"""Terms and people of the knowledge corner."""

import pytest

from accounts.actor import Actor
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import store_rules

TERMS = (
    ("retention-knowledge", "", 24, "maanden"),
    ("retention-survey-address", "", 30),
    ("mentor-training-deadline", "", 12, "maanden"),
    ("expertise-recurring-least", "", 3, "vragen"),
    ("expertise-hours-warning", "", 80, "percent"),
    ("expertise-follow-days", "", 14),
    ("signal-answer-days", "", 60),
    ("mentor-training-warning", "", 60),
    ("certificate-link", "", 730),
    ("content-warning", "", 14),
    ("article-term", "check", 365),
    ("article-term", "answer", 180),
    ("page-rating", "clicks", 5, "keer"),
    ("page-rating", "low", 60, "procent"),
    ("survey-term", "remind", 7),
    ("survey-term", "reminders", 2, "keer"),
    ("survey-term", "smallest", 5, "antwoorden"),
    ("survey-term", "open", 21),
)


@pytest.fixture
def terms(db):
    """The dated rules this corner reads."""
    store_rules(TERMS)


@pytest.fixture
def colleague(db):
    """Somebody of the Steunpunt."""
    return UserFactory(staff=True, first_name="Ilse", last_name="Baert")


@pytest.fixture
def staff(colleague):
    """The actor of that colleague."""
    return Actor(user_id=colleague.pk, name="Ilse Baert", is_staff=True)
