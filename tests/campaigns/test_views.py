"""The agenda as a visitor sees it."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from accounts.actor import SYSTEM
from campaigns.models import Registration
from campaigns.services.agenda import cancel_item
from mailing.models import OutboxMail
from tests.factories.campaigns import AgendaItemFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_agenda_costs_the_same_for_any_number_of_items(client, django_assert_num_queries, rows):
    RegistrationFactory.create_batch(rows)
    with django_assert_num_queries(2):
        page = client.get(reverse("campaigns:agenda"))
    assert page.content.decode().count("Infosessie ") >= rows


def test_drafts_and_what_is_over_do_not_show(client):
    AgendaItemFactory(title="Nog geheim", draft=True)
    AgendaItemFactory(title="Al geweest", past=True)
    AgendaItemFactory(title="Komt eraan")
    page = client.get(reverse("campaigns:agenda")).content.decode()
    assert "Komt eraan" in page
    assert "Nog geheim" not in page
    assert "Al geweest" not in page


def test_an_empty_agenda_offers_two_next_steps(client):
    page = client.get(reverse("campaigns:agenda")).content.decode()
    assert reverse("frontoffice:ask") in page
    assert "Hier staat nu niets op de agenda" in page


def test_registering_shows_the_code_and_can_be_undone(client):
    item = AgendaItemFactory()
    typed = {"name": "An Peeters", "email": "an@voorbeeld.be", "persons": "2"}
    answer = client.post(reverse("campaigns:agenda_item", args=[item.slug]), typed, follow=True)
    made = Registration.objects.get()
    assert made.code in answer.content.decode()
    cancel = reverse("campaigns:registration_cancel", args=[made.code])
    assert client.get(cancel).status_code == 405
    assert "uitgeschreven" in client.post(cancel, follow=True).content.decode()


@pytest.mark.parametrize(
    ("language", "registered", "called_off"),
    [
        ("nl", "Je bent ingeschreven: Beurs", "Afgelast: Beurs"),
        ("fr", "Tu es inscrit : Beurs", "Annulé : Beurs"),
        ("ar", "تم تسجيلك: Beurs", "أُلغي: Beurs"),
    ],
)
def test_every_mail_speaks_the_language_of_who_registered(client, language, registered, called_off):
    """Also the news that a colleague causes weeks later, in Dutch."""
    item = AgendaItemFactory(title="Beurs")
    client.cookies["taal"] = language
    client.post(
        reverse("campaigns:agenda_item", args=[item.slug]), {"name": "An", "email": "an@voorbeeld.be", "persons": "1"}
    )
    cancel_item(item=item, actor=SYSTEM)
    assert [mail.subject for mail in OutboxMail.objects.order_by("pk")] == [registered, called_off]


def test_the_same_form_twice_is_one_registration_and_one_mail(client):
    item = AgendaItemFactory()
    typed = {"name": "An Peeters", "email": "an@voorbeeld.be", "persons": "2"}
    address = reverse("campaigns:agenda_item", args=[item.slug])
    first, second = (client.post(address, typed, follow=True) for _time in range(2))
    assert first.redirect_chain == second.redirect_chain
    assert (Registration.objects.count(), OutboxMail.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "", "email": "an@voorbeeld.be", "persons": "1"}, "Vul je naam in"),
        ({"name": "1234", "email": "an@voorbeeld.be", "persons": "1"}, "naam met letters"),
        ({"name": "An", "email": "an.voorbeeld", "persons": "1"}, "Dit is geen e-mailadres"),
        ({"name": "An", "email": "an@voorbeeld.be", "persons": "0"}, "minstens 1 persoon"),
        ({"name": "An", "email": "an@voorbeeld.be", "persons": "21"}, "meer dan 20"),
        ({"name": "An", "email": "an@voorbeeld.be", "persons": "veel"}, "Vul een getal in"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(client, typed, sentence):
    item = AgendaItemFactory()
    page = client.post(reverse("campaigns:agenda_item", args=[item.slug]), typed).content.decode()
    assert sentence in page
    assert all(value in page for value in typed.values())
    assert not Registration.objects.exists()


def test_the_calendar_file_holds_every_coming_item(client):
    AgendaItemFactory.create_batch(3)
    calendar = Calendar.from_ical(client.get(reverse("campaigns:agenda_calendar")).content)
    events = calendar.walk("VEVENT")
    assert len(events) == 3
    assert all(event["DTEND"].dt > event["DTSTART"].dt for event in events)


def test_a_code_of_nobody_is_not_found(client):
    assert client.get(reverse("campaigns:registration", args=["2345-6789"])).status_code == 404
