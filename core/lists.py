"""A list somebody hands in: reading the file, finding the columns, an answer for each row and the list back with them."""

import csv
import datetime as dt
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zipfile import BadZipFile

from django.db.models import TextChoices
from django.http import StreamingHttpResponse

from core.db import fold
from core.tables import BYTE_ORDER_MARK, cell

Cells = Sequence[str]
MAX_BYTES = 5 * 1024 * 1024
MOST_COLUMNS = 200
# What a damaged workbook raises, besides what openpyxl names: its zip, its XML and its parts are read as they come.
DAMAGED = (
    BadZipFile, zlib.error, SyntaxError, LookupError, OSError, ValueError, TypeError, AttributeError, EOFError,
    RuntimeError,
)  # fmt: skip
NOT_READ = "Dit bestand kunnen we niet lezen. Bewaar het als xlsx of als csv en probeer opnieuw."
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


class RowOutcome(TextChoices):
    """What became of one row of a list."""

    NEW = "new", "toegevoegd"
    CHANGED = "changed", "bijgewerkt"
    SAME = "same", "bestond al"
    BAD = "bad", "niet ingelezen"


class RowAnswer(NamedTuple):
    """What became of a row, with a sentence."""

    outcome: str
    message: str


class RowRefused(Exception):
    """A row that cannot be read. The message is a Dutch sentence for whoever sent the list."""


class FileRefused(Exception):
    """A file that cannot be read. The message is a Dutch sentence."""


def read_upload(upload: Any, *, max_rows: int) -> list[list[str]]:
    """Return the rows of an uploaded xlsx or csv as text, heading first, empty rows left out.

    Raises `FileRefused` for a file that is too big, is not readable, or has no or more than `max_rows` rows.
    """
    if upload.size > MAX_BYTES:
        raise FileRefused("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
    rows = read_content(upload.read(), max_rows=max_rows)
    if len(rows) < 2:
        raise FileRefused("Deze lijst heeft geen rijen onder de kop.")
    if len(rows) > max_rows + 1:
        told = f"{max_rows:,}".replace(",", ".")
        raise FileRefused(f"Deze lijst heeft meer dan {told} rijen. Knip ze in stukken.")
    return rows


def read_content(content: bytes, *, max_rows: int) -> list[list[str]]:
    """Return the rows of a file as text, empty ones left out. Raises `FileRefused` for what is no list."""
    rows = _from_workbook(content, max_rows) if content.startswith(b"PK") else _from_text(content)
    return [row for row in rows if any(text.strip() for text in row)]


def _from_workbook(content: bytes, max_rows: int) -> list[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        read = sheet.iter_rows(values_only=True, max_row=max_rows + 2)
        return [[_text(value) for value in row[:MOST_COLUMNS]] for row in read]
    except (*DAMAGED, InvalidFileException) as error:
        raise FileRefused(NOT_READ) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _from_text(content: bytes) -> list[list[str]]:
    for coding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        mark = max(";,\t", key=text.partition("\n")[0].count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
        except csv.Error as error:
            raise FileRefused(NOT_READ) from error
    raise FileRefused(NOT_READ)


def guess_columns(headings: Sequence[str], words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return for each field of `words` the column whose heading looks most like it; a column is used once."""
    folded = [fold(heading).strip() for heading in headings]
    found: dict[str, int] = {}
    for exact in (True, False):
        for field, known in words.items():
            for number, heading in enumerate(folded):
                if field in found or number in found.values():
                    continue
                if heading in known if exact else any(word in heading for word in known):
                    found[field] = number
    return found


def cells_by_field(cells: Cells, mapping: Mapping[str, int]) -> dict[str, str]:
    """Return what a row says per field, stripped; a row that is too short says nothing there."""
    return {field: cells[number].strip() if number < len(cells) else "" for field, number in mapping.items()}


def day_of(typed: str) -> dt.date | None:
    """Return the day that was typed; None when it is no day."""
    for form in DATES:
        try:
            return dt.datetime.strptime(typed, form).date()
        except ValueError:
            continue
    return None


def as_text(rows: Iterable[Cells]) -> str:
    """Return a list as CSV text with semicolons, to keep."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue()


def table_of(text: str) -> list[list[str]]:
    """Return the rows of a list that was kept with `as_text`."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def with_answers(table: Sequence[Cells], answers: Mapping[int, tuple[str, str]]) -> Iterator[list[str]]:
    """Yield a list as it was sent, with what became of each row in front: the words of the outcome and a sentence."""
    yield ["rij", "resultaat", "uitleg", *table[0]]
    for number, cells in enumerate(table[1:], start=2):
        outcome, text = answers.get(number, ("nog niet gelezen", ""))
        yield [str(number), str(outcome), text, *cells]


class _Echo:
    def write(self, line: str) -> str:
        return line


def lines_response(rows: Iterable[Cells], filename: str) -> StreamingHttpResponse:
    """Return rows as a CSV download; no cell runs as a formula."""

    def lines() -> Iterator[str]:
        yield BYTE_ORDER_MARK
        writer = csv.writer(_Echo(), delimiter=";")
        for row in rows:
            yield writer.writerow([cell(value) for value in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store, private"
    return response
