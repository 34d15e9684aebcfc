"""The staff desk: search, lists, and writes through the services."""

import datetime as dt

import pytest
from django.urls import reverse

from companies.enums import Availability, CompanyState, JoinState, RecognitionState, WorkplaceState
from companies.models import Company, CompanyContact, Establishment, Recognition, Workplace
from companies.rules import show_enterprise_number, show_establishment_number
from mailing.models import OutboxMail
from privacy.journal import lines_about
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    EstablishmentFactory,
    JoinRequestFactory,
    RecognitionFactory,
    WorkplaceFactory,
    enterprise_number,
    establishment_number,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
FACTORIES = {
    "company": CompanyFactory,
    "establishment": EstablishmentFactory,
    "companycontact": CompanyContactFactory,
    "joinrequest": JoinRequestFactory,
    "recognition": RecognitionFactory,
    "workplace": WorkplaceFactory,
}

INLINES = {
    f"{prefix}-{name}": "0"
    for prefix in ("establishments", "contacts", "memberships")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}
STEPS = {f"{prefix}-{name}": "0" for prefix in ("log", "papers") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


@pytest.fixture
def desk(client):
    """A signed-in colleague."""
    client.force_login(UserFactory(staff=True), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(model, page, *args):
    return reverse(f"admin:companies_{model}_{page}", args=args)


def found(desk, model, term):
    return list(desk.get(url(model, "changelist"), {"q": term}).context["cl"].queryset)


def act(desk, row, name):
    model = row._meta.model_name
    response = desk.post(
        url(model, "changelist"), {"action": name, "_selected_action": [row.pk], "index": 0}, follow=True
    )
    row.refresh_from_db()
    return response.content.decode()


@pytest.mark.parametrize("model", FACTORIES)
def test_pages_open_for_staff_only(desk, model):
    row = FACTORIES[model]()
    for page in (url(model, "changelist"), url(model, "change", row.pk)):
        assert desk.get(page).status_code == 200
    assert desk.get(url(model, "add")).status_code == (403 if model == "joinrequest" else 200)
    desk.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert desk.get(url(model, "changelist")).status_code in {302, 403, 404}


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
@pytest.mark.parametrize(
    ("model", "queries"),
    [
        ("company", 5),
        ("establishment", 5),
        ("companycontact", 4),
        ("joinrequest", 4),
        ("recognition", 7),  # one for the renewal tasks of the filter
        ("workplace", 6),
    ],
)
def test_list_queries(desk, model, queries, rows, django_assert_num_queries):
    FACTORIES[model].create_batch(rows)
    with django_assert_num_queries(queries):
        assert desk.get(url(model, "changelist")).status_code == 200


class TestSearch:
    def test_a_company_by_folded_name_and_by_number_with_dots(self, desk):
        company = CompanyFactory(name="Crèmerie Zoë", search_text="cremerie zoe " + enterprise_number(1))
        company.enterprise_number = enterprise_number(1)
        company.save(update_fields=["enterprise_number"])
        CompanyFactory.create_batch(2)
        for term in ("cremerie", "ZOË crèm", show_enterprise_number(enterprise_number(1)), "BE 0400 000 185"):
            assert found(desk, "company", term) == [company], term

    def test_an_establishment_by_its_number_and_its_town(self, desk):
        site = EstablishmentFactory(municipality=MunicipalityFactory(name="Ieper"))
        EstablishmentFactory()
        assert found(desk, "establishment", show_establishment_number(site.establishment_number)) == [site]
        assert found(desk, "establishment", "ieper") == [site]

    def test_a_recognition_and_a_workplace_by_programme_and_number(self, desk):
        place = WorkplaceFactory(programme__name="Móderne slager duaal", recognised=True)
        WorkplaceFactory(recognised=True)
        number = show_enterprise_number(place.establishment.company.enterprise_number)
        company = place.establishment.company
        company.search_text = f"slagerij {company.enterprise_number}"
        company.save(update_fields=["search_text"])
        for term in ("moderne", number):
            assert found(desk, "workplace", term) == [place]
            assert [row.programme for row in found(desk, "recognition", term)] == [place.programme]


class TestWrites:
    def test_a_company_is_added_with_a_right_number_only(self, desk):
        data = {**INLINES, "enterprise_number": "0400.000.186", "name": "Crème bv", "website": ""}
        assert "laatste twee cijfers" in desk.post(url("company", "add"), data).content.decode()
        desk.post(url("company", "add"), {**data, "enterprise_number": "BE 0400.000.185"})
        company = Company.objects.get()
        assert (company.state, company.search_text) == (CompanyState.ACTIVE, "creme bv 0400000185")
        assert lines_about(company).first().additional_data["verb"] == "company_added"
        desk.post(url("company", "change", company.pk), {**INLINES, "name": "Nieuw", "website": "", "state": "ceased"})
        company.refresh_from_db()
        assert (company.name, company.state) == ("Nieuw", CompanyState.ACTIVE)

    def test_a_number_that_is_taken_is_said_beside_the_field(self, desk):
        taken = CompanyFactory()
        data = {**INLINES, "enterprise_number": taken.enterprise_number, "name": "Dubbel", "website": ""}
        response = desk.post(url("company", "add"), data)
        assert response.context["adminform"].form.errors["enterprise_number"]

    def test_an_establishment_gets_the_municipality_of_its_postal_code(self, desk):
        town, company = MunicipalityFactory(postal_code="8700"), CompanyFactory()
        data = {
            "company": company.pk,
            "establishment_number": show_establishment_number(establishment_number(5)),
            "name": "Winkel",
            "street": "Markt 1",
            "postal_code": "9000",
            "max_learners": "2",
        }
        assert "niet in West-Vlaanderen" in desk.post(url("establishment", "add"), data).content.decode()
        desk.post(url("establishment", "add"), {**data, "postal_code": "8700"})
        site = Establishment.objects.get()
        assert (site.municipality, site.establishment_number) == (town, establishment_number(5))
        desk.post(url("establishment", "change", site.pk), {**data, "postal_code": "8700", "max_learners": "5"})
        site.refresh_from_db()
        assert site.max_learners == 5

    def test_another_address_of_a_contact_must_be_confirmed_again(self, desk):
        contact = CompanyContactFactory()
        data = {"name": contact.name, "function": "", "email": contact.email, "phone": "+32470123456"}
        desk.post(url("companycontact", "change", contact.pk), data)
        contact.refresh_from_db()
        assert contact.email_confirmed_at is not None
        desk.post(url("companycontact", "change", contact.pk), {**data, "email": "Nieuw@x.test"})
        contact.refresh_from_db()
        assert (contact.email, contact.email_confirmed_at) == ("nieuw@x.test", None)
        assert "gelukt voor 1" in act(desk, contact, "send_link")
        assert OutboxMail.objects.get().to == "nieuw@x.test"

    def test_a_contact_is_added(self, desk):
        data = {"company": CompanyFactory().pk, "name": "An", "function": "", "email": "an@x.test", "phone": ""}
        desk.post(url("companycontact", "add"), data)
        assert CompanyContact.objects.get().email == "an@x.test"
        assert desk.post(url("companycontact", "add"), data).context["adminform"].form.errors

    def test_a_recognition_is_mirrored_step_by_step(self, desk):
        site, programme = EstablishmentFactory(), ProgrammeFactory()
        base = {**STEPS, "state_on": "2026-11-23", "origin": "Digitaal loket", "valid_from": "", "valid_until": ""}
        desk.post(
            url("recognition", "add"), {**base, "establishment": site.pk, "programme": programme.pk, "new_state": ""}
        )
        recognition = Recognition.objects.get()
        page = url("recognition", "change", recognition.pk)
        desk.post(page, {**base, "new_state": "submitted"})
        without_day = desk.post(page, {**base, "new_state": "visit"}).context["adminform"].form.errors
        assert "welke dag" in without_day["visit_on"][0]
        desk.post(page, {**base, "new_state": "visit", "visit_on": "2026-11-30"})
        recognition.refresh_from_db()
        assert (recognition.state, recognition.due_on) == (RecognitionState.VISIT, dt.date(2026, 12, 7))
        response = desk.post(page, {**base, "new_state": "recognised"})
        assert "vanaf wanneer en tot wanneer" in response.content.decode()
        period = {"valid_from": "2026-11-23", "valid_until": "2031-11-22"}
        desk.post(page, {**base, **period, "new_state": "recognised"})
        recognition.refresh_from_db()
        assert recognition.state == RecognitionState.RECOGNISED
        assert recognition.valid_until == dt.date(2031, 11, 22)
        refused = desk.post(page, {**base, **period, "new_state": "submitted"})
        assert refused.context["adminform"].form.errors["new_state"]
        desk.post(page, {**base, **period, "valid_until": "2031-10-01", "new_state": ""})
        recognition.refresh_from_db()
        assert recognition.valid_until == dt.date(2031, 10, 1)
        assert recognition.state == RecognitionState.RECOGNISED

    def test_a_step_the_service_refuses_is_told_and_keeps_nothing(self, desk):
        recognition = RecognitionFactory(refused=True, state_on=dt.date(2026, 10, 10))
        page = url("recognition", "change", recognition.pk)
        base = {**STEPS, "origin": "Bedrijf", "valid_from": "", "valid_until": "", "state_on": "2026-11-23"}
        told = desk.post(page, {**base, "new_state": "appeal"}, follow=True).content.decode()
        assert "om in beroep te gaan is voorbij" in told
        recognition.refresh_from_db()
        assert recognition.state == RecognitionState.REFUSED
        visit = {**base, "new_state": "visit", "visit_on": "2026-11-20"}
        Recognition.objects.update(state=RecognitionState.SUBMITTED)
        assert "voor de dag waarop" in desk.post(page, visit).context["adminform"].form.errors["visit_on"][0]

    def test_a_workplace_is_changed_but_its_light_is_not(self, desk):
        place = WorkplaceFactory()
        data = {"places": "4", "mentor": "yes", "about": "X", "days_per_week": "3", "languages": ["nl", "fr"]}
        desk.post(url("workplace", "change", place.pk), {**data, "availability": "maybe", "minimum_age": ""})
        place.refresh_from_db()
        assert (place.places, place.languages, place.availability) == (4, ["nl", "fr"], Availability.NOW)


class TestActions:
    def test_a_company_comes_and_goes(self, desk):
        company = CompanyFactory(unconfirmed=True)
        for name, state in (
            ("activate", CompanyState.ACTIVE),
            ("cease", CompanyState.CEASED),
            ("reopen", CompanyState.ACTIVE),
        ):
            assert "gelukt voor 1" in act(desk, company, name)
            assert company.state == state
        assert "niet stopgezet" in act(desk, company, "reopen")

    def test_the_light_by_phone(self, desk):
        place = WorkplaceFactory(stale=True)
        before = place.availability_confirmed_at
        assert "gelukt voor 1" in act(desk, place, "still_right")
        assert place.availability_confirmed_at > before
        for name, light in (("light_maybe", "maybe"), ("light_not_this_year", "not_this_year"), ("light_now", "now")):
            act(desk, place, name)
            assert place.availability == light
        act(desk, place, "withdraw")
        assert place.state == WorkplaceState.WITHDRAWN
        assert "ingetrokken" in act(desk, place, "light_now")
        act(desk, place, "open_again")
        assert place.state == WorkplaceState.OPEN

    def test_companies_to_call_until_their_file_is_started(self, desk):
        page = url("company", "changelist")
        waits = CompanyFactory(draft_key="a")
        CompanyFactory(draft_key="b", unconfirmed=True)
        CompanyFactory()
        site = EstablishmentFactory(company=waits)
        EstablishmentFactory(company=waits)
        assert list(desk.get(page, {"opvolging": "bellen"}).context["cl"].queryset) == [waits]
        RecognitionFactory(establishment=site, preparing=True)
        assert list(desk.get(page, {"opvolging": "bellen"}).context["cl"].queryset) == []

    def test_grey_and_fresh_places_are_filtered(self, desk):
        grey, fresh = WorkplaceFactory(stale=True), WorkplaceFactory()
        page = url("workplace", "changelist")
        assert list(desk.get(page, {"licht": "grijs"}).context["cl"].queryset) == [grey]
        assert list(desk.get(page, {"licht": "vers"}).context["cl"].queryset) == [fresh]

    def test_recognitions_that_end_soon(self, desk):
        from django.utils import timezone

        soon = RecognitionFactory(valid_until=timezone.localdate() + dt.timedelta(days=50))
        later = RecognitionFactory(valid_until=timezone.localdate() + dt.timedelta(days=150))
        RecognitionFactory()
        page = url("recognition", "changelist")
        assert set(desk.get(page, {"einde": "2"}).context["cl"].queryset) == {soon}
        assert set(desk.get(page, {"einde": "6"}).context["cl"].queryset) == {soon, later}

    @pytest.mark.parametrize(("name", "state"), [("accept", JoinState.ACCEPTED), ("refuse", JoinState.REFUSED)])
    def test_a_question_to_join(self, desk, name, state):
        question = JoinRequestFactory()
        assert "gelukt voor 1" in act(desk, question, name)
        assert question.state == state
        assert question.decided_by is not None
        assert "al beslist" in act(desk, question, name)

    def test_an_address_closes(self, desk):
        place = WorkplaceFactory()
        act(desk, place.establishment, "close")
        place.refresh_from_db()
        assert place.state == WorkplaceState.WITHDRAWN
        assert Workplace.objects.open().count() == 0
