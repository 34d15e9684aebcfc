import pytest

from tests.factories.placements import make_agreement_terms


@pytest.fixture
def terms(db):
    make_agreement_terms()
