"""The tasks of the beat: each runs twice and leaves the same rows."""

import datetime as dt

import pytest
from django.utils import timezone

from mailing.models import OutboxMail
from placements import tasks
from placements.models import Meeting, Pulse, TryOut
from tests.factories.follow import MeetingFactory, TryOutFactory
from tests.placements.test_pulse import at, running, year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
__all__ = ["year"]


def rows():
    return (
        list(Meeting.objects.order_by("pk").values_list("state", "reminded_on")),
        list(Pulse.objects.order_by("pk").values_list("agreement", "side", "week", "state")),
        list(TryOut.objects.order_by("pk").values_list("state", "result")),
        list(OutboxMail.objects.order_by("pk").values_list("key", flat=True)),
    )


def run_twice(task):
    task()
    once = rows()
    task()
    assert rows() == once
    return once


def test_the_night_reminds_and_closes():
    late = timezone.localdate() - dt.timedelta(days=1)
    MeetingFactory(state_due_on=late)
    TryOutFactory(state_due_on=late)
    meetings, _pulses, tries, mails = run_twice(tasks.nightly_agreements)
    assert meetings == [("asked", timezone.localdate())]
    assert tries == [("expired", "")]
    assert mails


def test_the_morning_asks_how_it_goes(year):
    start = dt.date(2026, 11, 9)
    with at(start):
        running(start)
    with at(dt.date(2026, 11, 13)):
        _meetings, pulses, _tries, mails = run_twice(tasks.ask_how_it_goes)
    assert len(pulses) == len(mails) == 2
