"""Nightly work, each twice."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from accounts.actor import SYSTEM
from companies import tasks
from companies.enums import RecognitionState
from companies.models import Recognition, Workplace
from companies.schedule import SCHEDULE
from companies.services.availability import set_availability
from mailing.models import OutboxMail
from tests.factories.companies import CompanyContactFactory, RecognitionFactory, WorkplaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
NOVEMBER = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def states():
    return sorted(Recognition.objects.values_list("pk", "state", "state_on", "origin"))


def test_recognitions_past_their_last_day_expire_once():
    with time_machine.travel(NOVEMBER, tick=False):
        today = timezone.localdate()
        gone = RecognitionFactory(valid_until=today - dt.timedelta(days=1))
        RecognitionFactory(valid_until=today)
        RecognitionFactory(submitted=True)
        tasks.expire_recognitions()
        after = states()
        tasks.expire_recognitions()
        assert states() == after
    gone.refresh_from_db()
    assert (gone.state, gone.state_on, gone.origin) == (RecognitionState.EXPIRED, today, "Einddatum verstreken")
    assert Recognition.objects.filter(state=RecognitionState.RECOGNISED).count() == 1


@pytest.fixture
def grey():
    """A company with one grey place, one fresh place and one withdrawn place, on 23 November."""
    with time_machine.travel(NOVEMBER, tick=False):
        place = WorkplaceFactory(availability_confirmed_at=NOVEMBER - dt.timedelta(days=61))
        WorkplaceFactory(establishment=place.establishment, withdrawn=True, stale=True)
        CompanyContactFactory(company=place.establishment.company, email="an@bedrijf.test")
        CompanyContactFactory(company=place.establishment.company, email_confirmed_at=None)
        yield place


def remind_on(moment):
    with time_machine.travel(moment, tick=False):
        tasks.remind_companies()
        tasks.remind_companies()
    return OutboxMail.objects.count()


def test_one_mail_for_each_lapse(grey):
    assert remind_on(NOVEMBER) == 1
    mail = OutboxMail.objects.get()
    assert mail.to == "an@bedrijf.test"
    assert mail.text.count(grey.programme.name) == 1
    assert "/bedrijven/plaats/" in mail.text
    assert remind_on(NOVEMBER + dt.timedelta(days=30)) == 1
    with time_machine.travel(NOVEMBER + dt.timedelta(days=31), tick=False):
        set_availability(actor=SYSTEM, workplace=grey, availability="now")
    assert remind_on(NOVEMBER + dt.timedelta(days=91)) == 1
    assert remind_on(NOVEMBER + dt.timedelta(days=92)) == 2


def test_silence_is_asked_again_each_term_and_a_tap_elsewhere_asks_nothing(grey):
    other = WorkplaceFactory(establishment=grey.establishment, availability_confirmed_at=NOVEMBER)
    assert remind_on(NOVEMBER) == 1
    with time_machine.travel(NOVEMBER + dt.timedelta(days=3), tick=False):
        set_availability(actor=SYSTEM, workplace=other, availability="now")
    assert remind_on(NOVEMBER + dt.timedelta(days=4)) == 1
    assert remind_on(NOVEMBER + dt.timedelta(days=58)) == 1
    assert remind_on(NOVEMBER + dt.timedelta(days=59)) == 2
    OutboxMail.objects.all().delete()  # the outbox forgets after some months
    assert remind_on(NOVEMBER + dt.timedelta(days=122)) == 1


def test_a_place_nobody_ever_confirmed_is_asked_once_a_term(grey):
    Workplace.objects.update(availability_confirmed_at=None, created_at=NOVEMBER - dt.timedelta(days=1))
    assert [remind_on(NOVEMBER + dt.timedelta(days=days)) for days in (0, 1, 58, 59, 60)] == [1, 1, 1, 2, 2]


def test_not_on_the_last_good_day_and_never_in_august(grey):
    assert remind_on(NOVEMBER - dt.timedelta(days=1)) == 0
    assert remind_on(dt.datetime(2027, 8, 2, 10, tzinfo=dt.UTC)) == 0
    assert remind_on(dt.datetime(2027, 9, 1, 10, tzinfo=dt.UTC)) == 1


def test_a_company_that_ceased_is_left_alone():
    WorkplaceFactory(stale=True, establishment__company__ceased=True)
    assert remind_on(NOVEMBER) == 0


def test_the_schedule_names_real_tasks():
    for entry in SCHEDULE.values():
        assert hasattr(tasks, entry["task"].removeprefix("companies.tasks."))
