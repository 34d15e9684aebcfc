"""Names go in time; what was advised stays."""

import datetime as dt

import pytest
import time_machine

from catalogue.models import DatedRule
from research.models import ForumAdvice, ProgrammeRequestLog
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.research import ForumAdviceFactory, ProgrammeRequestLogFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _term():
    DatedRule.objects.filter(key="retention-journal").delete()
    DatedRuleFactory(key="retention-journal", scope="", value=24, unit="maanden", valid_from=None)


def test_signers_go_and_the_advice_stays():
    ForumAdviceFactory(given_on=dt.date(2024, 1, 1))
    ForumAdviceFactory(given_on=dt.date(2026, 1, 1))
    day = dt.date(2026, 6, 1)
    assert (run_policy("research.forum_advices", day), run_policy("research.forum_advices", day)) == (1, 0)
    assert sorted(bool(row.signed_by) for row in ForumAdvice.objects.all()) == [False, True]
    assert all(row.text for row in ForumAdvice.objects.all())


def test_who_moved_a_request_goes():
    with time_machine.travel("2024-01-01 10:00+01:00", tick=False):
        ProgrammeRequestLogFactory()
    day = dt.date(2026, 6, 1)
    assert (run_policy("research.request_steps", day), run_policy("research.request_steps", day)) == (1, 0)
    row = ProgrammeRequestLog.objects.get()
    assert (row.actor_label, row.reason, row.to_state) == ("", "", "draft")
