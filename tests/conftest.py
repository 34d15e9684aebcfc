"""Fixtures every test may use."""

import pytest
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
