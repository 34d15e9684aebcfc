"""The public catalogue as a visitor sees it."""

import datetime as dt

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.enums import MatrixKind, Shortage, TravelMode
from catalogue.models import GlossaryTerm, TravelMatrix
from companies.enums import Availability
from schools.enums import EvidenceLevel, OfferStatus
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.schools import ProgrammeOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def term_of_a_green_light():
    DatedRuleFactory(key="availability-term", value=60, unit="dagen")


def page_of(client, programme, **query):
    return client.get(reverse("catalogue:programme_page", args=[programme.slug]), query).content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_list_costs_the_same_for_any_number_of_programmes(client, django_assert_max_num_queries, rows):
    ProgrammeFactory.create_batch(rows)
    with django_assert_max_num_queries(6):
        page = client.get(reverse("catalogue:programme_list")).content.decode()
    assert page.count("/opleidingen/") >= rows


def test_filters_narrow_down_and_keep_what_was_typed(client):
    baker = ProgrammeFactory(name="Bakker duaal", search_text="bakker duaal", shortage=Shortage.YES)
    ProgrammeFactory(name="Lasser duaal", search_text="lasser duaal", shortage=Shortage.UNKNOWN)
    page = client.get(reverse("catalogue:programme_list"), {"q": "Bákker", "shortage": "on"}).content.decode()
    assert baker.name in page
    assert "Lasser" not in page
    assert 'value="Bákker"' in page


def test_a_programme_that_stopped_is_not_in_the_list(client):
    ProgrammeFactory(name="Oud duaal", retired_on=dt.date(2025, 8, 31))
    assert "Oud duaal" not in client.get(reverse("catalogue:programme_list")).content.decode()


def test_nothing_found_offers_two_next_steps(client):
    page = client.get(reverse("catalogue:programme_list"), {"q": "astronaut"}).content.decode()
    assert "geen opleiding die past" in page
    assert reverse("frontoffice:ask") in page


def test_a_programme_nobody_offers_is_no_dead_end(client):
    page = page_of(client, ProgrammeFactory())
    assert "nog geen school met deze opleiding" in page
    assert reverse("frontoffice:ask") in page


def test_schools_without_evidence_are_not_shown(client):
    programme = ProgrammeFactory()
    shown = ProgrammeOfferFactory(programme=programme, status=OfferStatus.RUNNING)
    hidden = ProgrammeOfferFactory(
        programme=programme, status=OfferStatus.RUNNING, campus__school__evidence_level=EvidenceLevel.NONE
    )
    page = page_of(client, programme)
    assert shown.campus.school.name in page
    assert hidden.campus.school.name not in page


def test_places_near_come_with_minutes_and_say_that_they_are_estimates(client):
    towns = sorted([MunicipalityFactory(postal_code="8820"), MunicipalityFactory()], key=lambda town: town.nis)
    for mode in TravelMode.ORDER:
        minutes = np.array([[5, 34], [34, 5]], dtype=np.uint8)
        TravelMatrix.objects.create(
            mode=mode,
            kind=MatrixKind.ESTIMATE,
            zones=[town.nis for town in towns],
            minutes=minutes.tobytes(),
            source="Schatting",
            data_date=dt.date(2026, 1, 1),
        )
    place = WorkplaceFactory(
        establishment__municipality=towns[1],
        availability=Availability.NOW,
        availability_confirmed_at=timezone.now() - dt.timedelta(days=6),
    )
    page = page_of(client, place.programme, town=towns[0].name, mode="bicycle")
    assert "34 minuten" in page
    assert "schatting" in page
    assert place.establishment.company.name in page


@pytest.mark.parametrize(
    ("town", "sentence"),
    [
        ("", "Vul je gemeente of postcode in"),
        ("9000", "buiten West-Vlaanderen"),
        ("59000", "buiten West-Vlaanderen"),
        ("8999", "bestaat niet"),
        ("Atlantis", "geen gemeente met die naam"),
    ],
)
def test_a_wrong_town_gets_a_sentence_and_stays_typed(client, town, sentence):
    page = page_of(client, ProgrammeFactory(), town=town, mode="bicycle")
    assert sentence in page
    assert f'value="{town}"' in page or not town


def test_the_glossary_has_an_anchor_per_word(client):
    GlossaryTerm.objects.create(
        slug="aanloopfase", term="Aanloopfase", search_text="aanloopfase", definition="Oefenen."
    )
    assert 'id="aanloopfase"' in client.get(reverse("catalogue:glossary")).content.decode()


def test_an_unknown_programme_is_not_found(client):
    assert client.get(reverse("catalogue:programme_page", args=["bestaat-niet"])).status_code == 404
