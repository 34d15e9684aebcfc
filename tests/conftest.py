"""Fixtures every test may use."""

import pytest
from django.core.cache import cache
from django.db import connection

from core.testing import PortalClient


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
