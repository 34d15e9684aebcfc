"""Adding a file to a company."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.enums import AttachmentKind
from companies.forms.fields import required
from companies.forms.people import refuse_national_number
from core.ui.widgets import TileRadioSelect
from core.uploads import CleanFile, FileRefused, clean_file


class AttachmentForm(forms.Form):
    """A file and what it is; the clean value of `file` is what we keep."""

    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=AttachmentKind.choices,
        widget=TileRadioSelect,
        error_messages=required(_("Kies wat het bestand is.")),
    )
    title = forms.CharField(
        label=_("Geef het een titel"),
        max_length=120,
        validators=[refuse_national_number],
        error_messages=required(_("Geef het bestand een titel.")),
    )
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "Een pdf, jpg of png van hoogstens 5 MB. Nooit een uittreksel uit het strafregister (596.2) of een document "
            "met een rijksregisternummer: die laad je alleen op in het officiële loket."
        ),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def clean_file(self) -> CleanFile:
        """Return the file as we keep it, or say why we do not take it."""
        upload: Any = self.cleaned_data["file"]
        try:
            return clean_file(upload)
        except FileRefused as refusal:
            raise ValidationError(str(refusal), code="file") from refusal
