"""Who could come to a workplace, as its company sees it: live, with reasons, and nobody named."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import TravelMatrix
from companies.enums import Availability
from matchmaking.selectors.company_candidates import company_candidates
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.matchmaking import ProposalFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def place(province):
    made = province.place(languages=["nl", "fr"])
    made.activities.set(province.activities[:1])
    return made


@pytest.fixture
def member(place, client):
    user = UserFactory()
    CompanyMembershipFactory(company=place.establishment.company, user=user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page_of(client, place):
    return client.get(reverse("companies:candidates", args=[place.public_id]))


def test_the_best_for_the_place_come_first_with_the_reasons_and_a_count(province, place):
    for languages in (["nl"], ["nl", "fr"], ["nl"], ["nl"]):
        province.learner(languages=languages, start_on=TODAY + dt.timedelta(days=9))
    province.learner(municipality=province.far)
    found = company_candidates(place, TODAY)
    assert (found.total, len(found.rows), found.takes_part) == (4, 3, True)
    assert found.rows[0].reasons == [
        "Leert bij jullie 50 procent van de activiteiten van de opleiding.",
        "Spreekt de talen van jullie werkvloer.",
    ]
    assert found.rows[1].reasons[1] == "Spreekt een van de talen van jullie werkvloer."
    assert found.rows[0].start == TODAY + dt.timedelta(days=9)
    assert found.rows[0].journey.endswith("minuten met de fiets, schatting")


def test_who_had_a_turn_here_is_no_candidate_any_more(province, place):
    asked = province.learner()
    province.learner()
    ProposalFactory(learner=asked, workplace=place, state="declined")
    province.learner(state="placed")
    assert company_candidates(place, TODAY).total == 1


def test_the_page_names_nobody(province, place, member):
    learner = province.learner(languages=["nl", "fr"])
    details = learner.contact
    page = page_of(member, place).content.decode()
    assert "1 lerende" in page
    assert "Leert bij jullie 50 procent" in page
    for secret in (details.first_name, details.last_name, details.phone, learner.code, learner.municipality.name):
        assert str(secret) not in page, secret
    assert str(learner.public_id) not in page


def test_the_page_says_why_it_is_empty(province, place, member):
    assert "Nu past er niemand" in page_of(member, place).content.decode()
    place.availability = Availability.NOT_THIS_YEAR
    place.save(update_fields=["availability"])
    assert "doet nu niet mee" in page_of(member, place).content.decode()
    TravelMatrix.objects.filter(mode="car").delete()
    assert "nu niet uitrekenen" in page_of(member, place).content.decode()


def test_only_the_own_company_sees_it(province, place, member, client):
    assert page_of(member, place).status_code == 200
    assert page_of(member, province.place()).status_code == 404
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert page_of(client, place).status_code == 404


def test_the_desk_leads_here(place, member):
    assert reverse("companies:candidates", args=[place.public_id]) in member.get("/bedrijven/bureau/").content.decode()


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_takes_a_fixed_number_of_queries(province, place, rows, django_assert_max_num_queries):
    for _ in range(rows):
        province.learner()
    with django_assert_max_num_queries(12):
        assert company_candidates(place, TODAY).total == rows
