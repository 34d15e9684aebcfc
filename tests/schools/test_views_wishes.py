"""What a school sees of the wishes of companies: counts for its own programmes, contacts only with a yes."""

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from schools.enums import OfferStatus
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import ProgrammeWishFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(desk):
    DatedRuleFactory(key="wish-min-companies", value=3)
    campus = CampusFactory(school=desk.school, municipality=desk.province.home)
    ProgrammeOfferFactory(campus=campus, programme=desk.province.programme, status=OfferStatus.UNKNOWN)
    return {"programme": desk.province.programme, "municipality": desk.province.home}


def page_of(client, desk):
    return client.get(reverse("schools:wishes", args=[desk.school.public_id]))


def test_a_school_sees_counts_and_only_the_contacts_that_agreed(client, desk, place):
    silent = [ProgrammeWishFactory(**place) for _number in range(3)]
    open_one = ProgrammeWishFactory(**place, shared=True)
    elsewhere = ProgrammeWishFactory(**(place | {"municipality": desk.province.far}), shared=True)
    other = ProgrammeWishFactory(**(place | {"programme": ProgrammeFactory()}), shared=True)
    client.force_login(desk.director)
    page = page_of(client, desk).content.decode()
    assert open_one.email in page
    assert open_one.company_name in page
    assert '<td class="number">4</td><td class="number">8</td>' in page
    assert desk.province.programme.sector.name in page
    for hidden in (*silent, elsewhere, other):
        assert hidden.email not in page
        assert hidden.company_name not in page
    line = LogEntry.objects.filter(additional_data__verb="wish_contacts_seen").get()
    assert line.additional_data["rows"] == 1


def test_few_companies_give_no_number(client, desk, place):
    ProgrammeWishFactory(**place, learners=19)
    client.force_login(desk.director)
    page = page_of(client, desk).content.decode()
    assert "te weinig om te tonen" in page
    assert '<td class="number">19</td>' not in page


def test_a_stranger_finds_nothing(client, desk, other_desk, place):
    ProgrammeWishFactory(**place, shared=True)
    for person, status in ((desk.coach, 200), (other_desk.director, 404), (UserFactory(), 404)):
        client.force_login(person)
        assert page_of(client, desk).status_code == status


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_its_budget(client, desk, place, django_assert_max_num_queries, rows):
    for _number in range(rows):
        ProgrammeWishFactory(**place, shared=True)
    client.force_login(desk.director)
    with django_assert_max_num_queries(15):
        page_of(client, desk)


def test_the_desk_shows_the_number_of_rows_behind_the_link(client, desk, place):
    """Two companies for one programme in one sub-region are one row; what is not of this school is none."""
    client.force_login(desk.director)
    board = reverse("schools:school_dashboard", args=[desk.school.public_id])
    assert "geen enkel bedrijf in jullie streek" in client.get(board).content.decode()
    for wanted in (place, place, place | {"programme": ProgrammeFactory()}):
        ProgrammeWishFactory(**wanted)
    answer, listed = client.get(board), page_of(client, desk)
    assert answer.context["wishes"] == len(listed.context["counts"]) == 1
    assert "gevraagde opleiding in een streek" in answer.content.decode()
