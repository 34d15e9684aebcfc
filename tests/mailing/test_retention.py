"""Mails and text messages go after 62 days."""

import datetime as dt

import pytest
import time_machine

from mailing.models import OutboxMail, OutboxSms
from tests.factories.mailing import OutboxMailFactory, OutboxSmsFactory
from tests.privacy.sentinel import plant, run_policy, traces

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("factory", "policy"), [(OutboxMailFactory, "mailing.outbox"), (OutboxSmsFactory, "mailing.sms")]
)
def test_a_message_goes_after_62_days_and_leaves_nothing(factory, policy):
    with time_machine.travel("2026-09-01 12:00+02:00", tick=False):
        plant(factory())
    day = dt.date(2026, 9, 1) + dt.timedelta(days=62)
    assert run_policy(policy, today=day) == 0
    assert traces() != []
    assert run_policy(policy, today=day + dt.timedelta(days=1)) == 1
    assert traces() == []
    assert run_policy(policy, today=day + dt.timedelta(days=1)) == 0
    assert (OutboxMail.objects.count(), OutboxSms.objects.count()) == (0, 0)
