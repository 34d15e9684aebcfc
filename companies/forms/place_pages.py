"""Putting a workplace on the web, and reporting one that is not right."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.enums import ReportReason
from companies.services.place_pages import NewReport
from core.ui.widgets import TileRadioSelect


class PublishForm(forms.Form):
    """The yes of a company to a page for everybody."""

    agrees = forms.BooleanField(
        label=_("Ja, zet deze leerwerkplek op het web"),
        error_messages={"required": _("Zet het vinkje als je akkoord gaat. Anders blijft de plek van het web.")},
    )
    shows_street = forms.BooleanField(
        label=_("Toon ook straat en nummer"),
        help_text=_("Zonder vinkje staat alleen de gemeente er."),
        required=False,
    )


class ReportForm(forms.Form):
    """What is wrong with a place. No name, no account."""

    reason = forms.ChoiceField(
        label=_("Wat is er niet in orde?"),
        choices=ReportReason.choices,
        widget=TileRadioSelect,
        error_messages={
            "required": _("Kies wat er niet in orde is."),
            "invalid_choice": _("Kies een antwoord uit de lijst."),
        },
    )
    text = forms.CharField(
        label=_("Wat zag of hoorde je?"),
        help_text=_("Schrijf geen namen en niets over iemands gezondheid."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = secrets.token_hex(16)

    def clean_once(self) -> str:
        """Return the key of this form; one without a key counts on its own."""
        return self.cleaned_data["once"] or secrets.token_hex(16)

    def report(self) -> NewReport:
        """Return the clean answers for the service."""
        data = self.cleaned_data
        return NewReport(once_key=data["once"], reason=data["reason"], text=data["text"].strip())
