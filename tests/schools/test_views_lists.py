"""Every number of the desk that is not about learners is a link to its rows, as page and as file; one list for all."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from companies.models import Workplace
from schools.rules_scan import QUESTIONS
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.placements import AgreementFactory, SignatureFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolScanFactory
from tests.pdf import read as read_pdf
from tests.schools.pages import Screen, words


def links_on(client, school, **query):
    """Every number with its address, also in the table of programmes."""
    page = Screen(client, school, **query).page
    tallies = [
        (int(words(a.find("strong"))), a.get("href"))
        for a in page.xpath("//ul[contains(@class,'tally')]//a[not(contains(@href,'/scan/'))]")
    ]
    cells = page.xpath("//section[@aria-labelledby='opleidingen-titel']//td/a")
    return tallies + [(int(a.text), a.get("href")) for a in cells]


def rows_at(client, school, href):
    base = reverse("schools:school_dashboard", args=[school.public_id])
    found, number = [], 1
    while True:
        address = (base + href if href.startswith("?") else href) + f"&page={number}"
        page = html.document_fromstring(client.get(address).content)
        found += [words(row) for row in page.xpath("//main//table[not(ancestor::figure)]//tbody/tr")
                  if not row.xpath("ancestor::section[@aria-labelledby='opleidingen-titel']")]  # fmt: skip
        if not page.xpath("//a[@rel='next']"):
            break
        number += 1
    [file] = set(page.xpath("//a[contains(., 'Uitvoer (CSV)')]/@href"))
    told = list(csv.reader(io.StringIO(client.get(file).content.decode("utf-8-sig")), delimiter=";"))
    return found, told[1:]


def counted(href, file):
    """The rows of a list; of the places of a programme what the rows hold together."""
    return sum(int(row[-1]) for row in file) if "/plaatsen/" in href else len(file)


def fill(desk):
    """Agreements in every turn, places in and out of reach, programmes on two campuses with a neighbour."""
    own, other = desk.province.programme, ProgrammeFactory(name="Slager duaal")
    campuses = [CampusFactory(school=desk.school), CampusFactory(school=desk.school)]
    for campus, programme in zip(campuses, (own, other), strict=True):
        ProgrammeOfferFactory(campus=campus, programme=programme, capacity=12)
    ProgrammeOfferFactory(programme=own)
    for number in range(4):
        desk.learner(programme=(own, other)[number % 2], coach=(None, desk.coach)[number // 2], days=14)
    for state in ("school", "signing", "running"):
        learner = desk.learner(coach=desk.coach, state="placed")
        traits = {state: True} if state != "school" else {"state": "school"}
        AgreementFactory(
            learner=learner, school=desk.school, coach=desk.coach, workplace=WorkplaceFactory(programme=own), **traits
        )
    signed = AgreementFactory(learner=desk.learner(), school=desk.school, signing=True)
    SignatureFactory(agreement=signed, party="school")
    desk.province.place()
    old = desk.province.place()
    Workplace.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=8))
    return campuses


@pytest.mark.parametrize("who", ["director", "coach"])
def test_each_number_is_the_length_of_page_and_file(client, desk, other_desk, who):
    campuses = fill(desk)
    fill(other_desk)
    strangers = {learner.code for learner in other_desk.school.learners.all()}
    client.force_login(getattr(desk, who))
    choices = ({}, {"campus": str(campuses[1].public_id)}, {"coach": str(desk.coach.public_id)})
    counts = {}
    for choice in choices:
        for count, href in links_on(client, desk.school, **choice):
            rows, file = rows_at(client, desk.school, href)
            assert len(rows) == len(file), href
            assert counted(href, file) == count, href
            assert not any(code in row for row in rows for code in strangers)
            counts.setdefault(href.split("?")[0].rstrip("/").rsplit("/", 1)[-1], set()).add(count)
    assert {"jouw-beurt", "tekenen", "plekken", "nieuwe-plekken"} <= set(counts)
    assert counts["jouw-beurt"] >= {1, 0}
    assert 1 in counts["tekenen"]


def test_a_director_sees_places_programmes_and_neighbours(client, desk):
    DatedRuleFactory(key="programme-norm", value=5)
    fill(desk)
    client.force_login(desk.director)
    numbers = [(count, href) for count, href in links_on(client, desk.school)]
    by_list = {
        href.split("/lijst/")[1].split("/")[0]: count
        for count, href in numbers
        if "/lijst/plek" in href or "/lijst/nieuwe" in href
    }
    assert by_list == {"plekken": 2, "nieuwe-plekken": 1}
    assert sum(count for count, href in numbers if "zelfde-opleiding" in href) == 1
    text = Screen(client, desk.school).page.text_content()
    assert "minder dan 5" in text
    client.force_login(desk.coach)
    assert "minder dan 5" not in Screen(client, desk.school).page.text_content()


def test_a_place_nobody_can_reach_is_not_counted(client, desk):
    desk.learner(max_minutes=5)
    desk.province.place()
    client.force_login(desk.director)
    assert [count for count, href in links_on(client, desk.school) if "/plekken/" in href] == [0]


def test_the_report_says_the_same_numbers(client, desk, monkeypatch):
    fill(desk)
    SchoolScanFactory(school=desk.school, answers={question.key: 0 for question in QUESTIONS})
    client.force_login(desk.director)
    address = reverse("schools:report", args=[desk.school.public_id])
    response = client.get(address)
    assert response["Content-Type"] in ("application/pdf", "text/html; charset=utf-8")
    if response["Content-Type"] == "application/pdf":
        pdf = read_pdf(response.content)
        assert {"H1", "H2", "Table", "TH", "TD", "Figure"} <= pdf.tags
        assert pdf.language == "nl-BE"
        assert pdf.all().count("/Alt (Grafiek: vraag en aanbod per opleiding.") == 1
    shown = []
    monkeypatch.setattr("core.pdf._write", lambda text: shown.append(text) or b"%PDF")
    client.get(address)
    rows = html.document_fromstring(shown[0]).xpath("//table/tbody/tr")
    told = {words(row.find("th")).casefold(): words(row.find("td")) for row in rows}
    page = Screen(client, desk.school).page
    tiles = {words(link.find("span")).casefold(): words(link.find("strong")) for link in page.xpath("//ul//a[strong]")}
    counted = {label: number for label, number in tiles.items() if "scan" not in label and "vra" not in label}
    assert len(counted) > 10
    assert counted.items() <= told.items()
    chart = html.document_fromstring(shown[0]).xpath("//svg//text/text()")
    assert chart[:2] == ["A: groene plekken", "B: zoekend"]
    assert [line for line in chart[2:] if line[:3] not in ("A: ", "B: ")] == page.xpath("//figure//tbody//th/text()")
    bars = [line.split(": ")[1] for line in chart[2:] if line[:3] in ("A: ", "B: ")]
    assert bars == page.xpath("//figure//tbody//td/a/text()")
    assert told["punten van de scan om aan te werken"] == str(len(QUESTIONS))


@pytest.mark.parametrize("name", ["school_list", "list_csv"])
def test_lists_belong_to_the_school(client, desk, other_desk, name):
    address = reverse(f"schools:{name}", args=[desk.school.public_id, "overeenkomsten"])
    for user in (other_desk.director, other_desk.coach, UserFactory()):
        client.force_login(user)
        assert client.get(address).status_code == 404
    client.force_login(desk.director)
    assert client.get(address).status_code == 200
    assert client.get(reverse(f"schools:{name}", args=[desk.school.public_id, "onzin"])).status_code == 404


@pytest.mark.parametrize("rows", (1, 3, 25, 400))
def test_a_list_keeps_its_budget(client, desk, django_assert_num_queries, rows):
    for _number in range(rows - 25):
        desk.learner()
    for _number in range(min(rows, 25)):
        AgreementFactory(learner=desk.learner(), school=desk.school, signing=True, people=True)
    client.force_login(desk.director)
    address = reverse("schools:school_list", args=[desk.school.public_id, "tekenen"])
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)
