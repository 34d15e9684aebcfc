"""Forms of the day itself and after."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.codes import tidy_code
from core.ui.widgets import TileRadioSelect

STARS = [
    ("5", _("Heel goed")),
    ("4", _("Goed")),
    ("3", _("Gewoon")),
    ("2", _("Niet zo goed")),
    ("1", _("Slecht")),
]


class CheckInForm(forms.Form):
    """The code of a registration, typed at the entrance."""

    code = forms.CharField(
        label=_("Je code"),
        max_length=20,
        help_text=_("Je vindt hem in de mail met je bevestiging, bijvoorbeeld 7KQ4-M2XR."),
        error_messages={"required": _("Typ de code uit je bevestiging.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        """Return the code in its written form."""
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Een code heeft acht letters of cijfers, zoals 7KQ4-M2XR."))
        return code


class EvaluationForm(forms.Form):
    """Three questions afterwards, without a name."""

    stars = forms.ChoiceField(
        label=_("Wat vond je ervan?"),
        choices=STARS,
        widget=TileRadioSelect,
        error_messages={"required": _("Kies wat je ervan vond.")},
    )
    good = forms.CharField(
        label=_("Wat was goed?"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    better = forms.CharField(
        label=_("Wat kan beter?"),
        required=False,
        max_length=600,
        help_text=_("Schrijf geen namen van mensen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def answer(self) -> dict[str, Any]:
        """The answer as the service takes it, once the form is valid."""
        clean = self.cleaned_data
        return {"stars": int(clean["stars"]), "good": clean["good"].strip(), "better": clean["better"].strip()}
