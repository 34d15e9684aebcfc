"""Tables as a file: the rows of the screen in a CSV that opens well in a Dutch Excel."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.text import slugify

from core import clock

BYTE_ORDER_MARK = "\ufeff"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and an attribute path ("company.name") or a function of the row."""

    label: str | Promise
    value: str | Callable[[Any], Any]

    def of(self, row: Any) -> Any:
        """Return the value of this column for a row; a method is called, a missing link gives None."""
        if not isinstance(self.value, str):
            return self.value(row)
        for part in self.value.split("."):
            row = row.get(part) if isinstance(row, dict) else getattr(row, part)
            row = row() if callable(row) else row
            if row is None:
                return None
        return row


def cell(value: object) -> str:
    """Return a value as text for a CSV cell; text that a spreadsheet would run as a formula gets a quote in front."""
    text = _WRITERS.get(type(value), force_str)(value)
    return f"'{text}" if type(value) not in _WRITERS and text.lstrip(" ").startswith(RISKY) else text


def _moment(value: dt.datetime) -> str:
    return (timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%d/%m/%Y %H:%M")


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _value: "",
    bool: lambda value: "ja" if value else "nee",
    int: str,
    float: lambda value: str(value).replace(".", ","),
    Decimal: lambda value: str(value).replace(".", ","),
    dt.datetime: _moment,
    dt.date: lambda value: value.strftime("%d/%m/%Y"),
}


def csv_text(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """Return the rows as the text of a CSV file: with a byte order mark, semicolons."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([cell(str(column.label)) for column in columns])
    writer.writerows([cell(column.of(row)) for column in columns] for row in rows)
    return BYTE_ORDER_MARK + buffer.getvalue()


def csv_response(name: str, columns: Sequence[Column], rows: Iterable[Any]) -> HttpResponse:
    """Return the rows as a download "<name>-2026-11-23.csv": UTF-8 with a byte order mark, semicolons.

    Pass the same (filtered, sorted, unpaged) rows that the screen shows.
    """
    response = HttpResponse(csv_text(columns, rows), content_type="text/csv; charset=utf-8")
    filename = f"{slugify(name) or 'lijst'}-{clock.today():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store, private"
    return response


def xlsx_response(
    name: str, columns: Sequence[Column], rows: Iterable[Any], notes: Iterable[Sequence[object]] = ()
) -> HttpResponse:
    """Return the rows as a download "<name>-2026-11-23.xlsx"; `notes` (definitions, sources) go on a second sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Cijfers")
    sheet.append([cell(str(column.label)) for column in columns])
    for row in rows:
        sheet.append([_excel(column.of(row)) for column in columns])
    explained = book.create_sheet("Uitleg")
    for note in notes:
        explained.append([_excel(value) for value in note])
    buffer = io.BytesIO()
    book.save(buffer)
    response = HttpResponse(buffer.getvalue(), content_type=EXCEL)
    filename = f"{slugify(name) or 'lijst'}-{clock.today():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _excel(value: object) -> object:
    """Return a number or a date as it is, anything else as safe text."""
    kept = type(value) in {int, float, Decimal, dt.date, type(None)}
    return value if kept else cell(value)
