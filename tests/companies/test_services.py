"""Every verb: what it changes, what it refuses, whom it tells."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from accounts.models import User
from companies.enums import (
    COMPANY_MOVES,
    Availability,
    CompanyRole,
    CompanyState,
    JoinState,
    WorkplaceState,
)
from companies.models import Company, JoinRequest, Membership, Workplace
from companies.services import (
    availability,
    establishments,
    joining,
    lifecycle,
    registration,
    workplaces,
)
from core.states import MoveRefused
from mailing.models import OutboxMail
from privacy.journal import lines_about
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    EstablishmentFactory,
    JoinRequestFactory,
    WorkplaceFactory,
    enterprise_number,
    establishment_number,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
TODAY = dt.date(2026, 11, 23)


def verbs_about(row):
    return [line.additional_data["verb"] for line in lines_about(row)]


def a_registration(**changes):
    places = {ProgrammeFactory(): 2, ProgrammeFactory(): 0}
    address = establishments.Address("Winkel", "Molenstraat 1", "8800", MunicipalityFactory(), max_learners=2)
    values = {
        "enterprise_number": enterprise_number(900_000),
        "name": "Bakkerij Zonnebloem",
        "establishments": (registration.NewEstablishment(establishment_number(900_000), address, places),),
        "offer": workplaces.WorkplaceOffer(about="Brood bakken.", languages=["nl"]),
        "availability": Availability.NOW,
        "available_from": dt.date(2027, 1, 1),
        "contact": registration.NewContact("An Peeters", "Zaakvoerder", "An@Bakkerij.test", "+32470123456"),
    }
    return registration.Registration(**{**values, **changes})


class TestRegister:
    def test_it_makes_everything_and_mails_one_link(self):
        company = registration.register_company(actor=SYSTEM, draft_key="a", registration=a_registration())
        assert company.state == CompanyState.UNCONFIRMED
        place = Workplace.objects.get(establishment__company=company)
        assert (place.places, place.availability, place.available_from) == (2, Availability.NOW, None)
        assert place.availability_confirmed_at is not None
        mail = OutboxMail.objects.get(to="an@bakkerij.test")
        assert "/bedrijven/bevestigen/" in mail.text
        assert "/bedrijven/bevestigen/" in mail.html
        assert not User.objects.filter(email="an@bakkerij.test").exists()

    def test_the_same_draft_twice_is_one_company(self):
        one = registration.register_company(actor=SYSTEM, draft_key="a", registration=a_registration())
        two = registration.register_company(actor=SYSTEM, draft_key="a", registration=a_registration())
        assert one == two
        assert OutboxMail.objects.count() == 1

    def test_a_known_number_is_refused_and_nothing_is_kept(self):
        CompanyFactory(enterprise_number=enterprise_number(900_000))
        with pytest.raises(registration.CompanyKnown):
            registration.register_company(actor=SYSTEM, draft_key="a", registration=a_registration())
        assert Company.objects.count() == 1
        assert not OutboxMail.objects.exists()

    def test_an_establishment_of_another_company_is_refused_and_nothing_is_kept(self):
        EstablishmentFactory(establishment_number=establishment_number(900_000), company__name="Geheim bv")
        with pytest.raises(establishments.EstablishmentKnown) as refusal:
            registration.register_company(actor=SYSTEM, draft_key="a", registration=a_registration())
        assert "Geheim" not in str(refusal.value)
        assert not Company.objects.filter(draft_key="a").exists()


class TestConfirm:
    def test_it_activates_and_gives_access_once(self):
        contact = CompanyContactFactory(company__unconfirmed=True, email_confirmed_at=None, name="An Van Peeters")
        for _time in range(2):
            contact.refresh_from_db()
            registration.confirm_registration(actor=Actor(), contact=contact)
        contact.refresh_from_db()
        member = Membership.objects.get(company=contact.company)
        assert member.role == CompanyRole.ADMIN
        assert member.user.email == contact.email
        assert (member.user.first_name, member.user.last_name) == ("An", "Van Peeters")
        assert contact.company.state == CompanyState.ACTIVE
        assert contact.email_confirmed_at is not None
        assert verbs_about(contact.company).count("company_confirmed") == 1

    def test_a_later_contact_does_not_become_administrator(self):
        contact = CompanyContactFactory(email_confirmed_at=None)
        registration.confirm_registration(actor=Actor(), contact=contact)
        assert Membership.objects.get(company=contact.company).role == CompanyRole.CONTACT

    def test_a_ceased_company_is_not_confirmed(self):
        contact = CompanyContactFactory(company__ceased=True, email_confirmed_at=None)
        with pytest.raises(MoveRefused, match="stopgezet"):
            registration.confirm_registration(actor=Actor(), contact=contact)
        assert not Membership.objects.exists()


class TestLifecycle:
    def test_ceasing_withdraws_every_open_place(self, heard):
        place = WorkplaceFactory()
        gone = WorkplaceFactory(establishment__company=place.establishment.company, withdrawn=True)
        with heard() as news:
            lifecycle.cease_company(actor=SYSTEM, company=place.establishment.company, on=TODAY)
        assert news == [("withdrawn", place.pk, "Het bedrijf is stopgezet.")]
        place.refresh_from_db()
        gone.refresh_from_db()
        assert place.state == WorkplaceState.WITHDRAWN
        assert gone.withdrawn_reason == "Geen plaats meer"

    def test_reopening_leaves_the_places_withdrawn(self):
        company = CompanyFactory(ceased=True)
        company = lifecycle.reopen_company(actor=SYSTEM, company=company)
        assert (company.state, company.ceased_on) == (CompanyState.ACTIVE, None)

    @pytest.mark.parametrize("state", COMPANY_MOVES)
    def test_each_verb_refuses_the_other_states(self, state):
        company = CompanyFactory(state=state, ceased_on=TODAY if state == CompanyState.CEASED else None)
        if CompanyState.CEASED not in COMPANY_MOVES[state]:
            with pytest.raises(MoveRefused):
                lifecycle.cease_company(actor=SYSTEM, company=company, on=TODAY)
        if state != CompanyState.CEASED:
            with pytest.raises(MoveRefused):
                lifecycle.reopen_company(actor=SYSTEM, company=company)
        company.refresh_from_db()
        assert company.state == state


class TestWorkplace:
    def test_adding_twice_is_refused(self):
        place = WorkplaceFactory()
        with pytest.raises(workplaces.WorkplaceExists):
            workplaces.add_workplace(
                actor=SYSTEM,
                establishment=place.establishment,
                programme=place.programme,
                offer=workplaces.WorkplaceOffer(),
            )

    def test_an_update_names_the_fields_and_an_empty_one_writes_nothing(self, heard):
        place = WorkplaceFactory(places=1, about="Oud")
        offer = workplaces.WorkplaceOffer(places=3, mentor=place.mentor, about="Oud", languages=place.languages)
        with heard() as news:
            workplaces.update_workplace(actor=SYSTEM, workplace=place, offer=offer)
            workplaces.update_workplace(actor=SYSTEM, workplace=place, offer=offer)
        assert news == [("changed", place.pk)]
        assert lines_about(place).get().additional_data["fields"] == "places"

    def test_withdraw_and_open_again(self, heard):
        place = WorkplaceFactory()
        with heard() as news:
            workplaces.withdraw_workplace(actor=SYSTEM, workplace=place, reason="Geen mentor meer")
        assert news == [("withdrawn", place.pk, "Geen mentor meer")]
        with pytest.raises(MoveRefused):
            workplaces.withdraw_workplace(actor=SYSTEM, workplace=place, reason="Nog eens")
        place = workplaces.open_workplace(actor=SYSTEM, workplace=place)
        assert (place.state, place.availability) == (WorkplaceState.OPEN, Availability.MAYBE)
        assert place.availability_confirmed_at is None
        with pytest.raises(MoveRefused):
            workplaces.open_workplace(actor=SYSTEM, workplace=place)

    @pytest.mark.parametrize("closed", [{"establishment__closed": True}, {"establishment__company__ceased": True}])
    def test_a_place_of_something_closed_stays_withdrawn(self, closed):
        with pytest.raises(MoveRefused, match="gesloten"):
            workplaces.open_workplace(actor=SYSTEM, workplace=WorkplaceFactory(withdrawn=True, **closed))

    def test_the_same_light_again_renews_its_age(self):
        place = WorkplaceFactory(stale=True)
        before = place.availability_confirmed_at
        place = availability.set_availability(actor=SYSTEM, workplace=place, availability=Availability.NOW)
        assert place.availability_confirmed_at > before
        assert place.availability_confirmed_at <= timezone.now()

    def test_a_day_is_only_kept_with_later(self):
        place = WorkplaceFactory()
        for light, kept in ((Availability.LATER, TODAY), (Availability.MAYBE, None)):
            place = availability.set_availability(
                actor=SYSTEM, workplace=place, availability=light, available_from=TODAY
            )
            assert place.available_from == kept

    def test_several_lights_leave_withdrawn_places_alone(self):
        one, gone = WorkplaceFactory(stale=True), WorkplaceFactory(withdrawn=True, stale=True)
        lights = [availability.Light(place, Availability.NOT_THIS_YEAR) for place in (one, gone)]
        assert availability.set_availabilities(actor=SYSTEM, lights=lights) == 1
        gone.refresh_from_db()
        assert gone.availability == Availability.NOW


class TestEstablishment:
    def test_closing_withdraws_its_places_only(self, heard):
        place = WorkplaceFactory()
        other = WorkplaceFactory(establishment__company=place.establishment.company)
        with heard() as news:
            establishments.close_establishment(actor=SYSTEM, establishment=place.establishment, on=TODAY)
        assert [item[1] for item in news] == [place.pk]
        other.refresh_from_db()
        assert other.state == WorkplaceState.OPEN
        with pytest.raises(MoveRefused):
            establishments.close_establishment(actor=SYSTEM, establishment=place.establishment, on=TODAY)

    def test_moving_tells_the_workplaces(self, heard):
        place = WorkplaceFactory()
        address = establishments.Address("Nieuw", "Kerkstraat 2", "8000", MunicipalityFactory(), 4)
        with heard() as news:
            establishments.update_establishment(actor=SYSTEM, establishment=place.establishment, address=address)
            establishments.update_establishment(actor=SYSTEM, establishment=place.establishment, address=address)
        assert news == [("changed", place.pk)]

    def test_a_new_company_name_is_found(self):
        company = establishments.update_company(
            actor=SYSTEM, company=CompanyFactory(), name="Crème & Co", website="", sector=None, joint_committee=None
        )
        assert company.search_text == f"creme & co {company.enterprise_number}"


class TestJoin:
    def test_asking_twice_is_one_question_and_only_confirmed_contacts_are_mailed(self):
        company = CompanyFactory()
        known = CompanyContactFactory(company=company)
        CompanyContactFactory(company=company, email_confirmed_at=None)
        for _time in range(2):
            joining.ask_to_join(actor=Actor(), company=company, name="Bo", email="Bo@bedrijf.test")
        assert JoinRequest.objects.get().email == "bo@bedrijf.test"
        assert [mail.to for mail in OutboxMail.objects.all()] == [known.email]

    def test_who_registered_and_lost_the_mail_gets_a_new_link(self):
        contact = CompanyContactFactory(company__unconfirmed=True, email_confirmed_at=None)
        asked = joining.ask_to_join(actor=Actor(), company=contact.company, name="An", email=contact.email.upper())
        assert asked is None
        assert not JoinRequest.objects.exists()
        assert "bevestigen" in OutboxMail.objects.get(to=contact.email).text

    def test_yes_gives_access_as_contact(self):
        request = joining.accept_join(actor=SYSTEM, request=JoinRequestFactory(email="bo@bedrijf.test"))
        assert request.state == JoinState.ACCEPTED
        assert request.decided_at is not None
        assert Membership.objects.get(user__email="bo@bedrijf.test").role == CompanyRole.CONTACT
        assert OutboxMail.objects.get().to == "bo@bedrijf.test"

    def test_no_gives_no_access(self):
        request = joining.refuse_join(actor=SYSTEM, request=JoinRequestFactory())
        assert request.state == JoinState.REFUSED
        assert not Membership.objects.exists()

    @pytest.mark.parametrize("first", [joining.accept_join, joining.refuse_join])
    @pytest.mark.parametrize("second", [joining.accept_join, joining.refuse_join])
    def test_a_decision_is_final(self, first, second):
        request = first(actor=SYSTEM, request=JoinRequestFactory())
        with pytest.raises(MoveRefused, match="al beslist"):
            second(actor=SYSTEM, request=request)

    def test_a_ceased_company_takes_no_questions(self):
        with pytest.raises(MoveRefused):
            joining.ask_to_join(actor=Actor(), company=CompanyFactory(ceased=True), name="Bo", email="bo@x.test")
