"""A mailed link that was damaged, forged or outlived what it opens says so, in every language, with a way on."""

import pytest
from django.urls import reverse

from core.testing import PortalClient
from frontoffice.language import COOKIE
from tests.frontoffice.test_scanner import MAILED, rules  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
WAYS_ON = ("frontoffice:ask", "learners:hand_in", "frontoffice:home")


@pytest.mark.parametrize("name", sorted(MAILED))
def test_a_forged_link_ends_in_a_sentence_and_a_way_on(name):
    answer = PortalClient().get(reverse(name, args=["onzin"]))
    page = answer.content.decode()
    assert answer.status_code in {404, 410} or "onzin" not in page
    assert "link" in page.lower()
    assert "Deze pagina vinden we niet" not in page
    assert any(reverse(way) in page for way in WAYS_ON)


def test_a_forged_link_of_a_learner_speaks_the_language_of_the_visitor():
    client = PortalClient()
    client.cookies[COOKIE] = "fr"
    page = client.get(reverse("placements:pulse", args=["onzin"])).content.decode()
    assert "Ce lien ne fonctionne pas" in page
    assert 'lang="fr"' in page


def test_another_page_that_does_not_exist_keeps_its_own_words(client):
    page = client.get("/bestaat-niet/").content.decode()
    assert "Deze pagina vinden we niet" in page
    assert "Deze link werkt niet" not in page
