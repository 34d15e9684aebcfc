"""The terms every test of this app needs."""

import pytest

from tests.factories.catalogue import DatedRuleFactory


@pytest.fixture
def terms(db):
    DatedRuleFactory(key="availability-term", value=60)
    DatedRuleFactory(key="company-link", value=14)
