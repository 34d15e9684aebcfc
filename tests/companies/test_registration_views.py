"""The registration as a visitor walks it, and the links in its mails."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from campaigns.models import ChannelDay
from companies.enums import Availability, CompanyState, JoinState, MentorState
from companies.models import Company, CompanyContact, Establishment, JoinRequest, Membership, Mentor, Workplace
from core import tokens
from core.drafts import remembered
from mailing.models import OutboxMail
from tests.factories.campaigns import ChannelFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory, SectorFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    EstablishmentFactory,
    JoinRequestFactory,
    enterprise_number,
    establishment_number,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
NUMBER, SITE = enterprise_number(700_000), establishment_number(700_000)


def step(slug):
    return reverse("companies:register_step", args=[slug])


CHECK = "/bedrijven/aanmelden/controle/"


@pytest.fixture
def world():
    MunicipalityFactory(name="Roeselare", postal_code="8800")
    food, care = SectorFactory(slug="voeding", name="Voeding"), SectorFactory(slug="zorg", name="Zorg")
    ProgrammeFactory(slug="bakker-duaal", name="Bakker duaal", sector=food)
    ProgrammeFactory(slug="slager-duaal", name="Slager duaal", sector=food)
    ProgrammeFactory(slug="zorgkundige-duaal", name="Zorgkundige duaal", sector=care)
    ProgrammeFactory(slug="oud-duaal", name="Oude bakker duaal", sector=food, retired=True)


def address(ordinal=1, **changes):
    values = {
        "number": establishment_number(700_000 + ordinal - 1),
        "place_name": f"Winkel {ordinal}",
        "street": "Molenstraat 1",
        "postal_code": "8800",
        "another": "no",
    }
    return {f"{name}_{ordinal}": value for name, value in {**values, **changes}.items()}


ANSWERS = {
    "bedrijf": {"enterprise_number": NUMBER, "company_name": "Bakkerij Zonnebloem"},
    "vestiging": address(),
    "sector": {"word": "bakker"},
    "opleidingen": {"programmes": ["bakker-duaal"]},
    "plaatsen": {"places_1_bakker-duaal": "2"},
    "mentor": {"mentor": "later"},
    "wanneer": {"availability": "now"},
    "werk": {"about": "Brood bakken.", "shift_start": "4u30", "days_per_week": "3", "languages": ["nl"]},
    "uitrusting": {},
    "contact": {
        "contact_name": "An Peeters",
        "contact_email": "An@bakkerij.test",
        "contact_phone": "0470 12 34 56",
    },
    "wie-doet-wat": {},
}


def walk(client, answers=ANSWERS):
    """Post every step; return the last response."""
    response = None
    for slug, data in answers.items():
        response = client.post(step(slug), data)
        assert response.status_code == 302, (slug, response.context["form"].errors)
    return response


def said(response, name):
    """Return the message beside a field and check that the summary on top has it too."""
    sentences = response.context["form"].errors[name]
    page = response.content.decode()
    for sentence in sentences:
        assert page.count(str(sentence).replace("'", "&#x27;")) >= 2
    return " ".join(sentences)


def test_a_channel_counts_the_company_once_and_nothing_of_it_stays(client, world, django_capture_on_commit_callbacks):
    channel = ChannelFactory(target="bedrijf")
    first = client.get(client.get(reverse("campaigns:short_link", args=[channel.code])).url).url
    assert first.endswith(f"?k={channel.code}")
    client.post(first, ANSWERS["bedrijf"])
    walk(client, {slug: data for slug, data in ANSWERS.items() if slug != "bedrijf"})
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            client.post(CHECK)
    assert ChannelDay.objects.get().companies == 1
    assert channel.code not in str(Company.objects.values().get())


def test_the_whole_way(client, world):
    last = walk(client)
    assert last.url == CHECK
    page = client.get(CHECK).content.decode()
    for words in ("0470.000.0", "8800 Roeselare", "Bakker duaal", "2 plaatsen", "4.30 uur"):
        assert words in page
    done = client.post(CHECK)
    company = Company.objects.get(enterprise_number=NUMBER)
    assert done.url == reverse("companies:registered", args=[company.public_id])
    assert client.get(done.url).status_code == 200
    place = Workplace.objects.get()
    assert (place.places, place.mentor, place.availability) == (2, MentorState.LATER, Availability.NOW)
    assert place.establishment.establishment_number == SITE
    assert str(place.shift_start) == "04:30:00"
    assert company.state == CompanyState.UNCONFIRMED
    assert CompanyContact.objects.get().email == "an@bakkerij.test"


class TestExtraQuestions:
    """The two pages that a busy baker passes with one tap each."""

    def test_one_tap_skips_and_nothing_is_guessed(self, client, world):
        walk(client)
        page = client.get(step("uitrusting")).content.decode()
        assert re.search(r'<button[^>]+form="skip"[^>]*>\s*Sla over', page)
        assert re.search(r'<form method="post" id="skip">\s*<input[^>]+csrf[^>]+>\s*</form>', page)
        client.post(CHECK)
        contact = CompanyContact.objects.get()
        assert (contact.is_first_contact, contact.signs, Mentor.objects.count()) == (True, False, 0)
        assert Workplace.objects.get().gear == []

    def test_gear_and_who_does_what_are_kept(self, client, world):
        answers = {
            **ANSWERS,
            "mentor": {"mentor": "yes"},
            "uitrusting": {"gear": ["schoenen", "keuken"]},
            "wie-doet-wat": {"labels": ["signs", "guides"], "mentor_name": "Rik Claes"},
        }
        walk(client, answers)
        page = client.get(CHECK).content.decode()
        for words in ("Veiligheidsschoenen", "Ik teken voor het bedrijf", "Rik Claes"):
            assert words in page
        client.post(CHECK)
        assert Workplace.objects.get().gear == ["schoenen", "keuken"]
        assert CompanyContact.objects.get().signs
        assert sorted(Mentor.objects.values_list("name", flat=True)) == ["An Peeters", "Rik Claes"]

    def test_a_name_once_and_no_national_number(self, client, world):
        answers = {**ANSWERS, "mentor": {"mentor": "yes"}}
        walk(client, {slug: answers[slug] for slug in list(answers)[:-1]})
        response = client.post(step("wie-doet-wat"), {"mentor_name": "Rik 85.07.30-033.28"})
        assert "rijksregisternummer" in said(response, "mentor_name")
        walk(client, {"wie-doet-wat": {"labels": ["guides"], "mentor_name": "An Peeters"}})
        client.post(CHECK)
        assert Mentor.objects.get().name == "An Peeters"

    def test_without_a_mentor_nobody_guides(self, client, world):
        walk(client, {slug: ANSWERS[slug] for slug in list(ANSWERS)[:-1]})
        page = client.get(step("wie-doet-wat")).content.decode()
        assert "Wie tekent?" in page
        assert "mentor_name" not in page
        assert client.post(step("wie-doet-wat"), {"labels": ["guides"]}).status_code == 200


def test_sending_twice_makes_one_company(client, world):
    walk(client)
    first, second = client.post(CHECK), client.post(CHECK)
    assert first.url == second.url
    assert Company.objects.count() == 1
    assert OutboxMail.objects.filter(verb="companies/email/confirm").count() == 1


def test_three_addresses_and_not_four(client, world):
    answers = {
        **ANSWERS,
        "vestiging": address(1, another="yes"),
        "vestiging-2": address(2, another="yes"),
        "vestiging-3": {key: value for key, value in address(3).items() if not key.startswith("another")},
        "plaatsen": {f"places_{n}_bakker-duaal": "1" for n in (1, 2, 3)},
    }
    order = ["bedrijf", "vestiging", "vestiging-2", "vestiging-3", *list(ANSWERS)[2:]]
    walk(client, {slug: answers[slug] for slug in order})
    client.post(CHECK)
    assert Establishment.objects.count() == 3
    assert client.get(step("vestiging-4")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("123456789", "Je typte er 9"),
        ("0400000186", "laatste twee cijfers"),
        ("", "Vul je ondernemingsnummer in"),
        ("abc", "andere tekens"),
    ],
)
def test_a_wrong_number_keeps_what_was_typed(client, world, typed, words):
    response = client.post(step("bedrijf"), {"enterprise_number": typed, "company_name": "Café ’t Hoekje"})
    assert words in said(response, "enterprise_number")
    assert "Café ’t Hoekje" in response.content.decode()
    assert remembered(client.session, "company") is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("9000", "niet in West-Vlaanderen"),
        ("59000", "Belgische postcode"),
        ("8999", "kennen we niet"),
        ("12", "4 cijfers"),
        ("", "Vul de postcode in"),
    ],
)
def test_a_postal_code_we_cannot_use(client, world, code, words):
    client.post(step("bedrijf"), ANSWERS["bedrijf"])
    response = client.post(step("vestiging"), address(postal_code=code))
    assert words in said(response, "postal_code_1")
    assert "Molenstraat 1" in response.content.decode()


def test_a_known_company_is_offered_to_join_and_nothing_leaks(client, world):
    contact = CompanyContactFactory(company__enterprise_number=NUMBER, company__name="Geheim bv")
    response = client.post(step("bedrijf"), ANSWERS["bedrijf"])
    page = response.content.decode()
    assert f"{reverse('companies:join')}?nummer={NUMBER}" in page
    assert "Geheim bv" not in page
    assert contact.email not in page


def test_a_ceased_company_hears_why(client, world):
    CompanyFactory(enterprise_number=NUMBER, ceased=True)
    response = client.post(step("bedrijf"), ANSWERS["bedrijf"])
    assert "stopgezet" in said(response, "enterprise_number")
    assert "nummer=" not in response.content.decode()


def test_an_establishment_of_another_company(client, world):
    EstablishmentFactory(establishment_number=SITE)
    client.post(step("bedrijf"), ANSWERS["bedrijf"])
    assert "ander bedrijf" in said(client.post(step("vestiging"), address()), "number_1")


def test_the_same_establishment_twice_in_one_registration(client, world):
    client.post(step("bedrijf"), ANSWERS["bedrijf"])
    client.post(step("vestiging"), address(another="yes"))
    response = client.post(step("vestiging-2"), address(2, number=SITE))
    assert "al ingevuld" in said(response, "number_2")


def test_the_list_is_filtered_without_script(client, world):
    walk(client, {slug: ANSWERS[slug] for slug in ("bedrijf", "vestiging")})
    client.post(step("sector"), {"sectors": ["voeding"], "word": ""})
    page = client.get(step("opleidingen")).content.decode()
    assert "Bakker duaal" in page
    assert "Slager duaal" in page
    assert "Zorgkundige duaal" not in page
    assert "Oude bakker duaal" not in page
    response = client.post(step("opleidingen"), {"programmes": ["zorgkundige-duaal"]})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({}, "word", "Typ een woord of kies"),
        ({"word": "ruimtevaart"}, "word", "We vonden geen opleiding met ‘ruimtevaart’"),
    ],
)
def test_a_search_without_result(client, world, data, field, words):
    walk(client, {slug: ANSWERS[slug] for slug in ("bedrijf", "vestiging")})
    assert words in said(client.post(step("sector"), data), field)


@pytest.mark.parametrize("number", ["0", "-1", "51", "veel", ""])
def test_places_must_be_a_sensible_number(client, world, number):
    walk(client, {slug: ANSWERS[slug] for slug in list(ANSWERS)[:4]})
    response = client.post(step("plaatsen"), {"places_1_bakker-duaal": number})
    assert response.status_code == 200
    assert response.context["form"].errors
    if number:
        assert f'value="{number}"' in response.content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"availability": "later"}, "vanaf welke dag"),
        (
            {
                "availability": "later",
                "available_from_day": "1",
                "available_from_month": "1",
                "available_from_year": "2020",
            },
            "al voorbij",
        ),
    ],
)
def test_later_needs_a_day_to_come(client, world, data, words):
    walk(client, {slug: ANSWERS[slug] for slug in list(ANSWERS)[:6]})
    assert words in said(client.post(step("wanneer"), data), "available_from")


def test_a_link_is_not_a_name(client, world):
    walk(client, {slug: ANSWERS[slug] for slug in list(ANSWERS)[:9]})
    response = client.post(step("contact"), {**ANSWERS["contact"], "contact_name": "Win! www.fout.test"})
    assert "zonder link" in said(response, "contact_name")


def test_a_company_that_appeared_meanwhile_is_told_on_the_check_page(client, world):
    walk(client)
    EstablishmentFactory(establishment_number=SITE)
    response = client.post(CHECK)
    assert response.url == step("vestiging")
    assert not Company.objects.filter(enterprise_number=NUMBER).exists()


@pytest.fixture
def contact():
    return CompanyContactFactory(company__unconfirmed=True, email_confirmed_at=None)


def link_of(contact):
    return reverse("companies:confirm", args=[tokens.sign("companies.confirm", contact.public_id)])


class TestConfirmLink:
    def test_twenty_visits_change_nothing_and_the_button_does(self, client, contact):
        for _visit in range(20):
            assert client.get(link_of(contact)).status_code == 200
            assert client.head(link_of(contact)).status_code == 200
        contact.refresh_from_db()
        assert contact.email_confirmed_at is None
        assert not Membership.objects.exists()
        assert client.post(link_of(contact)).url == reverse("companies:confirmed")
        assert client.post(link_of(contact)).url == reverse("companies:confirmed")
        assert Company.objects.get().state == CompanyState.ACTIVE
        assert Membership.objects.count() == 1
        assert "al bevestigd" in client.get(link_of(contact)).content.decode()
        assert client.get(reverse("companies:confirmed")).status_code == 200

    @pytest.mark.parametrize("spoil", [lambda link: link[:-3] + "xx/", lambda link: "/bedrijven/bevestigen/onzin/"])
    def test_a_forged_link_is_not_found(self, client, contact, spoil):
        assert client.get(spoil(link_of(contact))).status_code == 404
        assert client.post(spoil(link_of(contact))).status_code == 404

    def test_a_link_of_another_purpose_is_not_found(self, client, contact):
        token = tokens.sign("companies.availability", contact.public_id)
        assert client.get(reverse("companies:confirm", args=[token])).status_code == 404

    def test_an_old_link_shows_nobody_and_gives_a_new_one(self, client, contact):
        link = link_of(contact)
        with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
            page = client.get(link).content.decode()
            assert contact.email not in page
            assert contact.company.name not in page
            client.post(link)
            contact.refresh_from_db()
            assert contact.email_confirmed_at is None
            again = re.search(r'action="([^"]+/nieuw/)"', page).group(1)
            assert client.get(again).status_code == 405
            assert client.post(again, follow=True).status_code == 200
            mail = OutboxMail.objects.get(to=contact.email)
            fresh = re.search(r"/bedrijven/bevestigen/\S+", mail.text).group(0)
            assert client.post(fresh).url == reverse("companies:confirmed")

    def test_a_company_that_ceased_meanwhile(self, client):
        contact = CompanyContactFactory(company__ceased=True, email_confirmed_at=None)
        page = client.post(link_of(contact), follow=True).content.decode()
        assert "stopgezet" in page
        assert not Membership.objects.exists()

    def test_the_mail_can_be_sent_again(self, client, contact):
        page = reverse("companies:registered", args=[contact.company.public_id])
        assert client.get(page).status_code == 200
        client.post(reverse("companies:registered_again", args=[contact.company.public_id]))
        assert OutboxMail.objects.get().to == contact.email


class TestJoin:
    def ask(self, client, number=NUMBER, **changes):
        data = {"enterprise_number": number, "name": "Bo Maes", "email": "bo@bedrijf.test", **changes}
        return client.post(reverse("companies:join"), data)

    def test_asking_and_deciding_by_link(self, client):
        CompanyContactFactory(company__enterprise_number=NUMBER)
        assert self.ask(client).url == reverse("companies:join_sent")
        assert client.get(reverse("companies:join_sent")).status_code == 200
        mail = OutboxMail.objects.get(verb="companies/email/join_asked")
        link = re.search(r"/bedrijven/meedoen/\S+", mail.text).group(0)
        for _visit in range(20):
            assert client.get(link).status_code == 200
        assert JoinRequest.objects.get().state == JoinState.WAITING
        client.post(link, {"answer": "misschien"})
        assert JoinRequest.objects.get().state == JoinState.WAITING
        client.post(link, {"answer": "yes"})
        assert Membership.objects.get().user.email == "bo@bedrijf.test"
        page = client.post(link, {"answer": "no"}, follow=True).content.decode()
        assert "al beslist" in page
        assert JoinRequest.objects.get().state == JoinState.ACCEPTED

    def test_the_answer_is_the_same_for_who_registered_it(self, client, contact):
        other = self.ask(client, number=contact.company.enterprise_number)
        own = self.ask(client, number=contact.company.enterprise_number, email=contact.email)
        assert other.url == own.url
        assert JoinRequest.objects.count() == 1

    @pytest.mark.parametrize(("state", "words"), [(None, "kennen we nog niet"), ({"ceased": True}, "stopgezet")])
    def test_a_company_one_cannot_join(self, client, state, words):
        if state:
            CompanyFactory(enterprise_number=NUMBER, **state)
        response = self.ask(client)
        assert words in said(response, "enterprise_number")
        assert "bo@bedrijf.test" in response.content.decode()

    def test_an_old_link_gives_a_new_one_to_the_contacts_only(self, client):
        question = JoinRequestFactory()
        known = CompanyContactFactory(company=question.company)
        link = reverse("companies:join_decide", args=[tokens.sign("companies.join", question.public_id)])
        with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
            page = client.post(link, {"answer": "yes"}).content.decode()
            assert question.email not in page
            assert not Membership.objects.exists()
            client.post(re.search(r'action="([^"]+/nieuw/)"', page).group(1))
        assert OutboxMail.objects.get().to == known.email


def test_the_start_page_is_light(client):
    response = client.get(reverse("companies:start"))
    assert reverse("companies:register_start") in response.content.decode()
    assert len(response.content) < 40_000
