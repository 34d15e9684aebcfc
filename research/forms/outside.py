"""Taking in a table from elsewhere: the file with where it comes from, and which column is what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.ui.table_forms import ColumnsForm, TableField
from core.ui.widgets import DatePartsField
from research.rules_tables import SPECS

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
    file = TableField(
        label="Bestand",
        max_rows=MAX_ROWS,
        help_text="Excel (xlsx) of csv, hoogstens 5 MB en 5.000 rijen. De eerste rij is de kop. Geen namen van mensen.",
    )

    def clean_data_date(self) -> Any:
        """Figures are not from the future."""
        day = self.cleaned_data["data_date"]
        if day > clock.today():
            raise ValidationError("Deze dag moet nog komen.")
        return day


class OutsideColumnsForm(ColumnsForm):
    """Which column holds what."""

    nowhere = "Niet in de tabel"

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in SPECS[kind].columns:
            hint = f"In deze kolom staat {column.cell.label}."
            self.ask(column.key, column.label, required=column.required, help_text=hint)
