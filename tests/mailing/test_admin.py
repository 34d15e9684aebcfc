"""The outbox on the staff desk: read, search, send again."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth import get_user_model

from mailing.enums import MailState
from mailing.models import OutboxMail
from tests.factories.mailing import OutboxMailFactory

pytestmark = pytest.mark.django_db
LIST = "/beheer/mailing/outboxmail/"


@pytest.fixture
def staff(client):
    user = get_user_model().objects.create_user("staf@example.be", is_staff=True, staff_role="colleague")
    client.force_login(user)
    return client


def test_the_list_searches_and_filters(staff):
    OutboxMailFactory(to="ann@example.be", subject="Dag Ann", sent=True)
    OutboxMailFactory(to="bob@example.be", subject="Dag Bob", failed=True)
    found = staff.get(f"{LIST}?q=bob").content.decode()
    assert "Dag Bob" in found
    assert "Dag Ann" not in found
    failed = staff.get(f"{LIST}?state__exact=failed").content.decode()
    assert "Dag Bob" in failed
    assert "Dag Ann" not in failed


def test_a_mail_can_be_read_and_not_changed(staff):
    mail = OutboxMailFactory(text="Je code is 7KQ4-M2XR", sent=True)
    page = staff.get(f"{LIST}{mail.pk}/change/").content.decode()
    assert "7KQ4-M2XR" in page
    assert 'name="_save"' not in page
    assert 'name="text"' not in page
    assert staff.post(f"{LIST}{mail.pk}/change/", {"text": "anders"}).status_code == 403
    assert staff.get(f"{LIST}add/").status_code == 403
    assert staff.post(f"{LIST}{mail.pk}/delete/", {"post": "yes"}).status_code == 403
    assert OutboxMail.objects.get().text == "Je code is 7KQ4-M2XR"


def test_sending_again_is_done_said_and_written_down(staff, mailoutbox):
    failed, waiting = OutboxMailFactory(failed=True), OutboxMailFactory()
    response = staff.post(LIST, {"action": "resend", "_selected_action": [failed.pk, waiting.pk]}, follow=True)
    page = response.content.decode()
    assert "Verstuur opnieuw: gelukt voor 1." in page
    assert "Dit bericht is nog onderweg." in page
    failed.refresh_from_db()
    assert failed.state == MailState.SENT
    assert [message.to for message in mailoutbox] == [[failed.to]]
    assert [line.additional_data["verb"] for line in LogEntry.objects.filter(object_pk=str(failed.pk))] == [
        "mail_resent"
    ]


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_list_keeps_its_budget(staff, rows, django_assert_max_num_queries):
    OutboxMailFactory.create_batch(rows)
    staff.get(LIST)
    with django_assert_max_num_queries(12):
        staff.get(LIST)
