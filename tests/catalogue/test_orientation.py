"""Choosing as a visitor sees it: tiles, what fits and why, side by side, along to the intake."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from catalogue.choosing import fits
from catalogue.models import Interest, Programme
from core.drafts import remembered
from tests.factories.catalogue import (
    DatedRuleFactory,
    InterestFactory,
    InterestLinkFactory,
    MunicipalityFactory,
    NeighbourToolFactory,
    ProgrammeFactory,
)
from tests.factories.schools import ProgrammeOfferFactory

pytestmark = pytest.mark.django_db
TILES, COMPARE, CARRY = (
    reverse(name) for name in ("catalogue:orientation", "catalogue:compare", "learners:intake_carry")
)


@pytest.fixture(autouse=True)
def rules():
    DatedRuleFactory(key="availability-term", value=60, unit="dagen")
    DatedRuleFactory(key="workplace-target-share", value=60)
    DatedRuleFactory(key="learning-allowance", scope="tier-2", value="675.90", source="een bron", certainty="gelezen")


def test_tiles_lead_to_programmes_with_the_reason_and_links(client):
    outside = InterestFactory(slug="buiten", phrase="buiten werken")
    machines = InterestFactory(slug="machines", phrase="machines")
    programme = ProgrammeFactory(study_domain="stem")
    InterestLinkFactory(interest=outside)
    InterestLinkFactory(interest=machines, kind="programme", target=programme.slug)
    tool = NeighbourToolFactory()
    tiles = client.get(TILES).content.decode()
    assert tiles.count('name="wat"') == 2
    assert tool.limits in tiles
    page = client.get(TILES, {"wat": [outside.slug, machines.slug]}).content.decode()
    assert "Je koos buiten werken en machines." in page
    assert reverse("catalogue:programme_page", args=[programme.slug]) in page
    assert f'name="o" value="{programme.slug}"' in page


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [([], ""), (["bestaat-niet"], "Kies tegels van deze pagina."), (range(5), "Kies er hoogstens 4. Je koos er 5.")],
)
def test_a_wrong_choice_gets_a_sentence_and_keeps_its_ticks(client, chosen, sentence):
    slugs = [one.slug for one in InterestFactory.create_batch(5)]
    picked = [slugs[one] if isinstance(one, int) else one for one in chosen]
    page = client.get(TILES, {"wat": picked}).content.decode()
    assert page.count(sentence) >= 2 or not sentence
    assert page.count(" checked") == len(set(picked) & set(slugs))


def test_an_interest_without_programmes_is_no_dead_end(client):
    page = client.get(TILES, {"wat": InterestFactory().slug}).content.decode()
    assert "nog geen duale opleiding" in page
    assert reverse("catalogue:programme_list") in page


def test_three_programmes_side_by_side(client):
    chosen = ProgrammeFactory.create_batch(4, grade="3")
    offer = ProgrammeOfferFactory(programme=chosen[0])
    page = client.get(COMPARE, {"o": [one.slug for one in chosen]}).content.decode()
    assert "We tonen de eerste drie." in page
    for words in (
        "Meestal 3 van de 5 dagen",
        "675,90 euro per maand",
        "Derde graad",
        offer.campus.school.name,
        "een bron",
    ):
        assert words in page
    assert chosen[3].name not in page


def test_near_a_municipality_tells_minutes(client):
    call_command("load_reference", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115
    programme = Programme.objects.get(slug="elektrische-installaties-duaal")
    page = client.get(COMPARE, {"o": programme.slug, "town": "Torhout"}).content.decode()
    assert "Dichtste leerwerkplekken" in page
    assert "minuten)" in page
    assert "zijn een schatting" in page
    wrong = client.get(COMPARE, {"o": programme.slug, "town": "Atlantis"}).content.decode()
    assert "We vinden geen gemeente met die naam" in wrong
    assert 'value="Atlantis"' in wrong


def test_nothing_to_compare_offers_two_ways_on(client):
    page = client.get(COMPARE, {"o": "bestaat-niet"}).content.decode()
    assert TILES in page
    assert reverse("catalogue:programme_list") in page


def test_every_tile_of_the_shipped_data_leads_somewhere_and_every_programme_is_reached(client):
    with open("/dev/null", "w") as quiet:
        call_command("load_reference", verbosity=0, stdout=quiet)
    reached = set()
    for tile in Interest.objects.all():
        found = fits([tile], {}, {})
        assert found, tile
        reached |= {one.facts.slug for one in found}
    current = Programme.objects.current().exclude(variants__kind="aanloop-breed").exclude(name__startswith="Aanloop")
    missed = set(current.values_list("slug", flat=True)) - reached
    assert not missed


def test_a_choice_goes_along_to_the_intake_and_stays_visible(client):
    call_command("createcachetable", verbosity=0)
    MunicipalityFactory()
    programme = ProgrammeFactory(study_domain="stem")
    response = client.post(CARRY, {"domains": ["stem", "onzin"], "programme": programme.slug})
    assert response.url == reverse("learners:intake_step", args=["wie"])
    answers = remembered(client.session, "intake").answers
    assert answers["interesses"] == {"domains": ["stem"]}
    assert answers["op-het-oog"]["programme"] == [str(programme.pk)]
    assert client.get(CARRY).status_code == 405


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_fits_costs_the_same_for_any_number_of_programmes(client, django_assert_max_num_queries, rows):
    tile = InterestLinkFactory().interest
    ProgrammeFactory.create_batch(rows, study_domain="stem")
    with django_assert_max_num_queries(9):
        assert client.get(TILES, {"wat": tile.slug}).status_code == 200
