"""Supply and demand on the screen: who may see it, the lens in the address, small numbers hidden, files equal to the page."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from research import rules_quadrant
from research.market_enums import LOOKS, Count, Look
from research.models import SupplyDemandRun
from research.selectors.market import least_for, market_page
from research.selectors.market_flows import province_of
from research.selectors.market_grid import Least, Lens
from research.selectors.rule_book import RuleBook
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory, SubregionFactory
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory
from tests.factories.research import OutsideFigureFactory, SupplyDemandFactory, SupplyDemandRunFactory
from tests.factories.schools import ProgrammeOfferFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
URL = "/onderzoek/vraag-en-aanbod/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def counted():
    """Two programmes in two sub-regions; one number of each is small."""
    for scope, value in (("smallest", 5), ("smallest-leavers", 20), ("reach-minutes", 45)):
        DatedRuleFactory(key="programme-request", scope=scope, value=value, valid_from=None)
    DatedRuleFactory(key="wish-min-companies", scope="", value=3, valid_from=None)
    SupplyDemandRunFactory()
    coast, south = SubregionFactory(slug="kust", name="Kust"), SubregionFactory(slug="zuid", name="Zuid")
    towns = [
        MunicipalityFactory(subregion=coast, name="Zeedorp"),
        MunicipalityFactory(subregion=south, name="Leiedorp"),
    ]
    cook, care = ProgrammeFactory(name="Kok duaal"), ProgrammeFactory(name="Zorg duaal")
    for programme, town, waiting, green in ((cook, 0, 2, 7), (cook, 1, 9, 0), (care, 0, 8, 1), (care, 1, 12, 4)):
        SupplyDemandFactory(
            programme=programme,
            municipality=towns[town],
            enrolled=waiting,
            waiting=waiting,
            green=green,
            sites_bicycle=1,
        )
    return towns


def page_for(*, is_staff=True, subregion=None, per="opleiding", look=Look.DEMAND, sort="-waiting"):
    run = SupplyDemandRun.objects.get()
    return market_page(
        Lens("2026-2027", subregion),
        run,
        per=per,
        looks=[look],
        mapped=Count.GREEN,
        sort=sort,
        least=least_for(RuleBook(clock.today()), is_staff=is_staff),
    )


def told(page):
    return {line.name: page.text(line, Count.WAITING) for line in page.lines}


def test_the_lens_adds_up_the_province_and_keeps_a_sub_region(counted):
    assert told(page_for()) == {"Zorg duaal": "20", "Kok duaal": "11"}
    assert told(page_for(subregion=counted[0].subregion)) == {"Zorg duaal": "8", "Kok duaal": "2"}
    assert told(page_for(per="gemeente")) == {"Leiedorp": "21", "Zeedorp": "10"}
    assert [line.name for line in page_for(sort="waiting").lines] == ["Kok duaal", "Zorg duaal"]
    assert page_for().totals[Count.WAITING] == 31


def test_a_school_never_learns_a_small_number_whatever_the_lens(counted):
    for subregion in (None, counted[0].subregion, counted[1].subregion):
        page = page_for(is_staff=False, subregion=subregion)
        assert "2" not in told(page).values()
    assert told(page_for(is_staff=False, subregion=counted[0].subregion)) == {
        "Kok duaal": "verborgen",
        "Zorg duaal": "verborgen",
    }
    assert page_for(is_staff=False, subregion=counted[0].subregion).totals[Count.WAITING] == -1
    assert told(page_for(is_staff=False, per="gemeente")) == {"Leiedorp": "verborgen", "Zeedorp": "verborgen"}
    green = page_for(is_staff=False, look=Look.SUPPLY, per="gemeente")
    assert {line.name: green.text(line, Count.GREEN) for line in green.lines} == {"Leiedorp": "4", "Zeedorp": "8"}


def test_without_the_rule_nobody_outside_the_office_sees_numbers_of_people():
    SupplyDemandRunFactory()
    SupplyDemandFactory(waiting=40, municipality=MunicipalityFactory())
    assert set(told(page_for(is_staff=False)).values()) == {"verborgen"}


def test_what_is_not_known_is_no_nought(counted):
    SupplyDemandRun.objects.update(has_travel=False)
    row = SupplyDemandFactory(school_year="2025-2026", green=None, waiting=None, sites=3, capacity=None)
    run = SupplyDemandRunFactory(school_year="2025-2026", is_closed=True, is_backfilled=True)
    page = market_page(
        Lens("2025-2026"), run, per="opleiding", looks=Look.values, mapped=Count.GREEN, sort="", least=Least()
    )
    (line,) = page.lines
    assert (line.name, page.text(line, Count.SITES), page.text(line, Count.GREEN)) == (
        row.programme.name,
        "3",
        "niet bekend",
    )
    assert page.text(line, Count.CAPACITY) == "niet bekend"
    assert page.text(line, "vacancies") == "niet bekend"


def test_figures_of_others_name_period_and_source(counted):
    cook = page_for().lines[1].programme
    for period, value in (("2024", 3), ("2025", 5)):
        OutsideFigureFactory(
            programme=cook, period=period, value=value, table__source="Bureau", table__data_date=dt.date(2026, 1, 5)
        )
    OutsideFigureFactory(programme=cook, period="2025", value=1, subregion=counted[0].subregion)
    line = next(one for one in page_for().lines if one.name == "Kok duaal")
    assert page_for().text(line, "vacancies") == "5 (2025)"
    heading = next(one for one in page_for().headings if one.key == "vacancies")
    assert "Bureau, gegevens van 05/01/2026" in heading.source
    near = next(one for one in page_for(subregion=counted[0].subregion).lines if one.name == "Kok duaal")
    assert near.outside["vacancies"] == "1 (2025)"


def test_the_page_keeps_the_lens_from_page_to_page(client, counted):
    client.force_login(UserFactory(is_staff=True))
    answer = client.get(f"{URL}?subregio=kust&jaar=2026-2027")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "subregio Kust" in text
    for name in ("flows", "quadrant"):
        assert f"{reverse(f'research:{name}')}?jaar=2026-2027&amp;subregio=kust" in text


@pytest.mark.parametrize("query", ["?subregio=nergens", "?jaar=1999-2000", "?sector=x"])
def test_a_lens_that_does_not_exist_says_so(client, counted, query):
    client.force_login(UserFactory(is_staff=True))
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == 200
    assert "Deze keuze bestaat niet" in answer.content.decode()
    assert client.get(f"{URL}cijfers.csv{query}").status_code == 404


def test_the_files_hold_the_rows_of_the_page(client, counted):
    client.force_login(UserFactory(is_staff=True))
    rows = list(csv.reader(io.StringIO(client.get(f"{URL}cijfers.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Zorg duaal", "Kok duaal"]
    assert rows[1][rows[0].index("Zonder werkplek")] == "20"
    book = load_workbook(io.BytesIO(client.get(f"{URL}cijfers.xlsx?subregio=kust").content))
    sheet = list(book["Cijfers"].values)
    assert sheet[1][sheet[0].index("Zonder werkplek")] == 8
    explained = {row[0] for row in book["Uitleg"].values}
    assert {str(Count(name).label) for name in LOOKS[Look.SUPPLY]} <= explained
    assert client.get(f"{URL}cijfers.pdf").status_code == 404


def test_the_files_of_a_school_hide_the_same(client, counted):
    client.force_login(SchoolMembershipFactory().user)
    rows = list(
        csv.reader(
            io.StringIO(client.get(f"{URL}cijfers.csv?subregio=kust").content.decode("utf-8-sig")), delimiter=";"
        )
    )
    at = rows[0].index("Zonder werkplek")
    assert {row[at] for row in rows[1:]} == {"verborgen"}


def test_nothing_was_counted_yet(client):
    client.force_login(UserFactory(is_staff=True))
    assert "Nog niets geteld" in client.get(URL).content.decode()


def test_flows_tell_home_school_and_work(client, counted):
    client.force_login(UserFactory(is_staff=True))
    offer = ProgrammeOfferFactory(campus__municipality=counted[1])
    for home in (counted[0], counted[0], None):
        CaseFactory(
            matching=True, learner__programme=offer.programme, learner__school=offer.campus.school,
            learner__municipality=home, learner__postal_code="9000",
        )  # fmt: skip
    worker = CaseFactory(matching=True, learner__municipality=counted[1]).learner
    AgreementFactory(running=True, learner=worker, workplace__establishment__municipality=counted[1])
    text = client.get("/onderzoek/stromen/").content.decode()
    assert "Oost-Vlaanderen" in text
    assert "Het portaal kent geen scholen buiten de provincie" in text
    page = client.get("/onderzoek/stromen/").context["page"]
    school = {name: dict(cells) for name, cells in page.school.rows}
    assert school["Kust"]["Zuid"] == "2"
    assert school["Buiten de provincie of niet bekend"]["Zuid"] == "1"
    work = {name: dict(cells) for name, cells in page.work.rows}
    assert work["Zuid"]["Zuid"] == "1"
    for number, measure in ((31, "leaving"), (12, "coming")):
        OutsideFigureFactory(measure=measure, period="2025-2026", value=number, table__kind="flows")
    page = client.get("/onderzoek/stromen/").context["page"]
    assert (page.leaving, page.coming) == (31, 12)


@pytest.mark.parametrize(
    ("code", "where"),
    [("9000", "Oost-Vlaanderen"), ("7700", "Henegouwen"), ("59000", "Frankrijk"), ("", "Niet bekend")],
)
def test_a_postal_code_elsewhere_names_its_province(code, where):
    assert province_of(code) == where


def facts(**given):
    return rules_quadrant.Facts(**({"name": "Kok", "waiting": 9, "green": 3, "leavers": 40, "jobless": 8.0} | given))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, ""),
        ({"waiting": 4}, "te weinig lerenden om te tonen"),
        ({"waiting": 0}, "niemand wacht op een werkplek"),
        ({"green": None}, "vraag of aanbod is niet bekend"),
        ({"jobless": None}, "geen cijfer van schoolverlaters"),
        ({"leavers": 19}, "te weinig schoolverlaters om te tonen"),
        ({"leavers": None}, "te weinig schoolverlaters om te tonen"),
    ],
)
def test_the_quadrant_never_shows_a_small_number(given, why):
    found = rules_quadrant.quadrant([facts(**given)], least=5, least_leavers=20)
    assert found.left_out == ([("Kok", why)] if why else [])
    assert [(one.letter, one.pressure, one.at_work) for one in found.spots] == ([] if why else [("A", 75, 92)])


def test_letters_go_on_after_z():
    assert [rules_quadrant.letter_at(at) for at in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
@pytest.mark.parametrize("path", [URL, f"{URL}?per=gemeente", "/onderzoek/stromen/", "/onderzoek/kwadrant/"])
def test_the_pages_cost_the_same_for_more_rows(client, counted, rows, path, django_assert_max_num_queries):
    for _each in range(rows):
        row = SupplyDemandFactory(waiting=6, green=6)
        OutsideFigureFactory(programme=row.programme)
        CaseFactory(matching=True, learner__programme=row.programme)
    client.force_login(UserFactory(is_staff=True))
    client.get(path)
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200
