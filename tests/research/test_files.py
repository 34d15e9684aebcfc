"""The files of research hold the rows of the page, each figure with its source and its date, for every reader alike."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from openpyxl import load_workbook

from research.models import SupplyDemandRun
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import (
    DatedRuleFactory,
    MunicipalityFactory,
    ProgrammeFactory,
    SectorFactory,
    SubregionFactory,
)
from tests.factories.learners import CaseFactory
from tests.factories.research import (
    OutsideFigureFactory,
    SpotFollowUpFactory,
    SupplyDemandFactory,
    SupplyDemandRunFactory,
)
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
PAGES = {
    "flows": ("/onderzoek/stromen/", "cijfers"),
    "quadrant": ("/onderzoek/kwadrant/", "cijfers"),
    "radar": ("/onderzoek/radar/", "cijfers"),
    "spots": ("/onderzoek/witte-vlekken/", "lijst"),
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def region():
    """A sub-region with learners who wait, a school, figures of leavers, and three years of recognitions."""
    for scope, value in (
        ("smallest", 5),
        ("smallest-leavers", 20),
        ("reach-minutes", 45),
        ("neighbour-minutes", 30),
        ("low-fill", 50),
    ):
        DatedRuleFactory(key="programme-request", scope=scope, value=value, valid_from=None, certainty="voorstel: nog te beslissen")  # fmt: skip
    DatedRuleFactory(key="wish-min-companies", scope="", value=3, valid_from=None)
    for scope, value in (("fewest-years", 3), ("steady-share", 2)):
        DatedRuleFactory(key="radar-trend", scope=scope, value=value, valid_from=None)
    coast = SubregionFactory(slug="kust", name="Kust")
    town = MunicipalityFactory(subregion=coast, name="Zeedorp")
    food = SectorFactory(slug="voeding", name="Voeding")
    DatedRuleFactory(
        key="spearhead-sector", scope="voeding", value=1, valid_from=None, certainty="voorstel: nog te beslissen"
    )
    cook, baker = ProgrammeFactory(name="Kok duaal", sector=food), ProgrammeFactory(name="Bakker duaal", sector=food)
    for year, number in (("2024-2025", 4), ("2025-2026", 5), ("2026-2027", 6)):
        SupplyDemandRunFactory(school_year=year)
        SupplyDemandFactory(school_year=year, programme=cook, municipality=town, recognised=number, waiting=9, green=3)
    SupplyDemandFactory(programme=baker, municipality=town, waiting=2)
    for measure, value in (("leavers", 40), ("jobless", 8)):
        OutsideFigureFactory(
            programme=cook, measure=measure, value=value, period="2024", table__source="VDAB",
            table__data_date=dt.date(2026, 1, 1),
        )  # fmt: skip
    offer = ProgrammeOfferFactory(programme=cook, campus=CampusFactory(municipality=town), capacity=8)
    CaseFactory(
        matching=True, learner__programme=cook, learner__school=offer.campus.school, learner__municipality=town
    )
    CaseFactory(matching=True, learner__municipality=None, learner__postal_code="9000")
    return coast


@pytest.fixture
def colleague(client):
    client.force_login(UserFactory(is_staff=True))
    return client


def rows_of(client, name, query=""):
    path, file = PAGES[name]
    answer = client.get(f"{path}{file}.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_flows_are_the_cells_of_both_tables_and_the_border(colleague, region):
    page = colleague.get(PAGES["flows"][0]).context["page"]
    rows = rows_of(colleague, "flows")
    cells = [
        (what, name, target, number)
        for what, matrix in (("Van thuis naar school", page.school), ("Van thuis naar het werk", page.work))
        for name, row in matrix.rows
        for target, number in row
    ]
    told = [(row["Stroom"], row["Van"], row["Naar"], row["Lerenden"]) for row in rows]
    assert told[-len(cells) :] == cells
    assert ("Over de grens", "Oost-Vlaanderen", "West-Vlaanderen", "1") in told
    assert ("Van hier naar elders", "West-Vlaanderen", "Elders", "niet bekend") in told
    assert {row["Stand op"] for row in rows} == {"02/11/2026"}
    assert all(row["Bron"] for row in rows)


def test_flows_of_a_sub_region_are_what_leaves_or_reaches_it(colleague, region):
    other = SubregionFactory(slug="berg", name="Berg")
    from schools.models import Campus

    school = Campus.objects.get().school
    for _each in range(2):
        CaseFactory(
            matching=True, learner__municipality=MunicipalityFactory(subregion=other), learner__school=school,
            learner__programme=None,
        )  # fmt: skip
    rows = rows_of(colleague, "flows", "?subregio=kust")
    told = {(row["Van"], row["Naar"]): row["Lerenden"] for row in rows if row["Stroom"] == "Van thuis naar school"}
    assert (told["Berg", "Kust"], told["Kust", "Kust"]) == ("2", "1")
    assert ("Berg", "Berg") not in told


def test_the_quadrant_tells_both_sources_and_who_is_left_out(colleague, region):
    page = colleague.get(PAGES["quadrant"][0]).context["page"]
    rows = rows_of(colleague, "quadrant")
    assert [row["Opleiding"] for row in rows] == [
        *(point.spot.name for point in page.points), *(name for name, _why in page.left_out),
    ]  # fmt: skip
    shown, left_out = rows
    assert (shown["Opleiding"], shown["Druk op werkplekken (%)"], shown["Aan het werk na een jaar (%)"]) == (
        "Kok duaal", "75", "92",
    )  # fmt: skip
    assert "stand op 01/11/2026" in shown["Bron van de druk"]
    assert shown["Bron van het werk"] == "VDAB, West-Vlaanderen, 2024, gegevens van 01/01/2026"
    assert (left_out["Druk op werkplekken (%)"], left_out["Waar"]) == (
        "", "Niet getoond: te weinig lerenden om te tonen",
    )  # fmt: skip


def test_the_radar_has_a_column_for_each_year_and_says_what_is_a_proposal(colleague, region):
    (row,) = rows_of(colleague, "radar")
    assert [row[year] for year in ("2024-2025", "2025-2026", "2026-2027")] == ["4", "5", "6"]
    assert (row["Verwacht in 2027-2028"], row["Speerpunt"], row["Wat"]) == ("7", "voorstel", "Erkende bedrijven")
    assert (row["Bron"], row["Stand op"]) == ("Telling in het portaal", "01/11/2026")
    assert row["Erkenningen die erbij kunnen"] == "niet bekend"
    shown = colleague.get(PAGES["radar"][0]).content.decode()
    assert "speerpunt (voorstel)" in shown
    assert "2025-2026: 1 november 2026" in shown


def test_white_spots_are_the_rows_of_the_chosen_kind(colleague, region):
    every = rows_of(colleague, "spots")
    spots = [spot for spot, _running in colleague.get(PAGES["spots"][0]).context["rows"].object_list]
    assert [(row["Wat"], row["Opleiding"], row["Hoeveel"]) for row in every] == [
        (one.kind.label, one.programme.name, str(one.number)) for one in spots
    ]
    assert len({row["Wat"] for row in every}) == 2
    follow_up = SpotFollowUpFactory(key=spots[0].key, kind="overleg", programme=spots[0].programme)
    chosen = rows_of(colleague, "spots", f"?soort={spots[0].kind}")
    assert {row["Wat"] for row in chosen} == {spots[0].kind.label}
    assert chosen[0]["Wat er loopt"] == f"{follow_up.get_kind_display()} tegen 15/12/2026"
    assert (chosen[0]["Stand op"], bool(chosen[0]["Bron"])) == ("01/11/2026", True)


@pytest.mark.parametrize("name", PAGES)
def test_a_workbook_has_the_same_rows_and_a_wrong_kind_is_not_found(colleague, region, name):
    path, file = PAGES[name]
    book = load_workbook(io.BytesIO(colleague.get(f"{path}{file}.xlsx").content))
    sheet = list(book["Cijfers"].values)
    rows = rows_of(colleague, name)
    assert list(sheet[0]) == list(rows[0])
    assert len(sheet) == len(rows) + 1
    assert colleague.get(f"{path}{file}.pdf").status_code == 404
    assert colleague.get(f"{path}{file}.csv?subregio=nergens").status_code == 404
    assert f"{path}{file}.xlsx?subregio=kust" in colleague.get(f"{path}?subregio=kust").content.decode()


def test_the_page_of_white_spots_shows_its_limits_as_proposals(colleague, region):
    shown = colleague.get(PAGES["spots"][0]).content.decode()
    assert "Met welke grenzen zoeken we?" in shown
    assert shown.count(">voorstel<") == 3


def test_a_school_gets_small_numbers_hidden_and_no_white_spots(client, region):
    client.force_login(SchoolMembershipFactory().user)
    told = {row["Lerenden"] for row in rows_of(client, "flows")}
    assert "verborgen" in told
    assert not told & {"1", "2", "3", "4"}
    assert client.get("/onderzoek/witte-vlekken/lijst.csv").status_code == 404
    assert "Speerpunt" in rows_of(client, "radar")[0]


def test_without_counts_there_is_no_file(colleague):
    assert not SupplyDemandRun.objects.exists()
    for path, file in PAGES.values():
        assert colleague.get(f"{path}{file}.csv").status_code == 404


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_a_file_costs_as_much_as_its_page(colleague, region, rows, django_assert_max_num_queries):
    for _each in range(rows):
        SupplyDemandFactory(waiting=6, green=6)
    for path, file in PAGES.values():
        with django_assert_max_num_queries(12):
            assert colleague.get(f"{path}{file}.csv").status_code == 200
