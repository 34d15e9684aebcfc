"""Handing in a table: a field for the file, and a form that asks which column is what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.lists import FileRefused, read_upload

Words = str | Promise


class TableField(forms.FileField):
    """A csv or Excel file of at most `max_rows` rows; the clean value is its rows as text, heading first."""

    widget = forms.FileInput
    default_error_messages = {"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")}

    def __init__(self, *, max_rows: int, **kwargs: Any) -> None:
        self.max_rows = max_rows
        super().__init__(widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[list[str]]:  # type: ignore[override]
        """Return the rows, empty ones left out."""
        try:
            return read_upload(super().clean(data, initial), max_rows=self.max_rows)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class ColumnsForm(forms.Form):
    """Which column of a table holds what. A subclass asks for its fields with `ask`, once Django made the form."""

    nowhere: Words = _("Niet in de lijst")

    def __init__(self, *args: Any, headings: Sequence[str], mapping: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known, self._columns = mapping, list[str]()
        columns = ((str(number), text or f"Kolom {number + 1}") for number, text in enumerate(headings))
        self._choices = [("", self.nowhere), *columns]

    def ask(self, field: str, label: Any, *, required: bool = False, help_text: str = "") -> None:
        """Ask in which column a field stands."""
        self._columns.append(field)
        self.fields[field] = forms.ChoiceField(
            label=label,
            choices=self._choices,
            required=required,
            initial=str(self._known.get(field, "")),
            help_text=help_text,
            error_messages={
                "required": _("Kies de kolom met: %(label)s.") % {"label": str(label).lower()},
                "invalid_choice": _("Kies een kolom uit de lijst."),
            },
        )

    def mapping(self) -> dict[str, int]:
        """Return the column of each field that has one."""
        return {field: int(self.cleaned_data[field]) for field in self._columns if self.cleaned_data[field]}
