"""Taking in contacts: a CSV, a workbook or vCards."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.lists import MAX_BYTES, FileRefused, cells_by_field, guess_columns, read_upload
from expertise.cards import rows_of_cards

MAX_ROWS = 5_000
WORDS = {
    "name": ("naam", "name"),
    "function": ("functie", "titel", "title"),
    "organisation": ("organisatie", "organisation", "bedrijf", "school"),
    "email": ("e-mail", "email", "mail"),
    "phone": ("telefoon", "gsm", "phone"),
    "groups": ("groepen", "groep"),
}


class ContactListForm(forms.Form):
    """A file with contacts; the clean value of `file` is a list of rows by field."""

    file = forms.FileField(
        label="Bestand",
        help_text="Een lijst (csv of xlsx) met naam, functie, organisatie, e-mail, telefoon en groepen, of vCards (vcf).",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.vcf"}),
    )

    def clean_file(self) -> list[dict[str, str]]:
        """Return the rows of the file."""
        upload: Any = self.cleaned_data["file"]
        try:
            return _cards(upload) if upload.name.lower().endswith(".vcf") else _list(upload)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


def _cards(upload: Any) -> list[dict[str, str]]:
    if upload.size > MAX_BYTES:
        raise FileRefused("Dit bestand is te groot. Het mag hoogstens 5 MB zijn.")
    return rows_of_cards(upload.read().decode("utf-8", errors="replace"))


def _list(upload: Any) -> list[dict[str, str]]:
    heading, *rows = read_upload(upload, max_rows=MAX_ROWS)
    mapping = guess_columns(heading, WORDS)
    missing = [label for field, label in (("name", "naam"), ("email", "e-mail")) if field not in mapping]
    if missing:
        raise FileRefused(f"We vinden geen kolom met: {', '.join(missing)}.")
    empty = dict.fromkeys(WORDS, "")
    return [{**empty, **cells_by_field(cells, mapping)} for cells in rows]
