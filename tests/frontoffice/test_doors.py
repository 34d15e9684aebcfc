"""The home page, the four doors, the pages every site owes its visitors, and the style guide."""

import datetime as dt
import gzip
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from lxml import html

from catalogue.models import DatedRule
from core.retention import policies
from core.ui import bundle

DOORS = ("door_learners", "door_companies", "door_schools", "door_partners")
PAGES = ("home", *DOORS, "accessibility", "privacy")
FONT_BYTES = 30_000
STATIC = Path(settings.BASE_DIR) / "static"

pytestmark = pytest.mark.django_db


def fetch(client, name):
    response = client.get(reverse(f"frontoffice:{name}"))
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode())


@pytest.mark.parametrize("name", (*PAGES, "styleguide"))
def test_page_has_one_heading_a_title_and_no_jump_in_levels(client, name):
    page = fetch(client, name)
    title, heading = page.xpath("string(//title)"), page.xpath("string(//h1)").strip()
    assert heading.rstrip(".") in title
    levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3|//h4")]
    if name != "styleguide":
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), levels


@pytest.mark.parametrize("name", PAGES)
def test_first_load_is_light(client, name):
    """All bytes as they travel: page, style sheet (compressed, as every static file is), typeface, script and icon; at
    most 15 requests.
    """
    response = client.get(reverse(f"frontoffice:{name}"))
    page = html.document_fromstring(response.content.decode())
    linked = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
    assert len(linked) + 2 <= 15
    css = bundle.joined(STATIC / "css", with_font=True)
    own = [STATIC / path.removeprefix("/static/") for path in linked if not path.endswith("site.css")]
    total = (
        len(response.content)
        + len(gzip.compress(css.encode()))
        + FONT_BYTES
        + sum(file.stat().st_size for file in own)
    )
    assert total < 100_000, total


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_the_site_leads_somewhere(client, name):
    page = fetch(client, name)
    ids = set(page.xpath("//@id"))
    for href in page.xpath("//a/@href"):
        if href.startswith("#"):
            assert href[1:] in ids, href
        else:
            assert href, "an empty link"
            assert href.startswith(("/", "mailto:", "tel:")), href


def test_home_opens_the_four_doors(client):
    page = fetch(client, "home")
    doors = page.xpath("//a[contains(@class, 'door ')]/@href")
    assert doors == [reverse(f"frontoffice:{name}") for name in DOORS]


@pytest.mark.parametrize("name", DOORS)
def test_the_door_marks_itself_in_the_menu(client, name):
    page = fetch(client, name)
    here = page.xpath("//div[@class='menu-wide']//a[@aria-current='page']/@href")
    assert here == [reverse(f"frontoffice:{name}")]


def test_rules_on_a_door_come_from_the_table_with_source_and_date(client):
    DatedRule.objects.create(
        key="company-premium", scope="paid", label="Premie per lerende", value=Decimal("1234.50"), unit="euro",
        source="https://voorbeeld.be/premie", last_checked=dt.date(2026, 11, 3),
    )  # fmt: skip
    text = fetch(client, "door_companies").xpath("string(//table)")
    assert "Premie per lerende" in text
    assert "1.234,50 euro" in text
    assert "3 november 2026" in text
    assert "voorbeeld.be/premie" in text


def test_a_rule_that_ended_is_not_shown(client):
    DatedRule.objects.create(
        key="company-premium", label="Oude premie", value=800, unit="euro", source="x", last_checked=dt.date(2023, 1, 1),
        valid_until=dt.date(2023, 6, 30),
    )  # fmt: skip
    assert "Oude premie" not in fetch(client, "door_companies").text_content()


def test_privacy_page_names_every_policy_that_runs(client):
    DatedRule.objects.create(
        key="retention-journal", label="Logboek", value=2, unit="jaar", source="x", last_checked=dt.date(2026, 1, 1)
    )
    page = fetch(client, "privacy")
    assert len(page.xpath("//tbody/tr")) == len(policies())
    assert "2 jaar" in page.xpath("string(//table)")


def test_demo_ribbon_is_on_every_page_of_a_demo_site(client):
    with override_settings(DEMO=True):
        for name in PAGES:
            assert "verzonnen" in fetch(client, name).text_content()


def test_contact_details_are_shown_when_known(client):
    with override_settings(CONTACT_PHONE="050 00 00 00", CONTACT_EMAIL="hulp@example.be"):
        page = fetch(client, "privacy")
    assert page.xpath("//footer//a[@href='tel:050000000']")
    assert page.xpath("//footer//a[@href='mailto:hulp@example.be']")


def test_unknown_page_offers_two_next_steps(client):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    page = html.document_fromstring(response.content.decode())
    assert len(page.xpath("//main//a[contains(@class, 'button')]")) == 2


def test_the_address_of_a_button_opened_as_a_page_says_so(client):
    """Who signs in after pressing a button is sent on to its address: never an empty page."""
    response = client.get(reverse("frontoffice:language"))
    page = html.document_fromstring(response.content.decode())
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert page.xpath("string(//h1)").strip() == "Dit adres hoort bij een knop"
    assert len(page.xpath("//main//a[contains(@class, 'button')]")) == 2
    assert client.get(reverse("frontoffice:language"), headers={"accept": "application/json"}).content == b""


def test_server_error_page_asks_nothing_of_the_database(rf, django_assert_num_queries):
    from frontoffice.views.errors import server_error

    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Het ligt niet aan jou" in response.content.decode()


@pytest.mark.budget
@pytest.mark.parametrize(("name", "queries"), (("door_learners", 4), ("door_companies", 4), ("privacy", 2)))
def test_a_door_asks_little_of_the_database(client, django_assert_max_num_queries, name, queries):
    with django_assert_max_num_queries(queries):
        fetch(client, name)
