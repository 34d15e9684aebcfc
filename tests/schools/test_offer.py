"""What a school offers: added, changed, moved with a log, and what the public sees of it at once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import Actor
from core.states import MoveRefused
from core.testing import PortalClient
from schools.enums import OFFER_MOVES, OfferStatus
from schools.models import Campus, OfferYear, ProgrammeOffer
from schools.services import offers
from schools.services.school_years import roll_over
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache_table")]
STAFF = Actor(name="Mira", organisation="Steunpunt", is_staff=True)


@pytest.fixture
def offer(desk):
    return ProgrammeOfferFactory(campus=CampusFactory(school=desk.school), capacity=12)


def page(user, name, *args, **query):
    client = PortalClient()
    client.force_login(user)
    return client.get(reverse(f"schools:{name}", args=args), query)


@pytest.mark.parametrize("source", list(OfferStatus))
@pytest.mark.parametrize("target", list(OfferStatus))
def test_each_verb_moves_where_the_table_says_and_refuses_elsewhere(offer, source, target):
    ProgrammeOffer.objects.filter(pk=offer.pk).update(status=source)
    if target in OFFER_MOVES[source]:
        moved = offers.VERBS[target](actor=STAFF, offer=offer, reason="klassenraad")
        assert moved.status == target
        line = offer.moves.get()
        assert (line.from_state, line.to_state, line.reason) == (source, target, "klassenraad")
    else:
        with pytest.raises(MoveRefused, match="Dat kan niet"):
            offers.VERBS[target](actor=STAFF, offer=offer)
        assert not offer.moves.exists()
        offer.refresh_from_db()
        assert offer.status == source


def test_stopping_it_stops_what_was_prepared(desk, offer):
    roll_over(actor=STAFF, school=desk.school)
    offers.wind_down_offer(actor=STAFF, offer=offer)
    assert OfferYear.objects.get(offer=offer).status == OfferStatus.STOPPED


def test_the_same_programme_twice_at_a_campus_is_refused(offer):
    with pytest.raises(ValidationError, match="staat al bij deze vestigingsplaats"):
        offers.add_offer(actor=STAFF, campus=offer.campus, programme=offer.programme, terms={})
    assert ProgrammeOffer.objects.count() == 1


def test_a_school_is_no_partner_of_itself(offer):
    with pytest.raises(ValidationError, match="niet je eigen school"):
        offers.change_offer(actor=STAFF, offer=offer, changes={}, partners=[offer.campus.school])


def test_a_director_adds_changes_and_stops_and_the_public_follows(desk):
    MunicipalityFactory(postal_code="8800")
    programme, friend = ProgrammeFactory(name="Slager duaal", slug="slager-duaal"), SchoolFactory(name="Buurschool")
    client = PortalClient()
    client.force_login(desk.director)
    school = [desk.school.public_id]
    client.post(reverse("schools:campus_new", args=school), {"name": "Campus Noord", "postal_code": "8800"})
    campus = Campus.objects.get(school=desk.school)
    told = {"programme": "slager-duaal", "campus": campus.public_id, "status": "running", "capacity": "14"}
    client.post(reverse("schools:offer_new", args=school), {**told, "run_up": "specific"})
    row = ProgrammeOffer.objects.get(campus=campus, programme=programme)
    assert (row.capacity, row.has_run_up, row.run_up) == (14, True, "specific")
    public = reverse("schools:directory") + f"?q={desk.school.name}"
    assert "Slager duaal" in PortalClient().get(public).content.decode()
    client.post(
        reverse("schools:offer", args=[row.public_id]),
        {"capacity": "9", "run_up": "none", "mode": "modular", "partners": [friend.public_id]},
    )
    row.refresh_from_db()
    assert (row.capacity, row.mode, row.has_run_up, list(row.partners.all())) == (9, "modular", False, [friend])
    programme_page = reverse("catalogue:programme_page", args=["slager-duaal"])
    assert "Buurschool" in PortalClient().get(programme_page).content.decode()
    client.post(reverse("schools:offer_move", args=[row.public_id]), {"target": "stopped", "reason": "geen leraar"})
    assert "Slager duaal" not in PortalClient().get(public).content.decode()
    assert "geen leraar" in page(desk.director, "offer", row.public_id).content.decode()


def test_a_wrong_postal_code_and_number_are_told_and_nothing_is_kept(desk):
    client = PortalClient()
    client.force_login(desk.director)
    address = reverse("schools:campus_new", args=[desk.school.public_id])
    answer = client.post(address, {"name": "Campus Noord", "postal_code": "9000"})
    assert "ligt niet in West-Vlaanderen" in answer.content.decode()
    assert "Campus Noord" in answer.content.decode()
    assert not Campus.objects.exists()


def test_the_capacity_on_the_desk_is_the_sum_of_its_rows(desk, offer):
    ProgrammeOfferFactory(campus=CampusFactory(school=desk.school, name="Zuid"), programme=offer.programme, capacity=5)
    ProgrammeOfferFactory(programme=offer.programme, capacity=99)
    text = page(desk.director, "school_dashboard", desk.school.public_id).content.decode()
    address = reverse("schools:school_list", args=[desk.school.public_id, "plaatsen"])
    assert f'{address}?programme={offer.programme.slug}">17' in text
    rows = page(desk.director, "school_list", desk.school.public_id, "plaatsen", programme=offer.programme.slug)
    assert [cells[-1][1] for _href, cells in rows.context["lines"]] == ["12", "5"]


def test_a_coach_reads_and_a_stranger_finds_nothing(desk, other_desk, offer):
    assert page(desk.coach, "offers", desk.school.public_id).status_code == 200
    assert page(desk.coach, "offer", offer.public_id).status_code == 404
    for name, args in (("offers", [desk.school.public_id]), ("offer", [offer.public_id])):
        assert page(other_desk.director, name, *args).status_code == 404


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_list_costs_the_same_whatever_its_length(desk, rows, django_assert_max_num_queries):
    campus = CampusFactory(school=desk.school)
    for _each in range(rows):
        ProgrammeOfferFactory(campus=campus).partners.add(SchoolFactory())
    roll_over(actor=STAFF, school=desk.school)
    client = PortalClient()
    client.force_login(desk.director)
    for query in ("", f"?jaar={OfferYear.objects.first().school_year}"):
        with django_assert_max_num_queries(12):
            client.get(reverse("schools:offers", args=[desk.school.public_id]) + query)
    with django_assert_max_num_queries(12):
        client.get(reverse("schools:roll_over", args=[desk.school.public_id]))
