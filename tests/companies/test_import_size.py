"""A long list of a partner: pieces, an interruption half-way, a repeat, and the promise of the quick way for new rows."""

import datetime as dt

import pytest
import time_machine
from auditlog.models import LogEntry

from accounts.actor import Actor
from companies import rules_import, tasks
from companies.enums import ImportState, RowOutcome
from companies.models import Company, Establishment, Recognition, RecognitionLog
from companies.selectors.imports import look_ups, table_of
from companies.services import imports, partner_bulk
from companies.services.partner_rows import store_row
from core import clock
from tests.companies.test_imports import HEAD, job_of, place, row  # noqa: F401 - a fixture
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import CompanyFactory, establishment_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "place")]
COLLEAGUE = Actor(user_id=None, name="Stien", organisation="Steunpunt", is_staff=True)
ROWS, EVERY = 2_000, 20
FAULTS = (
    {"Postcode": "9999"},
    {"KBO nummer": "0400.000.186"},
    {"Opleiding": "Slagerij"},
    {"Erkend vanaf": "ooit"},
    {"Vestigingsnummer": ""},
)
TABLES = (Company, Establishment, Recognition, RecognitionLog, LogEntry)
APART = {"id", "public_id", "created_at", "updated_at", "at", "timestamp", "object_pk", "object_id", "object_repr"}


def start(job):
    imports.start_import(actor=COLLEAGUE, job=job, mapping=rules_import.guess_columns(HEAD))


def outcomes(job):
    return dict(job.answers.order_by("row").values_list("row", "outcome"))


def test_two_thousand_rows_killed_half_way_and_repeated():
    """One row in twenty is bad, in five ways; the worker dies after a thousand rows."""
    rows = [row(n, **(FAULTS[n // EVERY % len(FAULTS)] if n % EVERY == 0 else {})) for n in range(ROWS)]
    bad, good = set(range(2, ROWS + 2, EVERY)), ROWS - ROWS // EVERY
    job = job_of(*rows)
    start(job)
    claim, table, known = imports.claim_import(job_id=job.pk), table_of(job), look_ups()
    for _piece in range(10):
        assert imports.run_piece(actor=COLLEAGUE, job_id=job.pk, claim=claim, table=table, known=known)
    assert (job.answers.count(), Company.objects.count()) == (1_000, 950)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=6)):
        tasks.sweep_imports()
        tasks.run_import(job_id=job.pk)
    job.refresh_from_db()
    told = outcomes(job)
    assert (job.state, job.done, list(told)) == (ImportState.DONE, ROWS, list(range(2, ROWS + 2)))
    assert {number for number, outcome in told.items() if outcome == RowOutcome.BAD} == bad
    assert {outcome for number, outcome in told.items() if number not in bad} == {RowOutcome.NEW}
    assert all(job.answers.filter(outcome=RowOutcome.BAD).values_list("message", flat=True))
    assert [Company.objects.count(), Establishment.objects.count(), Recognition.objects.count()] == [good] * 3

    before = {table: table.objects.count() for table in TABLES[:-1]}
    imports.repeat_import(actor=COLLEAGUE, job=job)
    tasks.run_import(job_id=job.pk)
    again = outcomes(job)
    assert {number for number, outcome in again.items() if outcome == RowOutcome.BAD} == bad
    assert set(again.values()) == {RowOutcome.BAD, RowOutcome.SAME}
    assert {table: table.objects.count() for table in TABLES[:-1]} == before


def kept():
    """Return what every table holds, without the keys and moments that differ from run to run."""
    shown = {}
    for table in TABLES:
        names = [f.name for f in table._meta.concrete_fields if f.name not in APART and not f.is_relation]
        shown[table.__name__] = sorted(map(str, table.objects.values(*names)))
    return shown


def some_rows():
    """Two addresses of one company, two programmes at an address, a file without dates, one without a programme."""
    other = {"Opleiding": "Kok duaal"}
    return [
        row(1),
        row(1, **other),
        row(1, Vestigingsnummer=establishment_number(50)),
        row(2, **{"Erkend vanaf": "", "Erkend tot": ""}),
        row(3, **{"Opleiding": "", "Erkend vanaf": "", "Erkend tot": ""}),
    ]


def test_the_quick_way_keeps_what_the_verbs_keep():
    ProgrammeFactory(name="Kok duaal", slug="kok-duaal")
    columns = rules_import.guess_columns(HEAD)
    rows = {number: rules_import.read_row(cells, columns) for number, cells in enumerate(some_rows())}
    told = {"actor": COLLEAGUE, "look_ups": look_ups(), "origin": "Alimento", "on": dt.date(2026, 11, 20)}
    one_by_one = {number: store_row(row=each, **told) for number, each in rows.items()}
    expected = kept()
    assert len(expected["RecognitionLog"]) == 7
    Company.objects.all().delete()
    LogEntry.objects.all()._raw_delete("default")
    assert partner_bulk.store_new(rows=rows, **told) == one_by_one
    assert kept() == expected


@pytest.mark.parametrize(
    "rows",
    [
        [row(1), row(1)],
        [row(1), row(2, Vestigingsnummer=establishment_number(1))],
        [row(1), row(1, Vestigingsnummer=establishment_number(9), Postcode="9999")],
    ],
    ids=["the same line twice", "one address of two companies", "a bad row of a good company"],
)
def test_what_is_not_plain_goes_row_by_row(rows):
    job = job_of(*rows)
    start(job)
    tasks.run_import(job_id=job.pk)
    assert Company.objects.count() == Establishment.objects.count() == 1
    assert list(outcomes(job).values())[0] == RowOutcome.NEW
    assert list(outcomes(job).values())[1] != RowOutcome.NEW


def test_a_list_that_says_it_twice_in_one_piece_answers_in_order():
    """The later end comes first, so the older line is no repeat of what we had."""
    start(job := job_of(row(1)))
    tasks.run_import(job_id=job.pk)
    start(job := job_of(row(1, **{"Erkend tot": "31/08/2035"}), row(1)))
    tasks.run_import(job_id=job.pk)
    assert list(outcomes(job).values()) == [RowOutcome.CHANGED, RowOutcome.BAD]


def test_a_company_that_came_in_meanwhile_costs_no_row(monkeypatch):
    """Somebody registers a company of the piece between the look and the write: nothing of the piece is lost."""
    CompanyFactory(enterprise_number=row(1)[0])
    monkeypatch.setattr(partner_bulk, "_new_groups", lambda rows: [[number] for number in rows])
    job = job_of(row(1), row(2))
    start(job)
    tasks.run_import(job_id=job.pk)
    assert list(job.answers.values_list("message", flat=True)) == [
        "vestiging toegevoegd, erkenning toegevoegd",
        "bedrijf toegevoegd, vestiging toegevoegd, erkenning toegevoegd",
    ]
    assert Company.objects.count() == 2
