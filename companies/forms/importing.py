"""Taking in the list of a partner on the staff desk: the file, and which column is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from companies.rules_import import FIELDS, REQUIRED
from core import clock
from core.lists import FileRefused, read_upload
from core.ui.widgets import DatePartsField

MAX_ROWS = 20_000


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
        try:
            return read_upload(self.cleaned_data["file"], max_rows=MAX_ROWS)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


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
