"""Pauses, weeks, interviews: what is refused, what is counted again, and what happens twice."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.actor import SYSTEM
from catalogue.models import Holiday, SchoolYear
from core.states import MoveRefused
from learners import tasks
from learners.enums import EventVerb, PauseReason
from learners.models import ClockPause, Interview, Learner
from learners.selectors.clock import clock_words_of, countdown_of
from learners.services import clock, interviews, wiping
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory, ClockPauseFactory, InterviewFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar")]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def running(**values):
    return CaseFactory(matching=True, learner__clock_started_on=dt.date(2026, 11, 16), **values)


def left(case):
    return countdown_of(Learner.objects.select_related("case", "programme").get(pk=case.learner_id))


def pause(case, first, last=None, reason=PauseReason.APPEAL):
    return clock.pause_clock(actor=SYSTEM, case=case, reason=reason, first_day=first, last_day=last)


def test_a_pause_gives_the_days_back_and_twice_is_one_pause():
    case = running()
    assert left(case).days_left == 15
    rows = {pause(case, dt.date(2026, 11, 18), dt.date(2026, 11, 19)).pk for _ in range(2)}
    assert len(rows) == 1
    assert left(case).days_left == 17
    assert left(case).last_day == dt.date(2026, 12, 15)
    clock.drop_pause(actor=SYSTEM, pause=ClockPause.objects.get())
    assert left(case).days_left == 15


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 11, 18), "voor de eerste dag"),
        (dt.date(2026, 11, 19), dt.date(2026, 11, 25), "over elkaar"),
        (dt.date(2026, 11, 10), None, "over elkaar"),
        (dt.date(2026, 11, 2), dt.date(2026, 11, 6), "voor het begin"),
    ],
)
def test_a_backwards_an_overlapping_and_an_early_pause_are_refused(first, last, sentence):
    case = running()
    pause(case, dt.date(2026, 11, 18), dt.date(2026, 11, 19))
    with pytest.raises(ValidationError, match=sentence):
        pause(case, first, last)
    assert ClockPause.objects.count() == 1


def test_no_pause_without_a_term():
    with pytest.raises(MoveRefused, match="geen zoektermijn"):
        pause(CaseFactory(matching=True), TODAY.date())


def test_a_pause_that_goes_on_ends_on_a_day_and_the_number_stands_still_meanwhile():
    case = running()
    pause(case, dt.date(2026, 11, 19))
    assert (left(case).days_left, left(case).is_paused) == (17, True)
    for wrong in (dt.date(2026, 11, 18), dt.date(2026, 11, 24)):
        with pytest.raises(ValidationError):
            clock.end_pause(actor=SYSTEM, case=case, last_day=wrong)
    clock.end_pause(actor=SYSTEM, case=case, last_day=dt.date(2026, 11, 20))
    assert (left(case).days_left, left(case).is_paused) == (17, False)
    with pytest.raises(MoveRefused):
        clock.end_pause(actor=SYSTEM, case=case, last_day=dt.date(2026, 11, 20))


def test_the_learner_never_reads_why_the_clock_stands_still():
    case = running()
    pause(case, dt.date(2026, 11, 19), reason=PauseReason.ILLNESS)
    line = case.events.get(verb=EventVerb.CLOCK)
    assert line.for_learner
    assert "attest" not in line.text.lower()


def test_the_own_week_counts_and_a_day_at_both_is_refused():
    case = running()
    clock.set_week(actor=SYSTEM, case=case, at_school=[0, 1], at_work=[2, 3])
    assert left(case).days_left == 16, "the Friday of last week did not count"
    with pytest.raises(ValidationError, match="maandag"):
        clock.set_week(actor=SYSTEM, case=case, at_school=[0], at_work=[0, 1])


def test_the_clock_starts_stops_and_says_so_once():
    case = CaseFactory(matching=True)
    for _ in range(2):
        clock.start_clock(actor=SYSTEM, case=case, on=dt.date(2026, 11, 16))
    assert left(case).days_left == 15
    for _ in range(2):
        clock.stop_clock(actor=SYSTEM, case=case)
    assert left(case) is None
    assert case.events.filter(verb=EventVerb.CLOCK).count() == 2
    with pytest.raises(ValidationError):
        clock.start_clock(actor=SYSTEM, case=case, on=dt.date(2062, 11, 16))
    with pytest.raises(MoveRefused):
        clock.start_clock(actor=SYSTEM, case=CaseFactory(placed=True), on=TODAY.date())


def test_day_fifteen_is_a_task_of_the_owner_and_day_eighteen_of_the_coordinator_unless_paused():
    lead = UserFactory(coordinator=True)
    asked = running(learner__pk=None)
    paused = running()
    asked_start = dt.date(2026, 9, 7)
    Learner.objects.filter(pk__in=(asked.learner_id, paused.learner_id)).update(clock_started_on=asked_start)
    pause(paused, dt.date(2026, 9, 21))
    sent = {}
    for day in (24, 25, 29, 30):
        with time_machine.travel(dt.datetime(2026, 9, day, 6, tzinfo=dt.UTC), tick=False):
            for _ in range(2):
                tasks.follow_up_cases()
            sent[day] = list(OutboxMail.objects.order_by("pk").values_list("to", flat=True))
    assert sent == {
        24: [],
        25: [asked.owner.email],
        29: [asked.owner.email],
        30: [asked.owner.email, lead.email],
    }


def test_without_a_calendar_for_next_year_the_learner_reads_words_and_nobody_a_number():
    case = running()
    Learner.objects.filter(pk=case.learner_id).update(clock_started_on=dt.date(2027, 6, 14))
    words = clock_words_of(Learner.objects.select_related("case", "programme").get(pk=case.learner_id))
    assert words.state is None
    assert not any(char.isdigit() for char in words.headline + words.detail)
    assert left(case) is None
    with time_machine.travel(dt.datetime(2027, 6, 29, 6, tzinfo=dt.UTC), tick=False):
        tasks.follow_up_cases()
    assert not OutboxMail.objects.exists()


def test_a_school_year_whose_holidays_are_missing_is_not_counted():
    case = running()
    Holiday.objects.filter(name="Paasvakantie").delete()
    assert SchoolYear.objects.exists()
    assert left(case) is None


def test_an_interview_is_noted_once_shown_to_the_learner_and_changes_no_count():
    case = running()
    before = left(case).days_left
    for name in ("Bakkerij Boon", " bakkerij boon ", "BAKKERIJ BOON"):
        interviews.record_interview(actor=SYSTEM, case=case, on=dt.date(2026, 11, 25), company=name)
    row = Interview.objects.get()
    line = case.events.get(verb=EventVerb.INTERVIEW)
    assert "gewettigde afwezigheid" in line.text
    assert line.for_learner
    assert left(case).days_left == before
    interviews.drop_interview(actor=SYSTEM, interview=row)
    interviews.drop_interview(actor=SYSTEM, interview=row)
    assert not Interview.objects.exists()


@pytest.mark.parametrize(("on", "company"), [(dt.date(2062, 1, 1), "Boon"), (dt.date(2026, 11, 25), "  ")])
def test_an_impossible_interview_is_refused(on, company):
    with pytest.raises(ValidationError):
        interviews.record_interview(actor=SYSTEM, case=running(), on=on, company=company)


def test_wiping_takes_pauses_and_interviews_along():
    row = ClockPauseFactory()
    InterviewFactory(learner=row.learner)
    Learner.objects.filter(pk=row.learner_id).update(clock_pauses=[["2026-11-18", None]])
    wiping.wipe_case(case_id=row.learner.case.pk)
    assert not ClockPause.objects.exists()
    assert not Interview.objects.exists()
    assert Learner.objects.get(pk=row.learner_id).clock_pauses == []
