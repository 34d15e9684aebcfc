"""Filters of the public catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.enums import Grade, StudyDomain, TravelMode
from catalogue.rules import PostalKind
from catalogue.selectors import municipality_named, municipality_of, sectors


class ProgrammeFilterForm(forms.Form):
    """Narrow the catalogue down; empty fields mean everything."""

    q = forms.CharField(label=_("Zoek"), required=False, max_length=80)
    study_domain = forms.ChoiceField(
        label=_("Studiedomein"), required=False, choices=[("", _("Alle domeinen")), *StudyDomain.choices]
    )
    grade = forms.ChoiceField(label=_("Graad"), required=False, choices=[("", _("Alle graden")), *Grade.choices])
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    shortage = forms.BooleanField(label=_("Alleen knelpuntberoepen"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Alle sectoren")), *sectors().values_list("slug", "name")]
        self.fields["sector"].choices = options  # type: ignore[attr-defined]


class NearbyForm(forms.Form):
    """From where and how somebody travels."""

    town = forms.CharField(
        label=_("Waar woon je?"),
        help_text=_("Je gemeente of postcode, bijvoorbeeld Torhout of 8820."),
        max_length=60,
        error_messages={"required": _("Vul je gemeente of postcode in.")},
        widget=forms.TextInput(attrs={"list": "gemeenten", "autocomplete": "address-level2"}),
    )
    mode = forms.ChoiceField(label=_("Hoe ga je?"), choices=TravelMode.choices, initial=TravelMode.BICYCLE)

    def clean_town(self) -> Any:
        """Return the municipality that was meant."""
        typed = str(self.cleaned_data["town"]).strip()
        if typed.isdigit():
            answer = municipality_of(typed)
            if answer.municipality:
                return answer.municipality
            if answer.kind is PostalKind.NONSENSE:
                raise forms.ValidationError(_("Deze postcode bestaat niet. Kijk de vier cijfers nog eens na."))
            raise forms.ValidationError(
                _("Deze postcode ligt buiten West-Vlaanderen. Wij kennen alleen de reistijden in de provincie.")
            )
        found = municipality_named(typed)
        if found is None:
            raise forms.ValidationError(_("We vinden geen gemeente met die naam in West-Vlaanderen."))
        return found
