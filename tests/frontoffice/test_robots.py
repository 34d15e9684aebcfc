"""What search engines may read."""

import pytest
from django.urls import reverse
from lxml import etree

from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import PlacePageFactory

pytestmark = pytest.mark.django_db
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client):
    page = client.get(reverse("frontoffice:sitemap"))
    assert page["Content-Type"].startswith("application/xml")
    return etree.fromstring(page.content).xpath("//s:loc/text()", namespaces=SPACE)


def test_the_list_holds_public_pages_only(client):
    programme, shown, hidden = ProgrammeFactory(), PlacePageFactory(), PlacePageFactory(published_at=None)
    found = addresses(client)
    assert any(one.endswith(reverse("catalogue:programme_page", args=[programme.slug])) for one in found)
    assert any(str(shown.public_id) in one for one in found)
    assert not any(str(hidden.public_id) in one for one in found)
    assert all(one.startswith("http") for one in found)


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_its_budget(client, django_assert_max_num_queries, rows):
    for _number in range(rows):
        PlacePageFactory()
    with django_assert_max_num_queries(4):
        addresses(client)


@pytest.mark.parametrize(("demo", "line"), [(True, "Disallow: /\n"), (False, "Disallow: /beheer/\n")])
def test_a_site_with_invented_people_is_not_indexed(client, settings, demo, line):
    settings.DEMO = demo
    text = client.get(reverse("frontoffice:robots")).content.decode()
    assert line in text
    assert "/sitemap.xml" in text
