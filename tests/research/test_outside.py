"""Tables from elsewhere: columns, shifted ones, answers per row, the same twice, and taking back."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import Workbook

from accounts.actor import Actor
from core import clock
from core.lists import RowOutcome
from core.states import MoveRefused
from research import rules_import as rules
from research.models import ColumnMemory, OutsideFigure, OutsideTable
from research.outside_enums import OUTSIDE_IMPORT_MOVES, ImportState
from research.selectors.outside import newest_figure, read_table, remembered
from research.services import outside as services
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory, SubregionFactory
from tests.factories.research import OutsideTableFactory

pytestmark = pytest.mark.django_db
COLLEAGUE = Actor(user_id=None, name="Stien", organisation="Steunpunt", is_staff=True)
HEAD = ["Opleiding", "Subregio", "Cohorte", "Aantal schoolverlaters", "Zonder werk na een jaar"]


@pytest.fixture
def cook():
    return ProgrammeFactory(name="Kok duaal", slug="kok-duaal")


@pytest.fixture
def coast():
    region = SubregionFactory(name="Oostende", slug="oostende")
    MunicipalityFactory(name="Oostende", subregion=region)
    return region


def kept(*rows, head=HEAD, kind="leavers"):
    return services.keep_table(
        actor=COLLEAGUE, kind=kind, source="VDAB", definition="Cohorte.", data_date=dt.date(2026, 1, 1),
        file_name="lijst.csv", rows=[head, *rows],
    )  # fmt: skip


def read(*rows, **more):
    return services.read_in(actor=COLLEAGUE, table=kept(*rows, **more))


def current():
    rows = OutsideFigure.objects.current().order_by("measure", "period")
    return [(row.measure, row.programme.name, row.period, float(row.value)) for row in rows]


def outcomes(table):
    return list(table.answers.order_by("row").values_list("row", "outcome"))


def test_a_table_becomes_figures_with_their_source(cook, coast):
    table = read(["Kok duaal", "subregio Oostende", "2023-2024", "1.240", "11,5 %"])
    assert current() == [("jobless", "Kok duaal", "2023-2024", 11.5), ("leavers", "Kok duaal", "2023-2024", 1240.0)]
    found = newest_figure("jobless", cook, coast)
    assert (found.value, found.place, found.source, found.data_date) == (
        Decimal("11.50"), "subregio Oostende", "VDAB", dt.date(2026, 1, 1),
    )  # fmt: skip
    assert (table.state, outcomes(table)) == (ImportState.DONE, [(2, RowOutcome.NEW)])


def test_places_in_a_column_that_nobody_chose_are_not_read_as_the_whole_province(cook, coast):
    head = ["Opleiding", "Waar", "Cohorte", "Aantal schoolverlaters", "Zonder werk na een jaar"]
    rows = (["Kok duaal", "Oostende", "2024", "30", "5"], ["Kok duaal", "Oostende", "2023", "31", "5"])
    table = kept(*rows, head=head)
    (fault,) = read_table(table, table.mapping).faults
    assert "In de kolom ‘Waar’ staan gemeenten of subregio’s" in fault
    assert read_table(table, table.mapping | {"place": 1}).faults == []
    notes = (["Kok duaal", "zie Oostende", "2024", "30", "5"], ["Kok duaal", "", "2023", "31", "5"])
    other = kept(*notes, head=head)
    assert read_table(other, other.mapping).faults == []


def test_the_official_offer_may_be_about_a_year_to_come(cook):
    table = read(["Kok duaal", "2027-2028", "4"], head=["Opleiding", "Schooljaar", "Adressen"], kind="offer")
    assert outcomes(table) == [(2, RowOutcome.NEW)]


def test_a_town_named_as_its_subregion_is_the_town(cook, coast):
    read(["Kok duaal", "Oostende", "2024", "30", "5"])
    assert OutsideFigure.objects.get(measure="leavers").municipality.name == "Oostende"
    assert newest_figure("leavers", cook, coast) is None  # a town says nothing of the whole sub-region


def test_the_same_file_twice_changes_nothing(cook):
    rows = (["Kok duaal", "", "2023", "120", "9"], ["Kok duaal", "", "2024", "130", "8"])
    read(*rows)
    before = list(OutsideFigure.objects.values())
    again = read(*rows)
    assert (outcomes(again), again.figures.count()) == ([(2, RowOutcome.SAME), (3, RowOutcome.SAME)], 0)
    assert list(OutsideFigure.objects.values()) == before


def test_taking_back_brings_back_what_held_before(cook):
    read(["Kok duaal", "", "2023", "120", "9"])
    before = current()
    newer = read(["Kok duaal", "", "2023", "120", "12"], ["Kok duaal", "", "2024", "90", "7"])
    assert outcomes(newer) == [(2, RowOutcome.CHANGED), (3, RowOutcome.NEW)]
    assert "Was: 120, 9" in newer.answers.get(row=2).message
    assert len(current()) == 4
    undone = services.undo_table(actor=COLLEAGUE, table=newer)
    assert (current(), undone.state) == (before, ImportState.UNDONE)


def test_an_older_table_is_not_pulled_from_under_a_newer_one(cook):
    older = read(["Kok duaal", "", "2023", "120", "9"])
    newer = read(["Kok duaal", "", "2023", "120", "12"])
    with pytest.raises(MoveRefused, match="daarna nog een tabel"):
        services.undo_table(actor=COLLEAGUE, table=older)
    services.undo_table(actor=COLLEAGUE, table=newer)
    services.undo_table(actor=COLLEAGUE, table=older)
    assert current() == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["Slager duaal", "", "2024", "30", "5"], "De opleiding ‘Slager duaal’ kennen we niet"),
        (["Kok duaal", "Zulte", "2024", "30", "5"], "geen gemeente of subregio van West-Vlaanderen van vandaag"),
        (["Kok duaal", "", "ooit", "30", "5"], "‘ooit’ is geen jaar of schooljaar"),
        (["Kok duaal", "", "2024-2027", "30", "5"], "‘2024-2027’ is geen jaar"),
        (["Kok duaal", "", "2024", "-3", "5"], "Schoolverlaters: ‘-3’ is geen geheel getal"),
        (["Kok duaal", "", "2024", "3,5", "5"], "‘3,5’ is geen geheel getal"),
        (["Kok duaal", "", "2024", "30", "130"], "‘130’ is geen percentage van 0 tot 100"),
        (["Kok duaal", "", "", "30", "5"], "Jaar of schooljaar ontbreekt"),
        (["Kok duaal", "", "2027-2028", "30", "5"], "2027-2028 komt na de dag van de gegevens (01/01/2026)"),
        (["Kok duaal", "", "2023", "31", "6"], "staat er al een rij hierboven"),
    ],
)
def test_a_bad_row_comes_back_and_the_others_are_read(cook, row, told):
    good = [
        ["Kok duaal", "", "2023", "30", "5"],
        ["Kok duaal", "", "2022", "30", "5"],
        ["Kok duaal", "", "2021", "30", "5"],
    ]
    table = read(*good, row)
    assert [outcome for _row, outcome in outcomes(table)] == [RowOutcome.NEW] * 3 + [RowOutcome.BAD]
    assert told in table.answers.get(row=5).message
    assert len(current()) == 6


SHIFTED = (
    # a cell too many at the left: the heading stands one column off
    [["1", "Kok duaal", "", "2023", "120"], ["2", "Kok duaal", "", "2024", "130"]],
    # two columns of figures changed places: a share above a hundred, a year among the counts
    [["Kok duaal", "", "120", "2023", "9"], ["Kok duaal", "", "130", "2024", "8"]],
)


@pytest.mark.parametrize("rows", SHIFTED)
def test_shifted_columns_are_refused_with_a_sentence(cook, rows):
    table = kept(*rows)
    faults = read_table(table, table.mapping).faults
    assert faults
    assert "Staan de kolommen verschoven?" in faults[0]
    with pytest.raises(MoveRefused, match="verschoven"):
        services.read_in(actor=COLLEAGUE, table=table)
    assert current() == []


def test_a_row_wider_than_the_heading_is_refused(cook):
    table = kept(["Kok duaal", "", "2023", "120", "9", "x"])
    assert read_table(table, table.mapping).faults == [
        "Rij 2 heeft meer cellen dan de kop. Staan de kolommen verschoven?"
    ]


def test_an_empty_column_is_refused(cook):
    table = kept(["Kok duaal", "", "2023", "", "9"])
    assert "is leeg" in read_table(table, table.mapping).faults[0]


def test_columns_are_remembered_for_the_next_table_of_the_kind(cook):
    head = ["Wat", "Wanneer", "Hoeveel", "Rest"]
    table = kept(["Kok duaal", "2023", "120", "9"], head=head)
    with pytest.raises(MoveRefused, match="Kies nog een kolom voor: Opleiding"):
        services.read_in(actor=COLLEAGUE, table=table)
    mapping = {"programme": 0, "period": 1, "leavers": 2, "jobless": 3}
    services.choose_columns(actor=COLLEAGUE, table=table, mapping=mapping)
    services.read_in(actor=COLLEAGUE, table=table)
    assert remembered("leavers")["leavers"] == "Hoeveel"
    assert kept(["Kok duaal", "2024", "12", "9"], head=head).mapping == mapping
    assert kept(["Kok duaal", "2024", "9", "12"], head=[*head[:2], "Rest", "Hoeveel"]).mapping["leavers"] == 3
    assert ColumnMemory.objects.count() == 1


def test_a_column_is_one_thing(cook):
    table = kept(["Kok duaal", "", "2023", "120", "9"])
    with pytest.raises(MoveRefused, match="twee keer"):
        services.choose_columns(actor=COLLEAGUE, table=table, mapping={**table.mapping, "jobless": 3})


@pytest.mark.parametrize("state", ["done", "undone", "dropped"])
@pytest.mark.parametrize(
    ("verb", "target"), [("read_in", "done"), ("undo_table", "undone"), ("drop_table", "dropped")]
)
def test_each_verb_refuses_from_every_other_state(state, verb, target):
    table = OutsideTableFactory(**{state: True} if state != "dropped" else {"state": "dropped"})
    if target in OUTSIDE_IMPORT_MOVES[state]:
        getattr(services, verb)(actor=COLLEAGUE, table=table)
    else:
        with pytest.raises(MoveRefused):
            getattr(services, verb)(actor=COLLEAGUE, table=table)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12", 12), ("1.240", 1240), ("1 240", 1240), ("11,5", 11.5), ("11.5", 11.5), ("9 %", 9), ("", None), ("x", None),
     ("-1", None), ("1,2,3", None)],
)  # fmt: skip
def test_numbers_as_they_are_typed(typed, told):
    assert rules.number_of(typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [("2025", "2025"), ("2025-2026", "2025-2026"), ("2025/26", "2025-2026"), ("2025 - 2026", "2025-2026"), ("25", ""),
     ("2025-2024", ""), ("1999", "")],
)  # fmt: skip
def test_periods_as_they_are_typed(typed, told):
    assert rules.period_of(typed) == told


def test_the_shortage_list_of_the_portal_is_read_in_whole_and_once():
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    said = io.StringIO()
    call_command("load_outside", stdout=said)
    call_command("load_outside", stdout=said)
    table = OutsideTable.objects.get()
    assert (table.total, table.figures.count()) == (38, 38)
    assert set(table.figures.values_list("value", flat=True)) == {Decimal(2)}
    assert said.getvalue() == (
        "Knelpuntberoepen: knelpuntberoepen.csv: 38 toegevoegd.\nEr is al een lijst met knelpuntberoepen.\n"
    )


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(staff=True))
    return client


def sheet(rows):
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile("lijst.xlsx", content.getvalue())


def send(desk, file, **more):
    told = {
        "kind": "leavers", "source": "VDAB", "definition": "Cohorte.", "data_date_day": "1", "data_date_month": "2",
        "data_date_year": "2026", "file": file,
    }  # fmt: skip
    return desk.post(reverse("admin:research_outsidetable_new"), told | more)


def test_the_way_on_the_desk_from_file_to_taking_back(desk, cook):
    answer = send(
        desk,
        sheet(
            [HEAD, ["Kok duaal", None, 2023, 120, 9.5], ["Slager", None, 2023, 10, 1], ["Kok duaal", None, 2022, 4, 0]]
        ),
    )
    table = OutsideTable.objects.get()
    page = reverse("admin:research_outsidetable_page", args=[table.public_id])
    assert answer["Location"] == page
    shown = desk.get(page).content.decode()
    assert "De opleiding ‘Slager’ kennen we niet." in shown
    assert current() == []  # looking writes nothing
    act = lambda verb: reverse("admin:research_outsidetable_act", args=[table.public_id, verb])
    assert desk.get(act("inlezen")).status_code == 405
    desk.post(act("inlezen"))
    assert len(current()) == 4
    answers = b"".join(
        desk.get(reverse("admin:research_outsidetable_answers", args=[table.public_id])).streaming_content
    )
    assert "niet ingelezen" in answers.decode()
    assert "Draai deze tabel terug" in desk.get(page).content.decode()
    desk.post(act("terug"))
    assert current() == []
    assert desk.post(act("anders")).status_code == 404


def test_a_file_that_is_none_and_a_day_ahead_are_told_beside_the_field(desk):
    shown = send(
        desk, SimpleUploadedFile("x.xlsx", b"PK\x03\x04half"), data_date_year=str(clock.today().year + 1)
    ).content.decode()
    assert "Dit bestand kunnen we niet lezen" in shown
    assert "Deze dag moet nog komen." in shown
    assert not OutsideTable.objects.exists()


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_of_columns_costs_the_same_for_any_length(desk, cook, rows, django_assert_num_queries):
    table = kept(*[["Kok duaal", "", str(2000 + number), "12", "9"] for number in range(rows)])
    with django_assert_num_queries(8):
        desk.get(reverse("admin:research_outsidetable_page", args=[table.public_id]))
