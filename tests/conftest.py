"""Fixtures every test may use."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from core import catalogs
from core.testing import PortalClient

catalogs.compile_all(Path(__file__).resolve().parent.parent / "locale")


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
