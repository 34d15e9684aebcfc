"""The nightly watch: a renewal that nears, a step that waits for the company, files that wait for the scanner."""

import datetime as dt

import pytest
import time_machine

from accounts.actor import SYSTEM
from companies import tasks
from companies.models import Recognition
from companies.services.recognition_steps import note_renewal_filed
from mailing.models import OutboxMail
from tests.factories.companies import AttachmentFactory, CompanyContactFactory, RecognitionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
END = dt.date(2027, 5, 27)


def watch(day):
    """Run the nightly task twice; return the subjects that were made on that day."""
    before = set(OutboxMail.objects.values_list("pk", flat=True))
    with time_machine.travel(f"{day} 08:45+01:00", tick=False):
        for _twice in range(2):
            tasks.watch_recognitions()
    return list(OutboxMail.objects.exclude(pk__in=before).values_list("subject", flat=True))


def file_with_contact(**values):
    file = RecognitionFactory(**values)
    CompanyContactFactory(company=file.establishment.company)
    CompanyContactFactory(company=file.establishment.company, email_confirmed_at=None)
    return file


def test_a_renewal_is_asked_at_six_and_two_months_only():
    file = file_with_contact(valid_from=dt.date(2022, 6, 1), valid_until=END)
    assert watch("2026-11-26") == []
    assert watch("2026-11-27") == [f"De erkenning voor {file.programme.name} eindigt op 27 mei 2027"]
    assert watch("2027-03-26") == []
    assert len(watch("2027-03-27")) == 1
    assert watch("2027-05-27") == []
    assert watch("2027-05-28") == []


def test_the_file_remembers_its_reminders_when_the_outbox_forgot_them():
    file_with_contact(valid_from=dt.date(2022, 6, 1), valid_until=END)
    late = file_with_contact()
    Recognition.objects.filter(pk=late.pk).update(state="preparing", due_on=dt.date(2026, 11, 26))
    assert len(watch("2026-11-27")) == 2
    OutboxMail.objects.all().delete()
    assert watch("2027-02-15") == []
    assert len(watch("2027-03-27")) == 1


def test_who_asked_the_renewal_hears_nothing_more():
    file = file_with_contact(valid_from=dt.date(2022, 6, 1), valid_until=END)
    note_renewal_filed(actor=SYSTEM, recognition=file, on=dt.date(2026, 11, 1))
    assert watch("2026-11-27") == []


@pytest.mark.parametrize(
    ("state", "mails"), [("preparing", 1), ("incomplete", 1), ("submitted", 0), ("recognised", 0)]
)
def test_a_step_that_waits_for_the_company_is_mailed_once(state, mails):
    file = file_with_contact()
    Recognition.objects.filter(pk=file.pk).update(state=state, due_on=dt.date(2026, 11, 26))
    assert watch("2026-11-26") == []
    assert len(watch("2026-11-27")) == mails
    assert watch("2026-12-15") == []


def test_a_company_that_stopped_hears_nothing():
    file = file_with_contact(establishment__company__ceased=True, valid_from=dt.date(2022, 6, 1), valid_until=END)
    assert watch("2026-11-27") == []
    assert file.renewal_filed_on is None


def test_files_that_wait_are_scanned_again(monkeypatch):
    waiting, _done = AttachmentFactory(checking=True), AttachmentFactory()
    asked = []
    monkeypatch.setattr(tasks.scan_attachment, "apply_async", lambda kwargs: asked.append(kwargs))
    tasks.sweep_attachments()
    assert asked == [{"attachment_id": waiting.pk}]
