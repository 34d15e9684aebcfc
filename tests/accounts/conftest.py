"""The terms of invitations and questions."""

import pytest

from tests.factories.catalogue import DatedRuleFactory


@pytest.fixture
def terms(db):
    """The dated rules these tests read."""
    DatedRuleFactory(key="invitation-days", scope="", value=14, unit="dagen")
    DatedRuleFactory(key="retention-invitation", scope="", value=60, unit="dagen")
    DatedRuleFactory(key="retention-account", scope="", value=24, unit="maanden")
