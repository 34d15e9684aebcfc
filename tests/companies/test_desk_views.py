"""The desk of a company: whose it is, what it shows, what its buttons do."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from companies.enums import Availability, CompanyRole, WorkplaceState
from companies.models import Establishment, Workplace
from core import tokens
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    CompanyMembershipFactory,
    EstablishmentFactory,
    JoinRequestFactory,
    RecognitionFactory,
    WorkplaceFactory,
    establishment_number,
)
from tests.factories.follow import TryOutFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.placements import AgreementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
DESK = "/bedrijven/bureau/"


@pytest.fixture
def place():
    return WorkplaceFactory(recognised=True)


@pytest.fixture
def company(place):
    return place.establishment.company


def sign_in(client, company=None, **traits):
    user = UserFactory(**traits)
    if company:
        CompanyMembershipFactory(company=company, user=user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def urls_of(place):
    names = ("workplace_edit", "light", "workplace_withdraw")
    urls = [reverse(f"companies:{name}", args=[place.public_id]) for name in names]
    establishment = place.establishment
    urls += [
        reverse(f"companies:{name}", args=[establishment.public_id])
        for name in ("establishment_edit", "workplace_add")
    ]
    company = establishment.company
    return urls + [
        reverse(f"companies:{name}", args=[company.public_id]) for name in ("company_edit", "establishment_add")
    ]


class TestAccess:
    def test_a_member_and_a_colleague_open_every_page(self, client, place, company):
        for _person in range(2):
            sign_in(client, company)
            for url in urls_of(place):
                assert client.get(url).status_code == 200, url

    def test_a_member_of_another_company_sees_nothing(self, client, place):
        sign_in(client, CompanyFactory())
        for url in urls_of(place):
            assert client.get(url).status_code == 404, url
            assert client.post(url, {"reason": "weg"}).status_code == 404, url
        for name in ("light_keep", "workplace_open"):
            assert client.post(reverse(f"companies:{name}", args=[place.public_id])).status_code == 404
        page = client.get(DESK).content.decode()
        assert place.programme.name not in page
        place.refresh_from_db()
        assert place.state == WorkplaceState.OPEN

    def test_a_visitor_is_asked_to_sign_in(self, client, place):
        for url in [DESK, *urls_of(place)]:
            assert client.get(url).url.startswith("/aanmelden/")

    def test_staff_may_open_it(self, client, place):
        sign_in(client, staff=True)
        for url in urls_of(place):
            assert client.get(url).status_code == 200, url

    def test_somebody_without_company_gets_two_next_steps(self, client):
        sign_in(client)
        page = client.get(DESK).content.decode()
        assert reverse("companies:register_start") in page
        assert reverse("companies:join") in page


class TestDesk:
    def test_today_comes_first_and_counts_its_rows(self, client, place, company):
        old = WorkplaceFactory(establishment=place.establishment, stale=True)
        JoinRequestFactory(company=company, name="Bo Maes")
        sign_in(client, company)
        response = client.get(DESK)
        assert [row.workplace for row in response.context["stale"]] == [old]
        page = response.content.decode()
        assert "verkeerslicht moet je bevestigen" in page
        assert "Bo Maes" in page
        assert "bevestigd vandaag" in page
        assert "Erkenningen van" in page
        assert place.programme.partnership.name in page

    def test_a_place_says_why_it_is_not_proposed(self, client, place, company):
        WorkplaceFactory(establishment=place.establishment, mentor="no", availability="maybe")
        sign_in(client, company)
        page = client.get(DESK).content.decode()
        assert "Er is nog geen mentor." in page
        assert "niet erkend voor deze opleiding" in page

    def test_two_companies_of_one_person(self, client, place, company):
        other = WorkplaceFactory()
        user = sign_in(client, company)
        CompanyMembershipFactory(user=user, company=other.establishment.company, role=CompanyRole.CONTACT)
        page = client.get(DESK).content.decode()
        for one in (place, other):
            assert one.establishment.company.name in page

    @pytest.mark.parametrize(("role", "shown"), [(CompanyRole.ADMIN, True), (CompanyRole.CONTACT, False)])
    def test_only_who_manages_the_company_is_offered_to_invite(self, client, company, role, shown):
        user = sign_in(client)
        CompanyMembershipFactory(user=user, company=company, role=role)
        assert ("Nodig een collega uit" in client.get(DESK).content.decode()) is shown

    def test_one_tap_confirms(self, client, place, company):
        Workplace.objects.update(availability_confirmed_at=timezone.now() - dt.timedelta(days=100))
        sign_in(client, company)
        url = reverse("companies:light_keep", args=[place.public_id])
        assert client.get(url).status_code == 405
        assert client.post(url).url == DESK
        place.refresh_from_db()
        assert place.availability == Availability.NOW
        assert timezone.localdate(place.availability_confirmed_at) == timezone.localdate()

    def test_a_withdrawn_place_is_not_confirmed(self, client, place, company):
        Workplace.objects.update(state=WorkplaceState.WITHDRAWN)
        sign_in(client, company)
        page = client.post(reverse("companies:light_keep", args=[place.public_id]), follow=True).content.decode()
        assert "Deze leerwerkplek is ingetrokken" in page

    @pytest.mark.budget
    @pytest.mark.parametrize("rows", [1, 3, 25])
    def test_queries(self, client, company, place, rows, django_assert_num_queries):
        for _row in range(rows - 1):
            WorkplaceFactory(establishment__company=company, recognised=True)
        sign_in(client, company)
        CompanyContactFactory(company=company)
        JoinRequestFactory(company=company)
        for _row in range(rows):
            ProposalFactory(workplace=place, opened=True, learner_answer="yes")
            ProposalFactory(workplace=place, introduced=True, learner=CaseFactory(placed=True).learner)
            AgreementFactory(workplace=place)
            TryOutFactory(workplace=place, asked_by="school")
        with django_assert_num_queries(15):
            page = client.get(DESK).content.decode()
        assert page.count("Werkt bij jullie") == rows
        assert page.count("Vul het deel van het bedrijf in") == rows


class TestEditing:
    def test_the_light_is_set_with_a_day(self, client, place, company):
        sign_in(client, company)
        url, key = reverse("companies:light", args=[place.public_id]), place.public_id.hex
        response = client.post(url, {f"light_{key}": "later"})
        assert "vanaf welke dag" in response.content.decode()
        day = timezone.localdate() + dt.timedelta(days=40)
        data = {f"light_{key}": "later", f"from_{key}_day": day.day, f"from_{key}_month": day.month}
        client.post(url, {**data, f"from_{key}_year": day.year})
        place.refresh_from_db()
        assert (place.availability, place.available_from) == (Availability.LATER, day)

    def test_a_workplace_is_changed_and_mistakes_keep_the_text(self, client, place, company):
        sign_in(client, company)
        url = reverse("companies:workplace_edit", args=[place.public_id])
        data = {"places": "2", "mentor": "later", "about": "Deeg maken", "days_per_week": "4", "languages": ["nl"]}
        response = client.post(url, {**data, "shift_start": "vroeg"})
        assert "Schrijf het uur als 8.30." in response.content.decode()
        assert "Deeg maken" in response.content.decode()
        assert client.post(url, {**data, "shift_start": "4.30"}).url == DESK
        place.refresh_from_db()
        assert (place.places, place.days_per_week, place.shift_start) == (2, 4, dt.time(4, 30))

    def test_a_workplace_is_added_once(self, client, place, company):
        programme = ProgrammeFactory()
        sign_in(client, company)
        url = reverse("companies:workplace_add", args=[place.establishment.public_id])
        data = {"places": "1", "mentor": "yes", "about": "Deeg", "days_per_week": "3", "languages": ["nl"]}
        made = client.post(url, {**data, "programme": programme.slug})
        new = Workplace.objects.get(programme=programme)
        assert made.url == reverse("companies:light", args=[new.public_id])
        assert (
            "Kies een opleiding uit de lijst"
            in client.post(url, {**data, "programme": programme.slug}).content.decode()
        )

    def test_withdraw_needs_a_reason_and_can_be_undone(self, client, place, company):
        sign_in(client, company)
        url = reverse("companies:workplace_withdraw", args=[place.public_id])
        assert "waarom" in client.post(url, {"reason": " "}).content.decode()
        assert client.post(url, {"reason": "Verbouwing"}).url == DESK
        assert "al ingetrokken" in client.post(url, {"reason": "Nog eens"}, follow=True).content.decode()
        opened = client.post(reverse("companies:workplace_open", args=[place.public_id]))
        assert opened.url == reverse("companies:light", args=[place.public_id])
        again = client.post(reverse("companies:workplace_open", args=[place.public_id]), follow=True)
        assert "al open" in again.content.decode()

    def test_an_establishment_is_added_and_changed(self, client, place, company):
        town = MunicipalityFactory(postal_code="8700")
        taken = EstablishmentFactory(establishment_number=establishment_number(800_000))
        sign_in(client, company)
        url = reverse("companies:establishment_add", args=[company.public_id])
        data = {"name": "Atelier", "street": "Markt 1", "postal_code": "8700", "max_learners": "2"}
        response = client.post(url, {**data, "number": taken.establishment_number})
        assert "ander bedrijf" in response.content.decode()
        client.post(url, {**data, "number": establishment_number(800_001)})
        made = Establishment.objects.get(establishment_number=establishment_number(800_001))
        assert (made.company, made.municipality, made.max_learners) == (company, town, 2)
        edit = reverse("companies:establishment_edit", args=[made.public_id])
        assert "Markt 1" in client.get(edit).content.decode()
        client.post(edit, {**data, "name": "Nieuw atelier"})
        made.refresh_from_db()
        assert made.name == "Nieuw atelier"

    def test_the_company_is_changed_but_not_its_number(self, client, company, place):
        sign_in(client, company)
        url = reverse("companies:company_edit", args=[company.public_id])
        number = company.enterprise_number
        client.post(url, {"name": "Nieuwe naam", "website": "bakker.test", "enterprise_number": "0403019261"})
        company.refresh_from_db()
        assert (company.name, company.website) == ("Nieuwe naam", "https://bakker.test")
        assert company.enterprise_number == number
        assert "Dit is geen webadres" in client.post(url, {"name": "X", "website": "geen adres"}).content.decode()


class TestLightsByMail:
    def link(self, contact):
        return reverse(
            "companies:availability_by_mail", args=[tokens.sign("companies.availability", contact.public_id)]
        )

    def test_visits_change_nothing_and_one_button_confirms_all(self, client, place, company):
        other = WorkplaceFactory(establishment=place.establishment, stale=True)
        gone = WorkplaceFactory(establishment=place.establishment, withdrawn=True)
        stranger = WorkplaceFactory(stale=True)
        contact = CompanyContactFactory(company=company)
        for _visit in range(20):
            page = client.get(self.link(contact)).content.decode()
        other.refresh_from_db()
        assert timezone.localdate(other.availability_confirmed_at) < timezone.localdate()
        assert "Bevestigd 365 dagen geleden." in page
        assert gone.programme.name not in page
        data = {f"light_{one.public_id.hex}": "maybe" for one in (place, other, gone, stranger)}
        assert client.post(self.link(contact), data).url == reverse("companies:availability_thanks")
        lights = dict(Workplace.objects.values_list("pk", "availability"))
        assert [lights[one.pk] for one in (place, other, gone, stranger)] == ["maybe", "maybe", "now", "now"]
        assert client.get(reverse("companies:availability_thanks")).status_code == 200

    def test_an_old_link_names_nobody_and_gives_a_new_one(self, client, place, company):
        contact = CompanyContactFactory(company=company)
        link = self.link(contact)
        with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
            page = client.get(link).content.decode()
            assert company.name not in page
            assert client.post(f"{link}nieuw/", follow=True).status_code == 200
        assert OutboxMail.objects.get().to == contact.email
        assert not get_user_model().objects.exists()

    def test_a_forged_link_and_a_company_without_places(self, client):
        assert client.get("/bedrijven/plaats/onzin/").status_code == 404
        contact = CompanyContactFactory()
        assert "geen open leerwerkplek" in client.get(self.link(contact)).content.decode()


def test_a_recognition_without_workplace_is_shown(client, company, place):
    RecognitionFactory(establishment=place.establishment, submitted=True, programme__name="Slager duaal")
    sign_in(client, company)
    assert "Slager duaal" in client.get(DESK).content.decode()
