"""Names go in time; what counts stays."""

import datetime as dt

import pytest
import time_machine

from expertise.models import ExpertiseRequest, NetworkContact
from tests.factories.expertise import ContactMomentFactory, ExpertiseRequestFactory, HourLineFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
MADE, LAST = "2026-03-02 12:00+01:00", dt.date(2028, 3, 2)


def test_a_request_keeps_what_counts(terms):
    with time_machine.travel(MADE, tick=False):
        row, open_one = ExpertiseRequestFactory(done=True), ExpertiseRequestFactory()
    assert run_policy("expertise.requests", LAST) == 0
    assert run_policy("expertise.requests", LAST + dt.timedelta(days=1)) == 1
    assert run_policy("expertise.requests", LAST + dt.timedelta(days=1)) == 0
    row.refresh_from_db()
    assert (row.name, row.email, row.body, row.answer, row.remark) == ("gewist", "", "", "", "")
    assert (row.topic, row.outcome) == ("mentor", "solved")
    assert ExpertiseRequest.objects.get(pk=open_one.pk).body


def test_an_expert_who_stopped_keeps_the_hours_only(terms):
    with time_machine.travel(MADE, tick=False):
        line = HourLineFactory(request__expert__is_active=False)
    assert run_policy("expertise.experts", LAST) == 0
    assert run_policy("expertise.experts", LAST + dt.timedelta(days=1)) == 1
    assert run_policy("expertise.experts", LAST + dt.timedelta(days=1)) == 0
    line.expert.refresh_from_db()
    assert (line.expert.name, line.expert.email) == ("gewist", "")
    line.refresh_from_db()
    assert line.minutes == 60


def test_a_contact_who_left_goes_with_its_history(terms):
    moment = ContactMomentFactory(contact__left_on=dt.date(2026, 3, 2))
    stays = ContactMomentFactory()
    assert run_policy("expertise.contacts", LAST) == 0
    assert run_policy("expertise.contacts", LAST + dt.timedelta(days=1)) == 1
    assert list(NetworkContact.objects.all()) == [stays.contact]
    assert run_policy("expertise.contacts", LAST + dt.timedelta(days=1)) == 0
    assert moment.contact_id != stays.contact_id
