"""Handing in a list: the file, and which column is what."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.ui.table_forms import ColumnsForm, TableField
from schools.rules_list import MOST_ROWS, NEVER, national_number_column


class HandInListForm(forms.Form):
    """A list; the clean value of `file` is its rows as text, heading first."""

    file = TableField(
        label=_("Kies het bestand"),
        max_rows=MOST_ROWS,
        help_text=format_lazy(
            _("Excel (xlsx) of csv, hoogstens {rows} rijen. De eerste rij is de kop. Nooit rijksregisternummers."),
            rows=f"{MOST_ROWS:,}".replace(",", "."),
        ),
    )

    def clean_file(self) -> list[list[str]]:
        """Return the rows. A column with national numbers refuses the whole file."""
        rows: list[list[str]] = self.cleaned_data["file"]
        never = national_number_column(rows)
        if never:
            raise ValidationError(NEVER.format(name=never[:60]))
        return rows


class ListColumnsForm(ColumnsForm):
    """Which column holds what; none is needed by itself, the rules of the list say what is missing together."""

    def __init__(self, *args: Any, fields: Mapping[str, Any], consent: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, label in fields.items():
            self.ask(field, label)
        if consent:
            self.fields["consent"] = forms.BooleanField(
                label=consent, error_messages={"required": _("Vink dit aan. Anders mogen we de lijst niet bewaren.")}
            )
