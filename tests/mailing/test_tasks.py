"""Sending: once, again after a fault, never stopped by one bad mail."""

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core.mail.backends import locmem

from mailing.enums import MailState
from mailing.models import OutboxMail
from mailing.tasks import send_mail, send_waiting_mails
from tests.factories.mailing import OutboxMailFactory

pytestmark = pytest.mark.django_db


class FlakyBackend(locmem.EmailBackend):
    """Refuses addresses that start with "kapot"."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0].startswith("kapot"):
                raise SMTPRecipientsRefused({message.to[0]: (550, b"onbekend")})
            if message.to[0].startswith("vreemd"):
                raise RuntimeError("een fout van een ander soort")
        return super().send_messages(messages)


@pytest.fixture
def flaky(settings):
    settings.EMAIL_BACKEND = "tests.mailing.test_tasks.FlakyBackend"


def states():
    return dict(OutboxMail.objects.values_list("to", "state"))


def test_running_twice_sends_once(mailoutbox):
    mail = OutboxMailFactory()
    for _run in range(2):
        send_mail(mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
    assert mail.sent_at is not None
    (message,) = mailoutbox
    assert message.body == mail.text
    assert message.alternatives[0].mimetype == "text/html"
    assert message.from_email == "Steunpunt Duaal Leren <steunpunt@example.be>"


def test_a_mail_that_is_gone_is_no_fault(mailoutbox):
    send_mail(mail_id=0)
    assert mailoutbox == []


@pytest.mark.parametrize("address", ["kapot@example.be", "vreemd@example.be"])
def test_a_fault_is_kept_and_tried_again_later(flaky, address, mailoutbox):
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False) as clock:
        mail = OutboxMailFactory(to=address)
        send_waiting_mails()
        send_waiting_mails()
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
        assert "Refused" in mail.error or "ander soort" in mail.error
        clock.shift(dt.timedelta(minutes=1))
        send_waiting_mails()
        mail.refresh_from_db()
        assert mail.attempts == 2
        clock.shift(dt.timedelta(days=1))
        for _try in range(10):
            send_waiting_mails()
            clock.shift(dt.timedelta(days=1))
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (MailState.FAILED, 6)
    assert mailoutbox == []


def test_one_bad_mail_does_not_hold_up_the_others(flaky):
    for address in ("kapot@example.be", "ann@example.be", "vreemd@example.be", "bob@example.be"):
        OutboxMailFactory(to=address)
    send_waiting_mails()
    assert states() == {
        "kapot@example.be": MailState.WAITING,
        "vreemd@example.be": MailState.WAITING,
        "ann@example.be": MailState.SENT,
        "bob@example.be": MailState.SENT,
    }


def test_the_sweep_picks_up_what_a_dead_worker_left(mailoutbox):
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        OutboxMailFactory(to="lang@example.be", sending=True, claimed_at=dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC))
        OutboxMailFactory(
            to="net@example.be", sending=True, claimed_at=dt.datetime(2026, 11, 23, 8, 59, tzinfo=dt.UTC)
        )
        send_waiting_mails()
        send_waiting_mails()
    assert states() == {"lang@example.be": MailState.SENT, "net@example.be": MailState.SENDING}
    assert len(mailoutbox) == 1


def test_sent_and_failed_mails_rest(mailoutbox):
    OutboxMailFactory(sent=True)
    OutboxMailFactory(failed=True)
    send_waiting_mails()
    assert mailoutbox == []


def test_the_lines_above_a_message_go_along(mailoutbox):
    mail = OutboxMailFactory(headers={"List-Unsubscribe": "<https://voorbeeld.be/stop>"})
    send_mail(mail_id=mail.pk)
    (message,) = mailoutbox
    assert message.message()["List-Unsubscribe"] == "<https://voorbeeld.be/stop>"
