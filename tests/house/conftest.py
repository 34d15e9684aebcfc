"""The world, made once for each module that asks for it."""

import pytest
from django.db import transaction

from tests.house.world import World, make_world


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker) -> World:
    """The rows, in a transaction that is undone at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world, db) -> World:
    """The world in a test of its own: what a test changes is undone."""
    return made_world
