"""The journal says who, what, when and where, and cannot be changed."""

import pytest
from auditlog.models import LogEntry
from django.db import DatabaseError, transaction

from accounts.actor import SYSTEM, Actor
from privacy import journal
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(first_name="Zonnedauw", last_name="Vlinder", email="zonnedauw@example.be")


def staff(user) -> Actor:
    return Actor(user_id=user.pk, name="Ilse Baert", organisation="Steunpunt", is_staff=True)


def test_a_read_says_who_when_and_which_page_but_nothing_of_the_person(person):
    reader = UserFactory(staff=True)
    journal.record_read(actor=staff(reader), subject=person, page="case_detail")

    line = journal.lines_about(person).get()
    assert line.action == LogEntry.Action.ACCESS
    assert line.actor_id == reader.pk
    assert line.timestamp is not None
    assert line.additional_data == {"verb": "read", "by": "Ilse Baert (Steunpunt)", "page": "case_detail"}
    assert line.object_repr == str(person.public_id)
    everything = str([getattr(line, field.name) for field in LogEntry._meta.concrete_fields]).lower()
    assert "zonnedauw" not in everything
    assert "vlinder" not in everything


def test_lines_are_about_one_row_newest_first(person):
    other = UserFactory()
    for verb in ("invited", "changed"):
        journal.record(actor=SYSTEM, verb=verb, subject=person)
    journal.record(actor=SYSTEM, verb="invited", subject=other)
    assert [line.additional_data["verb"] for line in journal.lines_about(person)] == ["changed", "invited"]


def test_a_line_is_not_saved_again(person):
    journal.record(actor=SYSTEM, verb="changed", subject=person)
    line = journal.lines_about(person).get()
    line.object_repr = "iemand anders"
    with pytest.raises(journal.JournalIsAppendOnly):
        line.save()


def test_the_database_refuses_an_update(person):
    journal.record(actor=SYSTEM, verb="changed", subject=person)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        journal.lines_about(person).update(object_repr="iemand anders")
    assert journal.lines_about(person).get().object_repr == str(person.public_id)


def test_a_line_is_not_deleted(person):
    journal.record(actor=SYSTEM, verb="changed", subject=person)
    with pytest.raises(journal.JournalIsAppendOnly), transaction.atomic():
        journal.lines_about(person).get().delete()
    with pytest.raises(journal.JournalIsAppendOnly), transaction.atomic():
        journal.lines_about(person).delete()
    assert journal.lines_about(person).count() == 1


def test_the_line_survives_its_actor(person):
    reader = UserFactory(staff=True)
    journal.record_read(actor=staff(reader), subject=person, page="case_detail")
    reader.delete()
    line = journal.lines_about(person).get()
    assert line.actor_id is None
    assert line.additional_data["by"] == "Ilse Baert (Steunpunt)"
