"""Taking in the list of a partner on the staff desk: the file, and which column is what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from companies.rules_import import FIELDS, REQUIRED
from core import clock
from core.ui.table_forms import ColumnsForm, TableField
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
    file = TableField(
        label="Bestand",
        max_rows=MAX_ROWS,
        help_text="Excel (xlsx) of csv, hoogstens 5 MB en 20.000 rijen. De eerste rij is de kop. Geen rijksregisternummers.",
    )

    def clean_list_date(self) -> Any:
        """A list is not from the future."""
        day = self.cleaned_data["list_date"]
        if day > clock.today():
            raise ValidationError("Deze dag moet nog komen.")
        return day


class PartnerColumnsForm(ColumnsForm):
    """Which column holds what."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, label in FIELDS.items():
            self.ask(field, label, required=field in REQUIRED)
