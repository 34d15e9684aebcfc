"""Terms that pass at night: every task runs twice and leaves the same rows."""

import datetime as dt

import pytest
import time_machine

from learners import tasks
from learners.enums import CaseState, EventVerb, ReferralState
from learners.models import Case, CaseEvent, Referral
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory, LearnerFactory, ReferralFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar")]


def rows():
    return (
        list(CaseEvent.objects.order_by("pk").values_list("case", "verb", "text")),
        list(Case.objects.order_by("pk").values_list("state", "promised_by", "state_due_on")),
        list(Referral.objects.order_by("pk").values_list("state", "outcome_note")),
        list(OutboxMail.objects.order_by("pk").values_list("key", "to")),
    )


def run_twice(task):
    task()
    once = rows()
    task()
    assert rows() == once
    return once


def test_a_broken_promise_is_apologised_for_and_made_again():
    with time_machine.travel(TODAY, tick=False):
        case = CaseFactory(promised_by=TODAY - dt.timedelta(minutes=1))
        kept = CaseFactory(promised_by=TODAY + dt.timedelta(minutes=1))
        called = CaseFactory(contacted=True, promised_by=TODAY - dt.timedelta(days=2))
        run_twice(tasks.keep_promises)
    case.refresh_from_db()
    event = CaseEvent.objects.get()
    assert (event.case, event.verb, event.for_learner) == (case, EventVerb.BREACHED, True)
    assert case.promised_by > TODAY
    assert "Sorry" in event.text
    assert {mail.to for mail in OutboxMail.objects.all()} == {case.learner.contact.email, case.owner.email}
    assert {kept.pk, called.pk}.isdisjoint(set(CaseEvent.objects.values_list("case", flat=True)))


def test_a_second_broken_promise_is_a_second_line():
    with time_machine.travel(TODAY, tick=False):
        CaseFactory(promised_by=TODAY - dt.timedelta(minutes=1))
        tasks.keep_promises()
    with time_machine.travel(TODAY + dt.timedelta(days=3), tick=False):
        run_twice(tasks.keep_promises)
    assert CaseEvent.objects.filter(verb=EventVerb.BREACHED).count() == 2


@pytest.mark.parametrize("state", ["parked", "introduced", "referred"])
def test_each_waiting_state_is_due_once_per_date(state):
    case = CaseFactory(**{state: True})
    with time_machine.travel(dt.datetime(2027, 1, 14, 6, tzinfo=dt.UTC), tick=False):
        tasks.follow_up_cases()
        assert not CaseEvent.objects.exists()
    with time_machine.travel(dt.datetime(2027, 1, 15, 6, tzinfo=dt.UTC), tick=False):
        run_twice(tasks.follow_up_cases)
    with time_machine.travel(dt.datetime(2027, 1, 20, 6, tzinfo=dt.UTC), tick=False):
        tasks.follow_up_cases()
    assert CaseEvent.objects.filter(case=case, verb=EventVerb.DUE).count() == 1
    assert OutboxMail.objects.get().to == case.owner.email
    Case.objects.update(state_due_on=dt.date(2027, 1, 25))
    with time_machine.travel(dt.datetime(2027, 1, 25, 6, tzinfo=dt.UTC), tick=False):
        tasks.follow_up_cases()
    assert CaseEvent.objects.filter(case=case, verb=EventVerb.DUE).count() == 2


def test_the_clock_alerts_the_owner_at_the_second_and_the_coordinator_at_the_third_alert():
    coordinator = UserFactory(coordinator=True)
    learner = LearnerFactory(clock_started_on=dt.date(2026, 9, 7))
    case = CaseFactory(matching=True, learner=learner)
    alerted = {}
    for step in range(35):
        day = dt.datetime(2026, 9, 7, 6, tzinfo=dt.UTC) + dt.timedelta(days=step)
        with time_machine.travel(day, tick=False):
            before = CaseEvent.objects.count()
            run_twice(tasks.follow_up_cases)
            if CaseEvent.objects.count() > before:
                alerted[day.date()] = CaseEvent.objects.order_by("-pk").first().text
    assert list(alerted) == [dt.date(2026, 9, 18), dt.date(2026, 9, 25), dt.date(2026, 9, 30)]
    assert [text.split(" om ")[0] for text in alerted.values()] == [
        "Nog 11 lesdagen",
        "Nog 6 lesdagen",
        "Nog 3 lesdagen",
    ]
    assert [mail.to for mail in OutboxMail.objects.order_by("pk")] == [case.owner.email, coordinator.email]


@pytest.mark.parametrize("state", ["placed", "closed"])
def test_no_clock_runs_for_who_has_a_place_or_stopped(state):
    learner = LearnerFactory(clock_started_on=dt.date(2026, 9, 7))
    CaseFactory(learner=learner, **{state: True})
    with time_machine.travel(dt.datetime(2026, 10, 1, 6, tzinfo=dt.UTC), tick=False):
        tasks.follow_up_cases()
    assert not CaseEvent.objects.exists()


def test_an_unanswered_hand_over_is_reminded_escalated_and_taken_back():
    with time_machine.travel(TODAY, tick=False):
        referral = ReferralFactory()
    seen = {}
    for age in range(1, 35):
        with time_machine.travel(TODAY + dt.timedelta(days=age), tick=False):
            run_twice(tasks.follow_up_referrals)
            seen[age] = OutboxMail.objects.count()
    changed = [age for age in seen if seen[age] != seen.get(age - 1, 0)]
    assert changed == [5, 10, 15, 30]
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.case.state) == (ReferralState.CLOSED, CaseState.CONTACTED)
    ended = OutboxMail.objects.filter(key__contains="-ended:")
    assert len({mail.text for mail in ended}) == ended.count() == 3


def test_an_accepted_hand_over_is_left_alone():
    with time_machine.travel(TODAY, tick=False):
        ReferralFactory(state=ReferralState.ACCEPTED, outcome="accepted", answered_at=TODAY)
    with time_machine.travel(TODAY + dt.timedelta(days=40), tick=False):
        tasks.follow_up_referrals()
    assert not OutboxMail.objects.exists()


def test_every_task_is_in_the_schedule():
    from learners.schedule import SCHEDULE

    names = {entry["task"] for entry in SCHEDULE.values()}
    registered = {task.name for task in vars(tasks).values() if hasattr(task, "delay")}
    assert names == registered - {"learners.tasks.read_school_list"}  # queued by who hands a list in
