"""Forms of the agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import AgendaKind, Audience
from core.db import fold


class AgendaFilterForm(forms.Form):
    """Narrow the agenda down; empty fields mean everything."""

    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Alles")), *AgendaKind.choices])
    audience = forms.ChoiceField(label=_("Voor wie"), required=False, choices=[("", _("Iedereen")), *Audience.choices])


class RegistrationForm(forms.Form):
    """Register for one agenda item."""

    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        error_messages={"required": _("Vul je naam in, dan weten we wie er komt.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("We sturen je een bevestiging. Je adres dient alleen voor deze activiteit."),
        error_messages={
            "required": _("Vul je e-mailadres in, dan kunnen we je bevestigen dat je plaats hebt."),
            "invalid": _("Dit is geen e-mailadres. Kijk na of er een @ in staat, zoals in naam@voorbeeld.be."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = forms.CharField(
        label=_("School, bedrijf of organisatie"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    persons = forms.IntegerField(
        label=_("Met hoeveel personen kom je?"),
        initial=1,
        min_value=1,
        max_value=20,
        error_messages={
            "required": _("Zeg met hoeveel je komt, bijvoorbeeld 1."),
            "invalid": _("Vul een getal in, bijvoorbeeld 2."),
            "min_value": _("Schrijf minstens 1 persoon in."),
            "max_value": _("Kom je met meer dan 20? Bel ons dan, we zoeken samen een oplossing."),
        },
    )

    def clean_name(self) -> str:
        """Refuse a name without a single letter."""
        name = str(self.cleaned_data["name"]).strip()
        if not any(char.isalpha() for char in fold(name)):
            raise forms.ValidationError(_("Vul een naam met letters in."))
        return name
