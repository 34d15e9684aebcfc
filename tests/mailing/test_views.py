"""The local mailbox: only in the demonstration, safe to look into."""

import uuid

import pytest
from django.test import Client
from django.urls import include, path

from tests.factories.mailing import OutboxMailFactory, OutboxSmsFactory

urlpatterns = [path("", include("mailing.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def pages(mail):
    return ["/postvak/", f"/postvak/{mail.public_id}/", f"/postvak/{mail.public_id}/opmaak/"]


def test_outside_the_demonstration_it_does_not_exist(client, settings):
    mail = OutboxMailFactory()
    assert [Client().get(page).status_code for page in pages(mail)] == [200, 200, 200]
    settings.DEMO = False
    assert [client.get(page).status_code for page in pages(mail)] == [404, 404, 404]


def test_the_list_is_newest_first_and_can_be_searched(client):
    for name in ("ann", "bob", "carla"):
        OutboxMailFactory(to=f"{name}@example.be", subject=f"Dag {name}")
    page = client.get("/postvak/").content.decode()
    assert page.index("Dag carla") < page.index("Dag bob") < page.index("Dag ann")
    found = client.get("/postvak/?q=BOB").content.decode()
    assert "Dag bob" in found
    assert "Dag ann" not in found


def test_an_empty_mailbox_says_what_to_do(client):
    assert "Er is hier nog niets verstuurd." in client.get("/postvak/?q=niemand").content.decode()


def test_text_is_shown_first_with_links_and_without_tags_of_its_own(client):
    mail = OutboxMailFactory(text="Dag <script>alert(1)</script>\n\nhttps://x.be/?a=1&b=2\n")
    page = client.get(f"/postvak/{mail.public_id}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="https://x.be/?a=1&amp;b=2"' in page


def test_the_layout_is_shut_in_by_its_own_policy():
    mail = OutboxMailFactory(html="<p style='color:red' onclick='x()'>Dag</p><script>x()</script>")
    response = Client().get(f"/postvak/{mail.public_id}/opmaak/")
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script-src" not in policy
    assert policy.endswith("sandbox")


def test_unknown_mails_and_writes_are_refused(client):
    assert client.get(f"/postvak/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"/postvak/{uuid.uuid4()}/opmaak/").status_code == 404
    assert client.post("/postvak/").status_code == 405


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_list_costs_three_queries(client, rows, django_assert_num_queries):
    OutboxMailFactory.create_batch(rows)
    OutboxSmsFactory.create_batch(rows)
    client.get("/postvak/")
    with django_assert_num_queries(3):
        client.get("/postvak/")
