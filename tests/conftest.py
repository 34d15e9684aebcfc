"""Fixtures every test may use."""

import gc
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from core import catalogs
from core.testing import PortalClient
from tests import quick_flush, snapshot

# No test judges the speed of the machine it runs on.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")
catalogs.compile_all(Path(__file__).resolve().parent.parent / "locale")
snapshot.restore_into_new_connections()

DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config, items):
    """On the services leave out what asks nothing of a database, or the same of each (so does a budget of queries)."""
    if not os.environ.get("ONLY_WITH_DATABASE"):
        return
    asks = [item for item in items if _asks(item) and not any(map(item.get_closest_marker, ("one_engine", "budget")))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asks)])
    items[:] = asks


def pytest_collection_finish():
    """What was loaded stays: looking through it for rubbish again and again takes time and finds nothing."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _asks(item):
    return item.get_closest_marker("django_db") or DATABASE & {*item.fixturenames}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep the migrated database for the next run, and empty tables the quick way."""
    with django_db_blocker.unblock():
        snapshot.keep()
        quick_flush.install()


@pytest.fixture
def client() -> PortalClient:
    """The policing client."""
    return PortalClient()


@pytest.fixture
def on_postgresql() -> bool:
    """True when the suite runs on PostgreSQL."""
    return connection.vendor == "postgresql"


@pytest.fixture(autouse=True)
def _clean_cache(settings):
    """Start with an empty cache where no database rolls it back (Redis), so that limits do not add up over tests."""
    if not settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        cache.clear()
