"""A small province to match in."""

import pytest

from accounts.actor import Actor
from tests.factories.accounts import UserFactory
from tests.factories.matchmaking import Province


@pytest.fixture
def province(db) -> Province:
    return Province.make()


@pytest.fixture
def colleague(db):
    return UserFactory(staff=True)


@pytest.fixture
def staff(colleague) -> Actor:
    return Actor(user_id=colleague.pk, name="Mira", organisation="Steunpunt", is_staff=True)
