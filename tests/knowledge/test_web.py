"""Counting the website: one statement a page, no cookie, and a report that says what to mend."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from companies.scan_wizard import SCAN
from companies.wizard import WIZARD as REGISTER
from core import clock
from core.testing import PortalClient
from knowledge.models import PageRemark, WebDay
from knowledge.pages import known_page
from knowledge.rules.web import CHECK, JOURNEYS, counted_as, funnel, useful_rate, weakest
from knowledge.selectors.web import report_lines, web_report
from knowledge.services import web as services
from learners.wizard import WIZARD as INTAKE
from tests.factories.accounts import UserFactory
from tests.factories.knowledge_base import (
    ArticleFactory,
    PageRemarkFactory,
    UnansweredSearchFactory,
    WebDayFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
DOOR = reverse("frontoffice:door_companies")
USEFUL = reverse("knowledge:useful")
TODAY = dt.date(2026, 11, 27)


@pytest.fixture
def counting(settings):
    """Count pages as the portal does."""
    settings.COUNT_PAGES = True


def counted():
    return {(row.subject, row.step): row.times for row in WebDay.objects.all()}


def test_the_steps_of_the_journeys_are_those_of_the_wizards():
    for wizard in (INTAKE, REGISTER, SCAN):
        (journey,) = [one for one in JOURNEYS if one.wizard == wizard.url]
        own = [step for step in journey.steps if step not in (CHECK, journey.last)]
        slugs = [step.slug for step in wizard.steps]
        assert [slug for slug in slugs if slug in own] == own


def test_a_page_costs_one_statement_more(counting, django_assert_num_queries, settings):
    client = Client()
    client.get(DOOR)
    settings.COUNT_PAGES = False
    with connection.execute_wrapper(lambda execute, *rest: (asked.append(rest[0]), execute(*rest))[1]):
        asked: list[str] = []
        client.get(DOOR)
        before = len(asked)
        settings.COUNT_PAGES = True
        asked.clear()
        client.get(DOOR)
    written = [sql for sql in asked if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert len(written) == 1
    assert len([sql for sql in asked if "SAVEPOINT" not in sql]) == before + 1
    assert counted() == {("deur", "bedrijven"): 2}


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Googlebot/2.1"},
        {"sec-purpose": "prefetch"},
        {"hx-request": "true"},
    ],
)
def test_machines_and_looks_ahead_do_not_count(counting, headers):
    Client(headers=headers).get(DOOR)
    Client().head(DOOR)
    Client().get("/bestaat-niet/")
    assert counted() == {}


def test_colleagues_do_not_count_and_no_cookie_is_set(counting):
    colleague = Client()
    colleague.force_login(UserFactory(staff=True))
    colleague.get(DOOR)
    assert counted() == {}
    visitor = Client()
    visitor.get(DOOR)
    visitor.post(USEFUL, {"pagina": DOOR, "antwoord": "ja"})
    assert not visitor.cookies


def test_a_page_survives_a_counter_that_fails(counting, monkeypatch, caplog):
    monkeypatch.setattr(services, "ONE_MORE", "INSERT INTO nergens VALUES (%s, %s, %s)")
    assert Client().get(DOOR).status_code == 200
    assert "was not counted" in caplog.text


def test_what_a_page_counts_for():
    assert counted_as("frontoffice:home", {}) == ("deur", "start")
    assert counted_as("learners:intake_step", {"slug": "wie"}) == ("intake", "wie")
    assert counted_as("companies:scan_questions_check", {}) == ("scan", CHECK)
    assert counted_as("campaigns:registration", {"code": "X"}) == ("agenda", "ingeschreven")
    assert counted_as("learners:my_page", {"learner": "geheim"}) is None


def test_where_people_stop():
    rows = funnel([("een", 100), ("twee", 40), ("drie", 38), ("vier", 50)])
    assert [row.stopped for row in rows] == [None, 60, 5, 0]
    assert weakest(rows, 5).step == "twee"
    assert weakest(funnel([("een", 3), ("twee", 1)]), 5) is None
    assert weakest(funnel([("een", 3), ("twee", 1)]), 3).step == "twee"
    assert weakest(funnel([("een", 0), ("twee", 0)]), 5) is None
    assert (useful_rate(2, 2, 5), useful_rate(4, 1, 5)) == (None, 80)


def test_useful_is_counted_and_what_is_missed_is_kept(client):
    page = reverse("knowledge:article", args=[ArticleFactory().slug])
    assert client.post(USEFUL, {"pagina": page, "antwoord": "ja"}).status_code == 302
    asked = client.post(USEFUL, {"pagina": page, "antwoord": "nee"}, follow=True)
    assert "Wat mis je?" in asked.content.decode()
    assert "Schrijf in een paar woorden" in client.post(USEFUL, {"pagina": page, "text": " "}).content.decode()
    assert "rijksregisternummer" in client.post(USEFUL, {"pagina": page, "text": "93.05.18-223.61"}).content.decode()
    done = client.post(USEFUL, {"pagina": page, "text": "Een voorbeeld."}, follow=True)
    assert "We lezen je opmerking" in done.content.decode()
    assert counted() == {("nuttig", page): 1, ("niet nuttig", page): 1}
    assert PageRemark.objects.get().text == "Een voorbeeld."


@pytest.mark.parametrize(
    "page", ["", "https://elders.example/", "//elders.example/", "/beheer/", "/bestaat-niet/", "x"]
)
def test_only_our_own_pages_are_asked_about(client, page):
    assert known_page(page) == ""
    assert client.post(USEFUL, {"pagina": page, "antwoord": "ja"}).status_code == 404
    assert client.get(USEFUL, {"pagina": page}).status_code == 404


def test_a_get_of_the_link_counts_nothing(client):
    client.get(USEFUL, {"pagina": DOOR, "antwoord": "ja"})
    assert counted() == {}


def test_the_report_says_what_to_mend_and_the_file_says_the_same():
    for step, times in zip(JOURNEYS[0].steps, (50, 20, 19, 18, 18, 17, 17), strict=True):
        WebDayFactory(day=TODAY, subject="intake", step=step, times=times)
    WebDayFactory(day=dt.date(2025, 5, 1), times=7)
    WebDayFactory(day=TODAY, subject="niet nuttig", step=DOOR, times=8)
    WebDayFactory(day=TODAY, subject="nuttig", step=DOOR, times=2)
    PageRemarkFactory(given_on=TODAY)
    UnansweredSearchFactory()
    report = web_report(2026, TODAY)
    assert report.doors[0].before == 7
    assert [line for line in report.mend if "60 %" in line and "over" in line]
    assert [line for line in report.mend if DOOR in line and "20 %" in line]
    lines = report_lines(report)
    assert {"te verbeteren"} <= {row[0] for row in lines}
    assert all(len(row) == 4 for row in lines)


def test_the_report_on_the_desk():
    client = PortalClient()
    client.force_login(UserFactory(staff=True))
    year = clock.today().year
    assert client.get(reverse("admin:knowledge_webday_report", args=[year])).status_code == 200
    assert client.get(reverse("admin:knowledge_webday_report", args=[1999])).status_code == 404
    assert "deel;wat;keer" in client.get(reverse("admin:knowledge_webday_csv", args=[year])).content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_the_report_costs(django_assert_num_queries, rows):
    for number in range(rows):
        WebDayFactory(subject="nuttig", step=f"/{number}/", day=TODAY)
        PageRemarkFactory(given_on=TODAY)
        UnansweredSearchFactory()
    with django_assert_num_queries(8):
        web_report(2026, TODAY)
