"""Appointments: made, changed and cancelled by a colleague; a mail, a line and a calendar file for the learner."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from icalendar import Calendar

from accounts.actor import Actor
from core.states import MoveRefused
from learners import access
from learners.models import Appointment, CaseEvent
from learners.services.appointments import cancel_appointment, change_appointment, make_appointment
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import AppointmentFactory, CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
WHEN = dt.datetime(2026, 12, 1, 13, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def mira():
    user = UserFactory(staff=True)
    return Actor(user_id=user.pk, name="Mira", organisation="Steunpunt", is_staff=True)


def wish(**changes):
    return {
        "kind": "talk",
        "starts_at": WHEN,
        "minutes": 30,
        "meeting": "visit",
        "place": "Burg 4, Brugge",
        "with_whom": "Mira",
        **changes,
    }


def entries(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_made_twice_is_one_with_one_mail_and_one_line(mira):
    case = CaseFactory(contacted=True)
    first = make_appointment(actor=mira, case=case, **wish())
    assert make_appointment(actor=mira, case=case, **wish()) == first
    mail = OutboxMail.objects.get()
    assert mail.to == case.learner.contact.email
    assert "dinsdag 1 december 2026 om 14.30 uur" in mail.subject
    assert "Burg 4, Brugge" in mail.text
    assert CaseEvent.objects.get(for_learner=True).text.startswith("Afgesproken: gesprek, dinsdag 1 december 2026")


def test_a_mail_goes_out_in_the_language_of_the_learner_and_the_line_stays_dutch(mira):
    case = CaseFactory(contacted=True, contact__language="fr")
    make_appointment(actor=mira, case=case, **wish())
    assert "mardi 1 décembre 2026" in OutboxMail.objects.get().subject
    assert "dinsdag" in CaseEvent.objects.get(for_learner=True).text


@pytest.mark.parametrize(
    "bad",
    [
        {"starts_at": NOON - dt.timedelta(hours=1)},
        {"starts_at": NOON + dt.timedelta(days=400)},
        {"place": "  "},
        {"minutes": 1},
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(mira, bad):
    case = CaseFactory(contacted=True)
    with pytest.raises(ValidationError) as error:
        make_appointment(actor=mira, case=case, **wish(**bad))
    assert error.value.messages[0].endswith((".", "8 uur."))
    assert Appointment.objects.count() == OutboxMail.objects.count() == 0


def test_two_at_the_same_moment_and_a_closed_case_are_refused(mira):
    case = CaseFactory(contacted=True)
    make_appointment(actor=mira, case=case, **wish())
    with pytest.raises(ValidationError, match="al een afspraak"):
        make_appointment(actor=mira, case=case, **wish(with_whom="Jan"))
    with pytest.raises(MoveRefused):
        make_appointment(actor=mira, case=CaseFactory(closed=True), **wish())


def test_a_change_and_a_cancellation_each_mail_once_and_keep_the_same_entry(mira):
    case = CaseFactory(contacted=True)
    row = make_appointment(actor=mira, case=case, **wish())
    later = WHEN + dt.timedelta(days=1)
    for _time in range(2):
        change_appointment(actor=mira, appointment=row, changes={"starts_at": later})
    cancel_appointment(actor=mira, appointment=row, reason="De school is dicht.")
    for verb in (cancel_appointment, change_appointment):
        with pytest.raises(MoveRefused):
            verb(actor=mira, appointment=row, **({"reason": "x"} if verb is cancel_appointment else {"changes": {}}))
    subjects = list(OutboxMail.objects.order_by("pk").values_list("subject", flat=True))
    assert [subject.partition(":")[0] for subject in subjects] == ["Je afspraak", "Gewijzigd", "Afgezegd"]
    assert "De school is dicht." in OutboxMail.objects.last().text
    make_appointment(actor=mira, case=case, **wish(starts_at=later))


def test_what_is_over_cannot_be_changed(mira):
    row = AppointmentFactory(starts_at=NOON - dt.timedelta(hours=2))
    with pytest.raises(MoveRefused, match="voorbij"):
        change_appointment(actor=mira, appointment=row, changes={"minutes": 60})


def test_calendar_files_are_for_who_opened_the_file(client, mira):
    case, other = CaseFactory(contacted=True), AppointmentFactory()
    row = make_appointment(actor=mira, case=case, **wish())
    gone = make_appointment(actor=mira, case=case, **wish(starts_at=WHEN + dt.timedelta(days=2)))
    cancel_appointment(actor=mira, appointment=gone, reason="Ziek")
    learner = case.learner.public_id
    one = reverse("learners:appointment_ics", args=[learner, row.public_id])
    whole = reverse("learners:appointments_ics", args=[learner])
    assert client.get(one).status_code == client.get(whole).status_code == 404
    session = client.session
    access.open_learner(session, case.learner.pk)
    session.save()
    (entry,) = entries(client.get(one).content)
    assert (entry["uid"], entry["dtstart"].dt) == (f"{row.public_id}@steunpunt-duaal-leren", WHEN)
    both = entries(client.get(whole).content)
    assert [str(entry["status"]) for entry in both] == ["CONFIRMED", "CANCELLED"]
    strange = reverse("learners:appointment_ics", args=[learner, other.public_id])
    assert client.get(strange).status_code == 404
    text = client.get(reverse("learners:my_page", args=[learner])).content.decode()
    assert "Burg 4, Brugge" in text
    assert one in text


def test_a_colleague_makes_changes_and_cancels_on_the_staff_site(client):
    client.force_login(UserFactory(staff=True))
    case = CaseFactory(contacted=True)
    url = reverse("admin:learners_case_act", args=[case.pk, "afspraak"])
    typed = {"kind": "talk", "day": "2026-12-01", "hour": "25:00", "minutes": "30", "meeting": "phone"}
    refused = client.post(url, typed).content.decode()
    assert "Dit uur klopt niet" in refused
    assert "Schrijf met wie" in refused
    assert client.post(url, {**typed, "hour": "14:30", "with_whom": "Mira"}).status_code == 302
    row = Appointment.objects.get()
    assert row.starts_at == WHEN
    change = reverse("admin:learners_appointment_act", args=[row.pk, "wijzig"])
    assert 'value="14:30"' in client.get(change).content.decode()
    client.post(change, {**typed, "hour": "15:00", "with_whom": "Mira"})
    client.post(reverse("admin:learners_appointment_act", args=[row.pk, "zeg-af"]), {"reason": "De bus staakt."})
    row.refresh_from_db()
    assert (row.sequence, row.cancelled_reason) == (2, "De bus staakt.")
    assert OutboxMail.objects.count() == 3
