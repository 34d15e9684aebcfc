"""Reminders, the entrance, feeds, what people thought, and what they can see again."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.actor import SYSTEM
from campaigns import links
from campaigns.enums import AgendaKind, AgendaState, Audience, RegistrationState
from campaigns.models import Evaluation, Registration
from campaigns.services import attendance
from campaigns.tasks import mail_visitors
from core.states import MoveRefused
from core.testing import PortalClient
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import AgendaItemFactory, EvaluationFactory, ItemMaterialFactory, RegistrationFactory
from tests.factories.catalogue import MunicipalityFactory, store_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(db):
    store_rules(
        [("agenda-reminder-days", "", 2), ("agenda-question", "after", 2, "uur"), ("agenda-question", "until", 7),
         ("check-in", "before", 3, "uur"), ("check-in", "after", 12, "uur")]
    )  # fmt: skip


def mails(news):
    return sorted(OutboxMail.objects.filter(verb=f"campaigns/email/{news}").values_list("to", flat=True))


def in_hours(number):
    return timezone.now() + dt.timedelta(hours=number)


def old(row):
    Registration.objects.filter(pk=row.pk).update(updated_at=in_hours(-72))
    return row


def test_who_comes_soon_is_reminded_once():
    soon, later = AgendaItemFactory(starts_at=in_hours(40)), AgendaItemFactory(starts_at=in_hours(90))
    off = AgendaItemFactory(starts_at=in_hours(40), state=AgendaState.CANCELLED)
    for item in (soon, later, off):
        old(RegistrationFactory(item=item, email=f"{item.slug}@x.be"))
    RegistrationFactory(item=soon, email="net@x.be")
    old(RegistrationFactory(item=soon, email="wacht@x.be", state=RegistrationState.WAITING_LIST))
    for _twice in range(2):
        mail_visitors()
    assert mails("reminder") == [f"{soon.slug}@x.be"]


def test_who_was_there_is_asked_once_and_everybody_when_nobody_noted_it():
    noted, unnoted = (AgendaItemFactory(starts_at=in_hours(-8)) for _item in range(2))
    long_ago = AgendaItemFactory(starts_at=in_hours(-24 * 20))
    RegistrationFactory(item=noted, email="er@x.be", attended_at=in_hours(-8))
    RegistrationFactory(item=noted, email="niet@x.be")
    RegistrationFactory(item=unnoted, email="misschien@x.be")
    RegistrationFactory(item=long_ago, email="oud@x.be")
    for _twice in range(2):
        mail_visitors()
    assert mails("evaluation") == ["er@x.be", "misschien@x.be"]


def test_a_visitor_types_the_own_code_at_the_entrance(client):
    item = AgendaItemFactory(starts_at=in_hours(1))
    mine, other = RegistrationFactory(item=item, name="An Peeters"), RegistrationFactory()
    address = reverse("campaigns:entrance", args=[item.slug])
    assert "An Peeters" not in client.get(address).content.decode()
    for _twice in range(2):
        assert "Dag An Peeters" in client.post(address, {"code": mine.code.lower().replace("-", " ")}).content.decode()
    mine.refresh_from_db()
    assert mine.attended_at is not None
    for code, sentence in (("", "Typ de code"), ("abc", "acht letters"), (other.code, "hoort niet bij")):
        assert sentence in client.post(address, {"code": code}).content.decode()


@pytest.mark.parametrize(("hours", "sentence"), [(5, "te vroeg"), (-40, "voorbij")])
def test_not_before_and_not_long_after(client, hours, sentence):
    row = RegistrationFactory(item=AgendaItemFactory(starts_at=in_hours(hours)))
    page = client.post(reverse("campaigns:entrance", args=[row.item.slug]), {"code": row.code})
    assert sentence in page.content.decode()
    with pytest.raises(MoveRefused):
        attendance.check_in(registration=row, actor=SYSTEM)


def test_who_cancelled_is_not_there():
    row = RegistrationFactory(item=AgendaItemFactory(starts_at=in_hours(1)), state=RegistrationState.CANCELLED)
    with pytest.raises(MoveRefused, match="geschrapt"):
        attendance.check_in(registration=row, actor=SYSTEM)


@pytest.fixture
def desk():
    client = PortalClient()
    client.force_login(UserFactory(staff=True))
    return client


def test_a_colleague_scans_the_code_of_a_confirmation(client, desk):
    row = RegistrationFactory(item=AgendaItemFactory(starts_at=in_hours(1)))
    assert (
        "QR-code van je inschrijving"
        in client.get(reverse("campaigns:registration", args=[row.code])).content.decode()
    )
    scan = reverse("campaigns:check_in", args=[row.code])
    desk.get(scan)
    row.refresh_from_db()
    assert row.attended_at is None, "looking is not being there"
    assert "Toch niet aanwezig" in desk.post(scan, {"act": "er"}, follow=True).content.decode()
    day = desk.post(scan, {"act": "weg", "next": "dag"}, follow=True)
    assert day.redirect_chain[0][0] == links.day_path(row.item)
    row.refresh_from_db()
    assert row.attended_at is None


def test_the_day_counts_persons_and_shows_answers(desk):
    item = AgendaItemFactory(starts_at=in_hours(-1), kind=AgendaKind.SPEED_DATES, municipality=MunicipalityFactory())
    RegistrationFactory(item=item, persons=3, attended_at=timezone.now())
    RegistrationFactory(item=item, persons=2)
    RegistrationFactory(item=item, persons=9, state=RegistrationState.CANCELLED, name="Weg Gegaan")
    EvaluationFactory(item=item, stars=5, better="Meer stoelen")
    page = desk.get(links.day_path(item)).content.decode()
    assert "Meer stoelen" in page
    assert "Weg Gegaan" not in page
    assert f"subregion={item.municipality.subregion.slug}" in page
    assert "slots=12" in page


def test_an_answer_has_no_name_and_is_given_once(client):
    row = RegistrationFactory(item=AgendaItemFactory(past=True), name="An Peeters")
    path = links.evaluation_link(row).partition("//")[2].partition("/")[2]
    address = f"/{path}"
    assert "Kies wat je ervan vond" in client.post(address, {"stars": ""}).content.decode()
    for stars in ("4", "1"):
        page = client.post(address, {"stars": stars, "good": "Alles", "better": ""}, follow=True).content.decode()
    assert "Bedankt voor je antwoord" in page
    answer = Evaluation.objects.values().get()
    assert (answer["stars"], answer["good"]) == (4, "Alles")
    assert set(answer) == {"id", "item_id", "stars", "good", "better", "given_on"}
    assert client.get(reverse("campaigns:evaluate", args=["vals.1.x"])).status_code == 404


def test_recordings_show_after_the_end_only(client):
    over, coming = AgendaItemFactory(past=True), AgendaItemFactory()
    for item in (over, coming):
        ItemMaterialFactory(item=item, title="De opname")
    pages = [
        client.get(reverse("campaigns:agenda_item", args=[item.slug])).content.decode() for item in (over, coming)
    ]
    assert ["De opname" in page for page in pages] == [True, False]


def test_only_who_has_a_seat_sees_the_link_of_a_webinar(client):
    item = AgendaItemFactory(online_link="https://vergadering.example/kamer")
    states = (RegistrationState.REGISTERED, RegistrationState.WAITING_LIST)
    seated, waiting = (RegistrationFactory(item=item, state=state) for state in states)
    found = [
        client.get(reverse("campaigns:registration", args=[row.code])).content.decode() for row in (seated, waiting)
    ]
    assert ["vergadering.example" in page for page in found] == [True, False]
    assert "vergadering.example" not in client.get(reverse("campaigns:agenda_item", args=[item.slug])).content.decode()


def test_feeds_per_audience(client):
    AgendaItemFactory(title="Voor scholen & co", audience=Audience.SCHOOLS)
    AgendaItemFactory(title="Voor bedrijven", audience=Audience.COMPANIES)
    AgendaItemFactory(title="Voor allen", audience=Audience.EVERYONE)
    AgendaItemFactory(title="Geheim", audience=Audience.SCHOOLS, draft=True)
    feed = client.get(reverse("campaigns:audience_feed", args=["scholen"]))
    titles = {node.findtext("title") for node in ET.fromstring(feed.content).iter("item")}
    assert titles == {"Voor scholen & co", "Voor allen"}
    calendar = Calendar.from_ical(client.get(reverse("campaigns:audience_calendar", args=["bedrijven"])).content)
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {"Voor bedrijven", "Voor allen"}
    assert client.get(reverse("campaigns:audience_feed", args=["maan"])).status_code == 404


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_day_costs_the_same_for_any_number_of_people(desk, django_assert_num_queries, rows):
    item = AgendaItemFactory()
    RegistrationFactory.create_batch(rows, item=item)
    EvaluationFactory.create_batch(rows, item=item)
    with django_assert_num_queries(6):
        desk.get(links.day_path(item))


def test_reminders_follow_the_clock():
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False) as clock:
        row = old(RegistrationFactory(item=AgendaItemFactory(starts_at=in_hours(60))))
        mail_visitors()
        assert mails("reminder") == []
        clock.shift(dt.timedelta(hours=13))
        mail_visitors()
        assert mails("reminder") == [row.email]
