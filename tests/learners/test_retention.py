"""What is wiped when, and that nothing of the person is left."""

import datetime as dt

import pytest
import time_machine

from accounts.actor import SYSTEM
from learners.enums import CaseState, Route
from learners.models import Case, Learner
from learners.services.wiping import request_stop
from tests.factories.learners import CaseEventFactory, CaseFactory, IntakeFactory, ReferralFactory
from tests.privacy.sentinel import SENTINEL, plant, run_policy, traces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
CLOSED = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def planted_case() -> Case:
    """A closed case in which every text a person typed or that names a person is the sentinel."""
    with time_machine.travel(CLOSED, tick=False):
        case = CaseFactory(closed=True)
        referral = ReferralFactory(case=case, state="closed")
        event = CaseEventFactory(case=case)
        intake = IntakeFactory(learner=case.learner, answers={"study_year": SENTINEL})
    for row in (case.learner.contact, referral, event):
        plant(row)
    Learner.objects.filter(pk=case.learner.pk).update(
        postal_code=SENTINEL[:10], own_company_name=SENTINEL, readiness_source=SENTINEL, promote_reason=SENTINEL,
        barriers=["money"],
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(closed_reason=SENTINEL)
    assert intake.pk
    return case


def test_a_closed_case_is_wiped_a_year_later_and_figures_stay():
    case = planted_case()
    assert run_policy("learners.closed", today=dt.date(2027, 11, 23)) == 0
    assert run_policy("learners.closed", today=dt.date(2027, 11, 24)) == 1
    assert traces() == []
    assert run_policy("learners.closed", today=dt.date(2027, 11, 24)) == 0
    kept = Case.objects.select_related("learner").get()
    assert (kept.route, kept.state) == (Route.DUAL, CaseState.CLOSED)
    assert kept.learner.municipality is not None
    assert kept.learner.code != case.learner.code
    assert kept.learner.barriers == []


def test_who_asks_to_stop_is_wiped_after_a_week():
    case = CaseFactory(matching=True)
    with time_machine.travel(CLOSED, tick=False):
        request_stop(actor=SYSTEM, case=case)
    assert run_policy("learners.asked", today=dt.date(2026, 11, 29)) == 0
    assert run_policy("learners.asked", today=dt.date(2026, 11, 30)) == 1
    assert run_policy("learners.asked", today=dt.date(2026, 11, 30)) == 0
    assert not hasattr(Learner.objects.get(), "contact")


@pytest.mark.parametrize(
    ("trait", "policy", "day"),
    [("matching", "learners.idle", dt.date(2027, 11, 24)), ("placed", "learners.placed", dt.date(2031, 11, 24))],
)
def test_a_case_nobody_touches_is_closed_first(trait, policy, day):
    with time_machine.travel(CLOSED, tick=False):
        case = CaseFactory(**{trait: True})
    assert run_policy(policy, today=day - dt.timedelta(days=1)) == 0
    assert run_policy(policy, today=day) == 1
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    assert run_policy(policy, today=day) == 0


def test_a_case_with_recent_news_is_not_idle():
    with time_machine.travel(CLOSED, tick=False):
        case = CaseFactory(matching=True)
    with time_machine.travel(CLOSED + dt.timedelta(days=300), tick=False):
        CaseEventFactory(case=case)
    assert run_policy("learners.idle", today=dt.date(2027, 12, 1)) == 0
