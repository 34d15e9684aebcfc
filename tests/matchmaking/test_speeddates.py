"""The page with a timetable for speed dates."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import DatedRule
from core.testing import check_markup
from matchmaking.models import Proposal
from matchmaking.selectors.speeddates import Plan, speeddates
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import EstablishmentFactory, WorkplaceFactory
from tests.factories.matchmaking import make_workplace

pytestmark = pytest.mark.django_db
PAGE = "/beheer/matchmaking/matchround/speeddates/"
DAY = {"starts_at": "13:30", "minutes": 15, "slots": 3, "companies": 10, "most": 2}


@pytest.fixture
def desk(client, colleague):
    client.force_login(colleague)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def plan(**values):
    return Plan(**{"starts_at": dt.time(14), "minutes": 10, "slots": 3, "companies": 10, "most": 3, **values})


def test_learners_meet_the_companies_they_fit_with_and_nothing_is_stored(province, desk):
    assert reverse("admin:matchmaking_matchround_speeddates") == PAGE
    people = [province.learner() for _ in range(3)]
    far = province.learner(municipality=province.far)
    places = [province.place() for _ in range(2)]
    response = desk.get(PAGE, DAY)
    check_markup(response.content.decode())
    page = response.context["page"]
    assert page.times == ["13.30", "13.45", "14.00"]
    assert (page.meetings, page.without) == (6, 0)
    for row in page.companies:
        assert len([cell for cell in row.meetings if cell]) == 3
    for slot in range(3):
        seats = [row.meetings[slot] for row in page.companies]
        assert len(set(seats)) == len(seats)
    said = text_of(response)
    assert all(place.establishment.company.name in said for place in places)
    assert all(one.code in said for one in people)
    assert far.code not in said
    assert all(one.contact.last_name not in said for one in people if one.contact.last_name)
    assert Proposal.objects.count() == 0


def test_the_two_sides_of_the_timetable_say_the_same(province):
    for _ in range(4):
        province.learner()
    for _ in range(3):
        province.place()
    page = speeddates(plan(), timezone.localdate())
    of_companies = {(slot, row.name, cell) for row in page.companies for slot, cell in enumerate(row.meetings) if cell}
    of_learners = {(slot, cell, row.name) for row in page.learners for slot, cell in enumerate(row.meetings) if cell}
    assert of_companies == of_learners
    assert len(of_companies) == page.meetings == 9
    assert speeddates(plan(), timezone.localdate()) == page


def test_two_places_of_one_company_are_one_table(province):
    province.learner()
    house = EstablishmentFactory(municipality=province.near, max_learners=4)
    other = EstablishmentFactory(municipality=province.home, company=house.company, max_learners=4)
    for one in (house, other):
        WorkplaceFactory(establishment=one, programme=province.programme, recognised=True)
    page = speeddates(plan(), timezone.localdate())
    assert (len(page.companies), page.meetings) == (1, 1)


def test_limits_hold_for_companies_and_learners_and_the_rest_is_counted(province):
    for _ in range(5):
        province.learner()
    for _ in range(3):
        province.place()
    page = speeddates(plan(companies=1), timezone.localdate())
    assert (len(page.companies), page.meetings, page.without) == (1, 3, 2)
    page = speeddates(plan(most=1), timezone.localdate())
    assert (page.meetings, page.without) == (5, 0)


def test_the_invited_companies_reach_as_many_learners_as_they_can_together(province):
    """Two companies for the same three learners, one for a fourth: with two tables, one of each."""
    other = ProgrammeFactory()
    for _ in range(3):
        province.learner()
    alone = province.learner(programme=other)
    province.place()
    province.place()
    make_workplace(other, municipality=province.near)
    page = speeddates(plan(companies=2), timezone.localdate())
    assert any(alone.code in row.name for row in page.learners)
    assert (page.meetings, page.without) == (4, 0)


def test_a_programme_or_subregion_narrows_the_day(province, desk):
    province.learner()
    province.place()
    assert desk.get(PAGE, DAY | {"programme": province.programme.slug}).context["page"].meetings == 1
    other = ProgrammeFactory()
    nobody = desk.get(PAGE, DAY | {"programme": other.slug})
    check_markup(nobody.content.decode())
    assert "Geen enkele lerende die zoekt, past nu bij een plek" in text_of(nobody)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"starts_at": "straks"}, "Schrijf het uur als 14:00."),
        ({"slots": 99}, "24"),
        ({"minutes": ""}, "minutes"),
        ({"programme": "toveren"}, "Kies een opleiding uit de lijst."),
    ],
)
def test_bad_input_gets_a_sentence_and_no_timetable(province, desk, query, sentence):
    response = desk.get(PAGE, DAY | query)
    check_markup(response.content.decode())
    assert response.context["page"] is None
    assert response.context["form"].errors
    assert sentence in text_of(response)


def test_the_first_look_asks_and_missing_data_are_told(province, desk):
    first = desk.get(PAGE)
    check_markup(first.content.decode())
    assert first.context["page"] is None
    assert not first.context["form"].errors
    DatedRule.objects.filter(key="availability-term").delete()
    assert "Niet uit te rekenen" in text_of(desk.get(PAGE, DAY))


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_page_takes_a_fixed_number_of_queries(province, desk, rows, django_assert_max_num_queries):
    for _ in range(rows):
        province.learner()
        province.place()
    desk.get(PAGE, DAY)
    with django_assert_max_num_queries(15):
        assert desk.get(PAGE, DAY).context["page"].meetings >= 1
