"""Handing in a list: the file, and which column is what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.lists import FileRefused, read_upload
from schools.rules_list import MOST_ROWS, NEVER, national_number_column


class HandInListForm(forms.Form):
    """A list; the clean value of `file` is its rows as text, heading first."""

    file = forms.FileField(
        label=_("Kies het bestand"),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = MOST_ROWS[kind]
        self.fields["file"].help_text = _(
            "Excel (xlsx) of csv, hoogstens %(rows)s rijen. De eerste rij is de kop. Nooit rijksregisternummers."
        ) % {"rows": f"{self._most:,}".replace(",", ".")}

    def clean_file(self) -> list[list[str]]:
        """Return the rows. A column with national numbers refuses the whole file."""
        try:
            rows = read_upload(self.cleaned_data["file"], max_rows=self._most)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        never = national_number_column(rows)
        if never:
            raise ValidationError(NEVER.format(name=never[:60]))
        return rows


class ListColumnsForm(forms.Form):
    """Which column holds what; none is needed by itself, the rules of the list say what is missing together."""

    def __init__(
        self,
        *args: Any,
        fields: Mapping[str, Any],
        headings: Sequence[str],
        mapping: Mapping[str, int],
        consent: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("Niet in de lijst")),
            *((str(n), text or f"Kolom {n + 1}") for n, text in enumerate(headings)),
        ]
        for field, label in fields.items():
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=str(mapping.get(field, "")),
                error_messages={"invalid_choice": _("Kies een kolom uit de lijst.")},
            )

        self._columns = tuple(fields)
        if consent:
            self.fields["consent"] = forms.BooleanField(
                label=consent, error_messages={"required": _("Vink dit aan. Anders mogen we de lijst niet bewaren.")}
            )

    def mapping(self) -> dict[str, int]:
        """Return the column of each field that has one."""
        return {field: int(self.cleaned_data[field]) for field in self._columns if self.cleaned_data[field]}
