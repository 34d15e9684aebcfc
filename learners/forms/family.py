"""Forms of the learner's page and of the page of a parent."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from core import clock
from core.ui.widgets import TileCheckboxSelectMultiple, TileRadioSelect
from learners.enums import CoViewPart
from learners.forms.intake_contact import EMAIL_ERRORS, PHONE_ERRORS

TERMS = {"7": _("Een week"), "31": _("Een maand"), "183": _("Een half jaar"), "365": _("Een jaar")}


class ShareForm(forms.Form):
    """For whom the link is, what it shows and how long it works."""

    for_whom = forms.CharField(
        label=_("Voor wie is de link?"),
        help_text=_("Bijvoorbeeld: mama. Zo weet je later welke link van wie is."),
        max_length=80,
        error_messages={"required": _("Schrijf voor wie de link is, bijvoorbeeld: mama.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Wat mag je ouder zien?"),
        choices=CoViewPart,
        widget=TileCheckboxSelectMultiple(),
        error_messages={
            "required": _("Vink minstens één ding aan dat je ouder mag zien."),
            "invalid_choice": _("Kies antwoorden uit de lijst."),
        },
    )
    days = forms.ChoiceField(
        label=_("Hoelang werkt de link?"),
        choices=list(TERMS.items()),
        initial="31",
        widget=TileRadioSelect(),
        error_messages={
            "required": _("Kies hoelang de link werkt."),
            "invalid_choice": _("Kies hoelang de link werkt."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Turn the chosen time into the last day on which the link works."""
        clean: dict[str, Any] = super().clean() or {}
        if days := clean.pop("days", None):
            clean["valid_until"] = clock.today() + dt.timedelta(days=int(days))
        return clean


class AgreeForm(forms.Form):
    """A parent of a young learner agrees."""

    name = forms.CharField(
        label=_("Naam van de ouder"),
        max_length=120,
        error_messages={"required": _("Schrijf je naam. Zo weten we wie akkoord ging.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class CallForm(forms.Form):
    """The number of a parent who wants to be called."""

    phone = PhoneNumberField(
        label=_("Nummer waarop we je bellen"),
        error_messages={"required": _("Vul het nummer in waarop we je bellen."), **PHONE_ERRORS},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class CodeMailForm(forms.Form):
    """The address to which the code of a file goes."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Het adres dat je bij de vragen invulde."),
        error_messages={"required": _("Vul je e-mailadres in."), **EMAIL_ERRORS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SignInCodeForm(forms.Form):
    """The six digits of the mail."""

    code = forms.CharField(
        label=_("De cijfers uit de mail"),
        max_length=12,
        error_messages={"required": _("Vul de zes cijfers uit de mail in.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Keep the digits; spaces do not matter."""
        digits = "".join(char for char in self.cleaned_data["code"] if char.isdigit())
        if len(digits) != 6:
            raise ValidationError(_now("De code heeft zes cijfers. Kijk in de laatste mail."))
        return digits
