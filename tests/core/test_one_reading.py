"""A transaction that sees the database as it was at its first query."""

from threading import Thread

import pytest
from django.db import OperationalError, connection

from accounts.models import User
from core.db import one_reading
from tests.factories.accounts import UserFactory


def somebody_else_writes(outcome):
    try:
        UserFactory()
        outcome.append("written")
    except OperationalError:
        outcome.append("refused")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_others_commit_meanwhile_is_not_seen():
    """PostgreSQL lets others write and hides it; SQLite makes them wait. Either way both counts are the same."""
    UserFactory()
    outcome = []
    with one_reading():
        before = User.objects.count()
        other = Thread(target=somebody_else_writes, args=[outcome])
        other.start()
        if connection.vendor == "postgresql":
            other.join()
            assert outcome == ["written"]
        assert User.objects.count() == before
    other.join()
    assert User.objects.count() == before + (outcome == ["written"])


@pytest.mark.django_db
def test_inside_another_transaction_it_reads_along():
    UserFactory()
    with one_reading():
        assert User.objects.count() == 1
