"""The list of a partner: columns, rows good and bad, repeats, interruptions and the answer file."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from accounts.actor import Actor
from companies import rules_import, tasks
from companies.enums import ImportState, RowOutcome
from companies.models import Company, Establishment, ImportAnswer, ImportJob, Recognition
from companies.selectors.imports import answered_rows, look_ups, table_of
from companies.services import imports
from core import clock
from core.states import MoveRefused
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import CompanyFactory, EstablishmentFactory, enterprise_number, establishment_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "place")]
HEAD = [
    "KBO nummer",
    "Naam bedrijf",
    "Vestigingsnummer",
    "Adres",
    "Postcode",
    "Opleiding",
    "Erkend vanaf",
    "Erkend tot",
]
COLLEAGUE = Actor(user_id=None, name="Stien", organisation="Steunpunt", is_staff=True)


@pytest.fixture
def place(db):
    MunicipalityFactory(postal_code="8800")
    return ProgrammeFactory(name="Slager duaal", slug="slager-duaal")


def row(n, **changes):
    told = {
        "KBO nummer": enterprise_number(n),
        "Naam bedrijf": f"Slagerij {n}",
        "Vestigingsnummer": establishment_number(n),
        "Adres": "Markt 1",
        "Postcode": "8800",
        "Opleiding": "Slager duaal",
        "Erkend vanaf": "01/09/2025",
        "Erkend tot": "31/08/2030",
    } | changes
    return list(told.values())


def job_of(*rows, **told):
    told = {"origin": "Alimento", "file_name": "lijst.csv", "list_date": dt.date(2026, 11, 20), **told}
    return imports.make_import(actor=COLLEAGUE, rows=[HEAD, *rows], **told)


def read(job):
    imports.start_import(actor=COLLEAGUE, job=job, mapping=rules_import.guess_columns(HEAD))
    tasks.run_import(job_id=job.pk)
    job.refresh_from_db()
    return {answer.row: (answer.outcome, answer.message) for answer in job.answers.all()}


def test_the_columns_are_guessed():
    assert rules_import.guess_columns(HEAD) == {
        "enterprise_number": 0, "company_name": 1, "establishment_number": 2, "street": 3, "postal_code": 4,
        "programme": 5, "valid_from": 6, "valid_until": 7,
    }  # fmt: skip
    assert rules_import.missing_columns({"company_name": 1}) == [
        "Ondernemingsnummer", "Vestigingsnummer", "Postcode"
    ]  # fmt: skip


def test_a_good_row_becomes_a_company_with_a_recognition_and_twice_is_once():
    job = job_of(row(1), row(1))
    answers = read(job)
    assert answers[2][0] == RowOutcome.NEW
    assert answers[3] == (RowOutcome.SAME, "")
    file = Recognition.objects.get()
    assert (file.state, file.valid_until, file.origin) == ("recognised", dt.date(2030, 8, 31), "Alimento")
    imports.repeat_import(actor=COLLEAGUE, job=job)
    tasks.run_import(job_id=job.pk)
    assert set(job.answers.values_list("outcome", flat=True)) == {"same"}
    assert (Company.objects.count(), Establishment.objects.count(), Recognition.objects.count()) == (1, 1, 1)


BAD = [
    ({"KBO nummer": "0400.000.186"}, "laatste twee cijfers"),
    ({"KBO nummer": establishment_number(7)}, "begint met 0 of 1"),
    ({"Vestigingsnummer": enterprise_number(7)}, "begint met 2 tot 8"),
    ({"KBO nummer": ""}, "Ondernemingsnummer ontbreekt"),
    ({"Postcode": "9000"}, "niet in West-Vlaanderen"),
    ({"Opleiding": "Slagerij"}, "officiële naam"),
    ({"Erkend tot": "31/08/2020"}, "einddatum van de erkenning komt voor"),
    ({"Erkend vanaf": "ooit"}, "geen datum"),
    ({"Erkend vanaf": ""}, "Een erkenning heeft een opleiding en een begindatum"),
]


@pytest.mark.parametrize(("changes", "words"), BAD, ids=[words for _changes, words in BAD])
def test_a_bad_row_is_told_and_keeps_nothing(changes, words):
    answers = read(job_of(row(7, **changes), row(8)))
    assert answers[2][0] == RowOutcome.BAD
    assert words in answers[2][1]
    assert answers[3][0] == RowOutcome.NEW
    assert [company.name for company in Company.objects.all()] == ["Slagerij 8"]


def test_a_company_that_stopped_and_an_address_of_another_are_told():
    CompanyFactory(ceased=True, enterprise_number=enterprise_number(1))
    EstablishmentFactory(establishment_number=establishment_number(2))
    answers = read(job_of(row(1), row(2)))
    assert "stopgezet" in answers[2][1]
    assert "ander bedrijf" in answers[3][1]
    assert Company.objects.filter(enterprise_number=enterprise_number(2)).count() == 0


def test_a_later_end_is_a_renewal_and_an_earlier_one_is_refused():
    read(job_of(row(1)))
    assert read(job_of(row(1, **{"Erkend tot": "31/08/2035"})))[2] == ("changed", "erkenning verlengd")
    assert read(job_of(row(1, **{"Erkend tot": "31/08/2031"})))[2][0] == RowOutcome.BAD
    assert Recognition.objects.get().valid_until == dt.date(2035, 8, 31)


def test_four_hundred_rows_of_which_one_in_twenty_is_bad():
    rows = [row(n, **({"Postcode": "9999"} if n % 20 == 0 else {})) for n in range(400)]
    job = job_of(*rows)
    answers = read(job)
    bad = [number for number, (outcome, _why) in answers.items() if outcome == RowOutcome.BAD]
    assert bad == [n + 2 for n in range(0, 400, 20)]
    assert (job.state, job.done, Company.objects.count()) == (ImportState.DONE, 400, 380)


def test_an_interrupted_job_goes_on_after_its_last_answer():
    job = job_of(*[row(n) for n in range(150)])
    imports.start_import(actor=COLLEAGUE, job=job, mapping=rules_import.guess_columns(HEAD))
    claim = imports.claim_import(job_id=job.pk)
    assert imports.claim_import(job_id=job.pk) is None
    table, known = table_of(job), look_ups()
    assert imports.run_piece(actor=COLLEAGUE, job_id=job.pk, claim=claim, table=table, known=known)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=6)):
        tasks.sweep_imports()
        tasks.run_import(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.answers.count(), Company.objects.count()) == (ImportState.DONE, 150, 150)
    with pytest.raises(imports.ImportLost):
        imports.run_piece(actor=COLLEAGUE, job_id=job.pk, claim=claim, table=table, known=known)


def test_a_stopped_job_keeps_what_was_read():
    job = job_of(*[row(n) for n in range(150)])
    imports.start_import(actor=COLLEAGUE, job=job, mapping=rules_import.guess_columns(HEAD))
    claim = imports.claim_import(job_id=job.pk)
    imports.run_piece(actor=COLLEAGUE, job_id=job.pk, claim=claim, table=table_of(job), known=look_ups())
    imports.cancel_import(actor=COLLEAGUE, job=job)
    assert Company.objects.count() == 100
    with pytest.raises(MoveRefused):
        imports.repeat_import(actor=COLLEAGUE, job=job)


def test_a_stopped_job_goes_on_after_its_last_answer_for_who_presses_first():
    job = job_of(*[row(n) for n in range(150)])
    imports.start_import(actor=COLLEAGUE, job=job, mapping=rules_import.guess_columns(HEAD))
    claim = imports.claim_import(job_id=job.pk)
    imports.run_piece(actor=COLLEAGUE, job_id=job.pk, claim=claim, table=table_of(job), known=look_ups())
    imports.cancel_import(actor=COLLEAGUE, job=job)
    imports.resume_import(actor=COLLEAGUE, job=job)
    with pytest.raises(MoveRefused):
        imports.resume_import(actor=COLLEAGUE, job=job)
    with pytest.raises(imports.ImportLost):
        imports.run_piece(actor=COLLEAGUE, job_id=job.pk, claim=claim, table=table_of(job), known=look_ups())
    first = list(job.answers.values_list("pk", flat=True))
    tasks.run_import(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, Company.objects.count()) == (ImportState.DONE, 150, 150)
    assert list(job.answers.values_list("pk", flat=True))[:100] == first


def test_a_list_thrown_away_before_a_row_was_read_asks_for_its_columns_again():
    job = imports.cancel_import(actor=COLLEAGUE, job=job_of(row(1)))
    assert imports.resume_import(actor=COLLEAGUE, job=job).state == ImportState.DRAFT
    assert read(job)[2][0] == RowOutcome.NEW


def test_a_column_that_is_missing_or_chosen_twice_is_refused():
    job = job_of(row(1))
    for mapping in ({"company_name": 1}, dict.fromkeys(rules_import.REQUIRED, 0)):
        with pytest.raises(MoveRefused):
            imports.start_import(actor=COLLEAGUE, job=job, mapping=mapping)


def test_the_answers_come_with_the_rows():
    job = job_of(row(1), row(2, Postcode="9999"))
    read(job)
    rows = list(answered_rows(job))
    assert rows[0][:3] == ["rij", "resultaat", "uitleg"]
    assert [one[0] for one in rows[1:]] == ["2", "3"]
    assert rows[2][1] == "niet ingelezen"
    assert rows[2][3] == enterprise_number(2)


class TestPages:
    @pytest.fixture
    def desk(self, client):
        client.force_login(UserFactory(staff=True), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def upload(self, desk, content, name="lijst.csv"):
        told = {"origin": "Alimento", "list_date_day": "20", "list_date_month": "11", "list_date_year": "2026"}
        return desk.post(reverse("admin:companies_importjob_new"), {**told, "file": SimpleUploadedFile(name, content)})

    def as_csv(self, *rows):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows([HEAD, *rows])
        return text.getvalue()

    def test_from_file_to_answers(self, desk, monkeypatch):
        monkeypatch.setattr(imports, "enqueue", lambda *_names, **_facts: None)  # no worker yet
        formula = row(2, **{"Naam bedrijf": "=1+1", "Postcode": "9999"})
        shown = self.upload(desk, self.as_csv(row(1), formula).encode("cp1252"))
        job = ImportJob.objects.get()
        page = desk.get(shown.url).content.decode()
        assert "Welke kolom is wat?" in page
        assert "Slagerij 1" in page
        mapping = {field: str(number) for field, number in job.mapping.items()}
        refused = desk.post(shown.url, {**mapping, "company_name": ""}).content.decode()
        assert "Kies de kolom met: naam van het bedrijf" in refused
        desk.post(shown.url, mapping)
        assert "wacht op een werker" in desk.get(shown.url).content.decode()
        bar = desk.get(reverse("admin:companies_importjob_progress", args=[job.public_id]))
        assert "<html" not in bar.content.decode()
        tasks.run_import(job_id=job.pk)
        done = desk.get(shown.url).content.decode()
        assert "niet in West-Vlaanderen" in done
        answer = desk.get(reverse("admin:companies_importjob_answers", args=[job.public_id]))
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        assert ";'=1+1;" in text

    def test_a_workbook(self, desk):
        book, content = Workbook(), io.BytesIO()
        book.active.append(HEAD)
        book.active.append([*row(1)[:6], dt.datetime(2025, 9, 1), dt.datetime(2030, 8, 31)])
        book.save(content)
        self.upload(desk, content.getvalue(), "lijst.xlsx")
        job = ImportJob.objects.get()
        assert read(job)[2][0] == RowOutcome.NEW
        assert Recognition.objects.get().valid_until == dt.date(2030, 8, 31)

    def test_a_workbook_with_numbers_as_numbers(self, desk):
        """A spreadsheet keeps the number of an enterprise without its zero in front."""
        book, content = Workbook(), io.BytesIO()
        book.active.append(HEAD)
        numbers = [int(text) if text.isdigit() else text for text in row(1)]
        book.active.append([*numbers[:6], dt.datetime(2025, 9, 1), dt.datetime(2030, 8, 31)])
        book.save(content)
        self.upload(desk, content.getvalue(), "lijst.xlsx")
        assert read(ImportJob.objects.get())[2][0] == RowOutcome.NEW
        assert Company.objects.get().enterprise_number == row(1)[0]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"PK\x03\x04 kapot", "niet lezen"),
            (b"\x00\x01\x02", "niet lezen"),
            (b"kop;kop\n", "geen rijen"),
            (b"", "leeg"),
        ],
    )
    def test_a_file_we_cannot_read(self, desk, content, words):
        assert words in self.upload(desk, content).content.decode()
        assert not ImportJob.objects.exists()
        assert not ImportAnswer.objects.exists()
