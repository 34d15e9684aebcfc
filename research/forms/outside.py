"""Taking in a table from elsewhere: the file with where it comes from, and which column is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.lists import FileRefused, read_upload
from core.ui.widgets import DatePartsField
from research.rules_import import SPECS

MAX_ROWS = 5_000


class OutsideFileForm(forms.Form):
    """A table from elsewhere; the clean value of `file` is its rows as text, heading first."""

    kind = forms.ChoiceField(
        label="Wat voor tabel is het?",
        choices=[(key, f"{spec.title}: {spec.lead}") for key, spec in SPECS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor tabel het is."},
    )
    source = forms.CharField(
        label="Waar komt de tabel vandaan?",
        max_length=300,
        help_text="Naam van de uitgever en het adres van de pagina. Dit staat bij elk cijfer.",
        error_messages={"required": "Vul in waar de tabel vandaan komt."},
    )
    definition = forms.CharField(
        label="Wat betekenen de cijfers?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie telt mee, en wanneer is er geteld?",
        error_messages={"required": "Vul in wat de cijfers betekenen."},
    )
    data_date = DatePartsField(
        label="Van welke dag zijn de gegevens?", error_messages={"required": "Vul de dag van de gegevens in."}
    )
    file = forms.FileField(
        label="Bestand",
        help_text="Excel (xlsx) of csv, hoogstens 5 MB en 5.000 rijen. De eerste rij is de kop. Geen namen van mensen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_data_date(self) -> Any:
        """Figures are not from the future."""
        day = self.cleaned_data["data_date"]
        if day > clock.today():
            raise ValidationError("Deze dag moet nog komen.")
        return day

    def clean_file(self) -> list[list[str]]:
        """Return the rows of the file, empty ones left out."""
        try:
            return read_upload(self.cleaned_data["file"], max_rows=MAX_ROWS)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class OutsideColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, *args: Any, kind: str, headings: Sequence[str], mapping: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Niet in de tabel"), *((str(n), text or f"Kolom {n + 1}") for n, text in enumerate(headings))]
        for column in SPECS[kind].columns:
            self.fields[column.key] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column.required,
                initial=str(mapping.get(column.key, "")),
                help_text=f"In deze kolom staat {column.cell.label}.",
                error_messages={"required": f"Kies de kolom met: {column.label.lower()}."},
            )

    def mapping(self) -> dict[str, int]:
        """Return the column of each field that has one."""
        return {field: int(value) for field, value in self.cleaned_data.items() if value}
