"""Names and words go in time; what counts stays."""

import datetime as dt

import pytest

from knowledge.models import ToolReview
from tests.factories.knowledge import ToolReviewFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
LAST = dt.date(2028, 3, 2)


def test_a_review_goes_when_it_says_nothing_any_more(terms):
    ToolReviewFactory(given_on=dt.date(2026, 3, 2))
    kept = ToolReviewFactory(given_on=dt.date(2027, 3, 2))
    assert run_policy("knowledge.reviews", LAST) == 0
    assert run_policy("knowledge.reviews", LAST + dt.timedelta(days=1)) == 1
    assert run_policy("knowledge.reviews", LAST + dt.timedelta(days=1)) == 0
    assert ToolReview.objects.get() == kept
