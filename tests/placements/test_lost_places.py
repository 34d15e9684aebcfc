"""A place that was reported as stopped elsewhere than on the agreement: the agreement does not run on."""

import datetime as dt

import pytest
import time_machine

from accounts.actor import SYSTEM
from learners.enums import CaseState, Cause, Reporter, Wish
from learners.models import Case
from learners.services.break_offs import report_break_off, undo_break_off
from mailing.models import OutboxMail
from placements import tasks
from placements.enums import AgreementState
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
START = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC)
LOST = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def agreement():
    with time_machine.travel(START, tick=False):
        learner = CaseFactory(placed=True).learner
        return AgreementFactory(learner=learner, running=True)


def report(agreement, reporter):
    with time_machine.travel(LOST, tick=False):
        return report_break_off(
            actor=SYSTEM,
            case=Case.objects.get(learner=agreement.learner),
            cause=Cause.NO_WORK,
            ended_on=LOST.date(),
            wish=Wish.SAME,
            reporter=reporter,
        )


def later(minutes):
    with time_machine.travel(LOST + dt.timedelta(minutes=minutes), tick=False):
        tasks.end_lost_agreements()


@pytest.mark.parametrize("reporter", [Reporter.SCHOOL, Reporter.STAFF])
def test_the_agreement_ends_when_the_report_cannot_be_taken_back_any_more(agreement, reporter):
    report(agreement, reporter)
    later(5)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.RUNNING, "it may have been a mistake"
    for minutes in (31, 46):
        later(minutes)
        agreement.refresh_from_db()
        assert (agreement.state, agreement.ended_on) == (AgreementState.ENDED, LOST.date())
    assert agreement.end_cause == Cause.NO_WORK
    assert agreement.log.count() == 1
    assert Case.objects.get(learner=agreement.learner).state == CaseState.MATCHING


def test_a_report_that_was_taken_back_ends_nothing(agreement):
    row = report(agreement, Reporter.SCHOOL)
    with time_machine.travel(LOST + dt.timedelta(minutes=3), tick=False):
        undo_break_off(actor=SYSTEM, break_off=row)
    later(60)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.RUNNING


@pytest.mark.parametrize(
    ("reporter", "second"), [(Reporter.LEARNER, False), (Reporter.COMPANY, False), (Reporter.SCHOOL, True)]
)
def test_on_the_word_of_learner_or_company_alone_or_with_two_places_a_colleague_looks_first(
    agreement, reporter, second
):
    with time_machine.travel(START, tick=False):
        if second:
            AgreementFactory(learner=agreement.learner, running=True)
    row = report(agreement, reporter)
    for minutes in (31, 46):
        later(minutes)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.RUNNING
    asked = OutboxMail.objects.get(key__startswith=f"lost-agreement:{row.public_id}")
    assert agreement.workplace.establishment.company.name in asked.text


def test_an_agreement_made_after_the_report_is_another_place(agreement):
    report(agreement, Reporter.SCHOOL)
    later(31)
    with time_machine.travel(LOST + dt.timedelta(days=2), tick=False):
        fresh = AgreementFactory(learner=agreement.learner, running=True)
        tasks.end_lost_agreements()
    fresh.refresh_from_db()
    assert fresh.state == AgreementState.RUNNING
