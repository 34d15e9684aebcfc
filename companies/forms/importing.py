"""Taking in the list of a partner on the staff desk: the file, and which column is what."""

import csv
import io
from collections.abc import Sequence
from typing import Any
from zipfile import BadZipFile

from django import forms
from django.core.exceptions import ValidationError

from companies.rules_import import FIELDS, REQUIRED
from core import clock
from core.ui.widgets import DatePartsField

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000
NOT_READ = "Dit bestand kunnen we niet lezen. Bewaar het als xlsx of als csv en probeer opnieuw."


class ListForm(forms.Form):
    """A list of a partner; the clean value of `file` is its rows as text, heading first."""

    origin = forms.CharField(
        label="Van wie komt de lijst?",
        max_length=120,
        help_text="Bijvoorbeeld: Alimento. Dit komt als herkomst bij elke erkenning.",
        error_messages={"required": "Vul in van wie de lijst komt."},
    )
    list_date = DatePartsField(
        label="Van welke dag is de lijst?", error_messages={"required": "Vul de dag van de lijst in."}
    )
    file = forms.FileField(
        label="Bestand",
        help_text="Excel (xlsx) of csv, hoogstens 5 MB en 20.000 rijen. De eerste rij is de kop. Geen rijksregisternummers.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_list_date(self) -> Any:
        """A list is not from the future."""
        day = self.cleaned_data["list_date"]
        if day > clock.today():
            raise ValidationError("Deze dag moet nog komen.")
        return day

    def clean_file(self) -> list[list[str]]:
        """Return the rows of the file, empty ones left out."""
        upload: Any = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise ValidationError("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
        content = upload.read()
        rows = _from_workbook(content) if content.startswith(b"PK") else _from_text(content)
        rows = [row for row in rows if any(cell.strip() for cell in row)]
        if len(rows) < 2:
            raise ValidationError("Deze lijst heeft geen rijen onder de kop.")
        if len(rows) > MAX_ROWS + 1:
            raise ValidationError("Deze lijst heeft meer dan 20.000 rijen. Knip ze in stukken.")
        return rows


def _from_workbook(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise ValidationError(NOT_READ) from error
    sheet = book.worksheets[0]
    return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 2)]


def _cell(value: object) -> str:
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
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    raise ValidationError(NOT_READ)


class ColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args: Any, headings: Sequence[str], mapping: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Niet in de lijst"), *((str(n), text or f"Kolom {n + 1}") for n, text in enumerate(headings))]
        for field, label in FIELDS.items():
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=field in REQUIRED,
                initial=str(mapping.get(field, "")),
                error_messages={"required": f"Kies de kolom met: {label.lower()}."},
            )

    def mapping(self) -> dict[str, int]:
        """Return the column of each field that has one."""
        return {field: int(value) for field, value in self.cleaned_data.items() if value}
