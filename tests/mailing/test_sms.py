"""Text messages: stored first, sent once, tried again, never lost; and one adapter that is off unless it is set."""

import datetime as dt
import json
from io import BytesIO

import pytest
import time_machine
from auditlog.models import LogEntry
from django.core.exceptions import ImproperlyConfigured

from mailing import sms
from mailing.enums import MailState
from mailing.models import OutboxSms
from mailing.services_sms import queue_sms, resend_sms
from mailing.tasks import send_sms, send_waiting_sms
from tests.factories.accounts import UserFactory
from tests.factories.mailing import OutboxSmsFactory

pytestmark = pytest.mark.django_db
CODE = {"code": "482913", "minutes": 10}


class Gateway:
    """Stands where the network is; notes each call, and fails while `fault` is set."""

    def __init__(self):
        self.calls, self.fault = [], None

    def __call__(self, call, timeout):
        self.calls.append((call.full_url, dict(call.header_items()), json.loads(call.data)))
        if self.fault:
            raise self.fault
        answer = BytesIO(b"{}")
        answer.status = 202
        return answer


@pytest.fixture
def gateway(settings, monkeypatch):
    settings.SMS_BACKEND, settings.SMS_URL = "http", "https://sms.example/send"
    settings.SMS_TOKEN, settings.SMS_SENDER = "geheim", "Steunpunt"
    found = Gateway()
    monkeypatch.setattr("urllib.request.urlopen", found)
    return found


def queued(key="sign-code:1"):
    return queue_sms(key=key, template="placements/sms/sign_code", to="+32470123456", context=CODE)


def test_the_same_news_twice_is_one_message_and_it_leaves_after_the_commit(
    gateway, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = queued(), queued()
        assert gateway.calls == []
    assert first == second
    [(address, headers, body)] = gateway.calls
    assert (address, headers["Authorization"]) == ("https://sms.example/send", "Bearer geheim")
    assert body["to"] == "+32470123456"
    assert "482913" in body["text"]
    assert len(body["text"]) <= 160
    assert OutboxSms.objects.get().state == MailState.SENT


def test_running_twice_sends_once(gateway):
    row = OutboxSmsFactory()
    for _run in range(2):
        send_sms(sms_id=row.pk)
    assert len(gateway.calls) == 1


def test_what_no_queue_took_leaves_by_the_clock(gateway, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("mailing.services_sms.enqueue", lambda *_args, **_values: None)
    with django_capture_on_commit_callbacks(execute=True):
        queued()
    assert gateway.calls == []
    for _run in range(2):
        send_waiting_sms()
    assert len(gateway.calls) == 1


def test_a_gateway_that_fails_is_tried_again_later_and_given_up_at_last(gateway):
    gateway.fault = OSError("geen verbinding")
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False) as clock:
        row = OutboxSmsFactory()
        send_waiting_sms()
        send_waiting_sms()
        row.refresh_from_db()
        assert (row.state, row.attempts) == (MailState.WAITING, 1)
        assert "geen verbinding" in row.error
        for _try in range(10):
            clock.shift(dt.timedelta(days=1))
            send_waiting_sms()
        row.refresh_from_db()
        assert (row.state, row.attempts) == (MailState.FAILED, 6)
    gateway.fault = None
    resend_sms(sms=row)
    send_waiting_sms()
    row.refresh_from_db()
    assert row.state == MailState.SENT


def test_a_message_a_dead_worker_took_comes_back(gateway):
    long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    row = OutboxSmsFactory(state=MailState.SENDING, attempts=1, claimed_at=long_ago)
    send_waiting_sms()
    row.refresh_from_db()
    assert row.state == MailState.SENT


@pytest.mark.parametrize(("backend", "url"), [("", ""), ("http", "http://sms.example"), ("duif", "https://x.example")])
def test_without_a_backend_nothing_leaves(settings, backend, url):
    settings.SMS_BACKEND, settings.SMS_URL = backend, url
    with pytest.raises(sms.SmsRefused):
        sms.send(to="+32470123456", text="Dag")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0470 12 34 56", "+32470123456"), ("+33612345678", "+33612345678"), ("050 00 00 00", ""), ("", ""), ("x", "")],
)
def test_only_a_mobile_number_gets_messages(typed, number):
    assert sms.mobile_number(typed) == number


def test_colleagues_see_what_left_but_never_a_code(client):
    row = OutboxSmsFactory(failed=True)
    client.force_login(UserFactory(staff=True))
    page = client.get(f"/beheer/mailing/outboxsms/{row.pk}/change/").content.decode()
    assert "geen krediet" in page
    assert "482913" not in page
    client.post("/beheer/mailing/outboxsms/", {"action": "resend", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.state != MailState.FAILED
    assert LogEntry.objects.filter(object_pk=str(row.pk)).exists()


def test_production_refuses_a_gateway_without_an_address(monkeypatch):
    import importlib

    from steunpunt import env

    for name, value in {
        "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": ["x"], "REDIS_URL": "redis://x", "EMAIL_URL": "smtp://x",
        "DATABASE_URL": "postgres://x/y", "SMS_BACKEND": "http", "SMS_URL": "", "SENTRY_DSN": "",
    }.items():  # fmt: skip
        monkeypatch.setattr(env, name, value)
    with pytest.raises(ImproperlyConfigured, match="SMS_URL, SMS_TOKEN"):
        importlib.import_module("steunpunt.settings.production")
