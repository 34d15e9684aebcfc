"""Asking a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from phonenumber_field.formfields import PhoneNumberField

from frontoffice.enums import Topic

_STALE = _("Dit formulier is niet volledig verstuurd. Open de pagina opnieuw en kopieer je tekst.")


class AskForm(forms.Form):
    """A question with a name and a way to answer."""

    once_key = forms.RegexField(
        regex=r"^[0-9a-f]{32}$",
        widget=forms.HiddenInput,
        error_messages={"required": _STALE, "invalid": _STALE},
    )
    page = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    topic = forms.ChoiceField(
        label=_("Waarover gaat je vraag?"),
        choices=Topic,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarover je vraag gaat.")},
    )
    body = forms.CharField(
        label=_("Je vraag"),
        help_text=_("Schrijf gewoon zoals je het zou zeggen. Zet er geen gezondheidsinfo of rijksregisternummer in."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Schrijf je vraag."),
            "max_length": _("Je vraag is te lang: %(show_value)d tekens. Er passen er %(limit_value)d."),
        },
    )
    name = forms.CharField(
        label=pgettext_lazy("voornaam en naam", "Je naam"),
        max_length=120,
        error_messages={"required": _("Vul je naam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.be.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneNumberField(
        label=_("Je telefoonnummer"),
        required=False,
        region="BE",
        error_messages={"invalid": _("Dit is geen telefoonnummer. Een gsm-nummer ziet eruit als 0470 12 34 56.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a mail address or a phone number."""
        data = super().clean() or {}
        typed = data.get("email") or data.get("phone") or {"email", "phone"} & self.errors.keys()
        if not typed:
            self.add_error("email", _("Vul je e-mailadres of je telefoonnummer in. Anders kunnen we niet antwoorden."))
        return data


class AnswerForm(forms.Form):
    """The answer of a colleague."""

    answer = forms.CharField(
        label="Je antwoord",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": "Schrijf je antwoord.",
            "max_length": "Je antwoord is te lang: %(show_value)d tekens. Er passen er %(limit_value)d.",
        },
    )
