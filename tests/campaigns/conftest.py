import pytest

from tests.factories.catalogue import DatedRuleFactory


@pytest.fixture
def pace(db):
    """Sixty newsletters a minute: ten at once, as the beat comes by every ten seconds."""
    return DatedRuleFactory(key="newsletter-per-minute", value=60, unit="mails")
