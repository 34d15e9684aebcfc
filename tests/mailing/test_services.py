"""The outbox: written once, claimed by one, released, sent again."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.template import TemplateDoesNotExist

from core import drafts
from core.states import MoveRefused
from mailing import services
from mailing.enums import MailState
from mailing.models import OutboxMail
from tests.factories.mailing import OutboxMailFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def queue(key="k", to="ann@example.be", **context):
    values = {"code": "7KQ4-M2XR", "link": "https://x.be/?a=1&b=2", "title": "je aanvraag", "until": NOW, **context}
    return services.queue_mail(key=key, template="mailing/email/draft_code", to=to, context=values)


def test_a_mail_has_a_subject_a_text_and_a_layout():
    mail = queue()
    assert mail.subject == "Je code om verder te doen: 7KQ4-M2XR"
    assert "Je code: 7KQ4-M2XR" in mail.text
    assert "23 november 2026" in mail.text
    assert mail.html.count("<h1") == 1
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)


def test_text_is_plain_and_layout_is_escaped():
    mail = queue(title="<b>Jan & Zoon</b>", code="A'B")
    assert "<b>Jan & Zoon</b>" in mail.text
    assert "https://x.be/?a=1&b=2" in mail.text
    assert mail.subject.endswith("A'B")
    assert "&lt;b&gt;Jan &amp; Zoon&lt;/b&gt;" in mail.html
    assert "<b>Jan" not in mail.html


def test_a_subject_is_one_line_of_at_most_200_characters():
    mail = queue(code="x\nBcc: boef@example.be " + "y" * 300)
    assert "\n" not in mail.subject
    assert len(mail.subject) == 200


def test_the_same_key_is_the_same_mail():
    first, second = queue(code="EEN"), queue(code="TWEE", to="bob@example.be")
    assert first.pk == second.pk
    assert (second.to, "EEN" in second.text) == ("ann@example.be", True)
    assert OutboxMail.objects.count() == 1


def test_sending_starts_after_the_commit_and_not_before(django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        assert mailoutbox == []
    assert [message.to for message in mailoutbox] == [["ann@example.be"]]
    with django_capture_on_commit_callbacks(execute=True):
        queue()
    assert len(mailoutbox) == 1


def test_a_mail_of_a_transaction_that_fails_is_never_sent(mailoutbox):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError
    assert OutboxMail.objects.count() == 0
    assert mailoutbox == []


def test_a_mail_without_template_fails_at_once():
    with pytest.raises(TemplateDoesNotExist):
        services.queue_mail(key="k", template="mailing/email/none", to="a@example.be", context={})


def test_demo_mails_say_so(settings):
    settings.DEMO = True
    assert "verzonnen" in queue(key="demo").html
    settings.DEMO = False
    assert "verzonnen" not in queue(key="echt").html


def test_pressing_twice_mails_the_code_once():
    draft = drafts.start_draft("intake")
    for _press in range(2):
        services.mail_draft_code(to="Ann@example.be", draft=draft, link="https://x.be/", title="je aanvraag")
    assert OutboxMail.objects.count() == 1
    mail = OutboxMail.objects.get()
    assert draft.code in mail.text
    assert draft.code not in mail.key
    services.mail_draft_code(to="bob@example.be", draft=draft, link="https://x.be/", title="je aanvraag")
    assert OutboxMail.objects.count() == 2


def test_only_the_first_claim_counts():
    mail = OutboxMailFactory()
    claimed = services.claim_mail(mail_id=mail.pk)
    assert (claimed.state, claimed.attempts) == (MailState.SENDING, 1)
    assert services.claim_mail(mail_id=mail.pk) is None
    assert services.claim_mail(mail_id=0) is None
    mail.refresh_from_db()
    assert mail.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_claim_the_same_mail_and_one_gets_it(on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has one writer; the test above covers it")
    mail, start, got = OutboxMailFactory(), threading.Barrier(2), []

    def claim():
        try:
            start.wait(10)
            got.append(services.claim_mail(mail_id=mail.pk))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(got) == 2
    assert [claimed.pk for claimed in got if claimed] == [mail.pk]
    mail.refresh_from_db()
    assert mail.attempts == 1


@pytest.mark.parametrize(
    ("attempts", "state"), [(1, MailState.WAITING), (5, MailState.WAITING), (6, MailState.FAILED)]
)
def test_failing_waits_until_the_last_try(attempts, state):
    mail = OutboxMailFactory(sending=True, attempts=attempts)
    services.mark_failed(mail=mail, error="x" * 400)
    mail.refresh_from_db()
    assert (mail.state, len(mail.error)) == (state, 300)


@pytest.mark.parametrize(("attempts", "state"), [(1, MailState.WAITING), (6, MailState.FAILED)])
def test_what_a_dead_worker_left_is_released_or_given_up(attempts, state):
    stuck = OutboxMailFactory(sending=True, attempts=attempts, claimed_at=NOW - dt.timedelta(minutes=16))
    busy = OutboxMailFactory(sending=True, claimed_at=NOW - dt.timedelta(minutes=14))
    assert services.release_stuck_mails(claimed_before=NOW - dt.timedelta(minutes=15)) == 1
    stuck.refresh_from_db()
    busy.refresh_from_db()
    assert (stuck.state, busy.state) == (state, MailState.SENDING)


def test_a_late_worker_does_not_undo_what_happened_meanwhile():
    mail = OutboxMailFactory(sent=True)
    services.mark_failed(mail=mail, error="te laat")
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.SENT, "")


@pytest.mark.parametrize("trait", ["sent", "failed"])
def test_sending_again(trait, django_capture_on_commit_callbacks, mailoutbox):
    mail = OutboxMailFactory(**{trait: True})
    with django_capture_on_commit_callbacks(execute=True):
        services.resend_mail(mail=mail)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.error) == (MailState.SENT, 1, "")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("state", [MailState.WAITING, MailState.SENDING])
def test_a_mail_on_its_way_is_not_sent_again(state, mailoutbox):
    mail = OutboxMailFactory(state=state)
    with pytest.raises(MoveRefused, match="nog onderweg"):
        services.resend_mail(mail=mail)
    assert mailoutbox == []


def test_the_database_refuses_a_sent_mail_without_a_date():
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMailFactory(state=MailState.SENT, sent_at=None)
    with pytest.raises(ValidationError, match="Een verstuurd bericht heeft een datum"):
        OutboxMailFactory.build(state=MailState.SENT, sent_at=None).validate_constraints()
    assert connection.in_atomic_block
