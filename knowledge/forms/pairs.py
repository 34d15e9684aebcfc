"""What the two of a coaching pair note."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.widgets import DatePartsField
from learners.rules.notes import has_national_number


class MomentForm(forms.Form):
    """One contact moment."""

    on = DatePartsField(label=_("Wanneer zagen of hoorden jullie elkaar?"))
    note = forms.CharField(
        label=_("Waaraan werkten jullie?"),
        help_text=_("Noem geen lerende bij naam, en schrijf niets over gezondheid."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schrijf in een zin waaraan jullie werkten.")},
    )

    def clean_on(self) -> dt.date:
        """Refuse a day to come."""
        day: dt.date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_("Deze dag moet nog komen. Noteer het achteraf."))
        return day

    def clean_note(self) -> str:
        """Refuse a national number."""
        note: str = self.cleaned_data["note"]
        if has_national_number(note):
            raise ValidationError(_("Hier staat een rijksregisternummer in. Haal het weg."))
        return note


class ResultForm(forms.Form):
    """What came of a coaching pair."""

    result = forms.CharField(
        label="Wat leverde het op?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf in een zin wat het opleverde."},
    )
