"""The long list of activities: its clusters, the search without script, and what is kept for an establishment."""

import pytest
from django.urls import reverse

from accounts.actor import SYSTEM
from companies.selectors.activities import activity_clusters, list_of, ticked_codes
from companies.services.activities import tick_activities
from core import clock
from privacy.journal import lines_about
from tests.companies.test_desk_views import sign_in
from tests.factories.catalogue import ActivityFactory, ProgrammeActivityFactory, ProgrammeFactory, SectorFactory
from tests.factories.companies import EstablishmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists():
    """Two sectors, an activity in both, one in four, and one in each."""
    sectors = [SectorFactory(slug=name, name=name.title()) for name in ("bakkerij", "handel", "zorg", "hout")]
    programmes = [ProgrammeFactory(sector=sector) for sector in sectors]
    programmes.append(ProgrammeFactory(sector=sectors[0]))
    names = {"deeg": (0, 4), "klant": (0, 1, 4), "kassa": (1,), "team": (0, 1, 2, 3), "zagen": (3,)}
    for name, uses in names.items():
        activity = ActivityFactory(code=name, text=f"Activiteit {name}")
        for place in uses:
            ProgrammeActivityFactory(programme=programmes[place], activity=activity)
    return programmes


def as_dict(clusters):
    return {cluster.name: [code for code, _text in cluster.activities] for cluster in clusters}


def test_each_activity_stands_in_one_cluster(lists):
    assert as_dict(activity_clusters()) == {
        "In veel sectoren": ["team"],
        "Bakkerij": ["deeg", "klant"],
        "Handel": ["kassa"],
        "Hout": ["zagen"],
    }
    assert activity_clusters()[0].name == "In veel sectoren"


def test_a_sector_brings_its_own_activities_and_the_common_ones(lists):
    assert as_dict(activity_clusters(sectors=["handel"])) == {
        "In veel sectoren": ["team"],
        "Handel": ["kassa", "klant"],
    }


def test_every_word_must_occur_whatever_the_accents(lists):
    assert as_dict(activity_clusters(words="ACTIVITÉIT dee")) == {"Bakkerij": ["deeg"]}
    assert activity_clusters(words="bestaat niet") == []


def test_the_list_of_a_programme_keeps_the_official_order(lists):
    (cluster,) = list_of(lists[0])
    assert [code for code, _text in cluster.activities] == ["deeg", "klant", "team"]
    assert list_of(ProgrammeFactory()) == []


def test_ticks_are_kept_exactly_and_told_once(lists):
    place = EstablishmentFactory()
    tick_activities(actor=SYSTEM, establishment=place, codes=["deeg", "team", "onbekend"])
    tick_activities(actor=SYSTEM, establishment=place, codes=["team", "deeg"])
    place.refresh_from_db()
    assert ticked_codes(place) == ["deeg", "team"]
    assert place.activities_ticked_on == clock.today()
    assert [line.additional_data["verb"] for line in lines_about(place)] == ["establishment_activities_ticked"]
    tick_activities(actor=SYSTEM, establishment=place, codes=[])
    assert ticked_codes(place) == []


def test_a_member_ticks_and_sees_the_ticks_again(client, lists):
    place = EstablishmentFactory()
    sign_in(client, place.company)
    url = reverse("companies:activities", args=[place.public_id])
    assert client.post(url, {"words": "", "activities": ["deeg", "team"]}).status_code == 302
    assert ticked_codes(place) == ["deeg", "team"]
    page = client.get(url).content.decode()
    assert page.count(" checked") == 2
    assert "1 van 2 aangevinkt" in page


def test_searching_without_script_keeps_every_tick_and_saves_nothing(client, lists):
    place = EstablishmentFactory()
    sign_in(client, place.company)
    url = reverse("companies:activities", args=[place.public_id])
    page = client.post(url, {"words": "kassa", "activities": ["deeg"], "zoek": "ja"}).content.decode()
    assert 'value="deeg"' in page
    assert 'value="kassa"' in page
    assert 'value="zagen"' not in page
    assert page.count(" checked") == 1
    assert "1 activiteit gevonden" in page
    assert ticked_codes(place) == []


def test_an_activity_that_does_not_exist_is_refused_in_words(client, lists):
    place = EstablishmentFactory()
    sign_in(client, place.company)
    url = reverse("companies:activities", args=[place.public_id])
    page = client.post(url, {"activities": ["deeg", "vliegen"]}).content.decode()
    assert "error-summary" in page
    assert page.count(" checked") == 1
    assert ticked_codes(place) == []


def test_a_stranger_finds_nothing(client, lists):
    place = EstablishmentFactory()
    sign_in(client, EstablishmentFactory().company)
    url = reverse("companies:activities", args=[place.public_id])
    assert client.get(url).status_code == 404
    assert client.post(url, {"activities": ["deeg"]}).status_code == 404
    assert ticked_codes(place) == []


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_asks_the_same_number_of_queries(client, lists, rows, django_assert_num_queries):
    place = EstablishmentFactory()
    for n in range(rows):
        ProgrammeActivityFactory(programme=lists[0], activity=ActivityFactory(code=f"X{n}"), position=90 + n)
    sign_in(client, place.company)
    url = reverse("companies:activities", args=[place.public_id])
    client.get(url)
    with django_assert_num_queries(6):
        client.get(url)
