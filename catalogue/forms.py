"""Filters of the public catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.choosing import interests
from catalogue.enums import Grade, StudyDomain, TravelMode
from catalogue.models import Interest
from catalogue.orientation import AT_MOST_INTERESTS
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


class InterestsForm(forms.Form):
    """What attracts somebody: one to four tiles."""

    wat: "forms.ModelMultipleChoiceField[Interest]" = forms.ModelMultipleChoiceField(
        label=_("Dit doe ik graag"),
        queryset=None,
        to_field_name="slug",
        error_messages={
            "required": _("Kies minstens één tegel."),
            "invalid_choice": _("Kies tegels van deze pagina."),
            "invalid_pk_value": _("Kies tegels van deze pagina."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wat"].queryset = interests()  # type: ignore[attr-defined]

    def clean_wat(self) -> Any:
        """Refuse more than four: then everything fits."""
        chosen = list(self.cleaned_data["wat"])
        if len(chosen) > AT_MOST_INTERESTS:
            raise forms.ValidationError(
                _("Kies er hoogstens %(most)s. Je koos er %(count)s."),
                params={"most": AT_MOST_INTERESTS, "count": len(chosen)},
            )
        return chosen

    @property
    def tiles(self) -> list[tuple[Interest, bool]]:
        """Every tile, and whether it was chosen."""
        picked = set(self.data.getlist("wat")) if self.is_bound else set()  # type: ignore[attr-defined]
        return [(tile, tile.slug in picked) for tile in interests()]


class CompareForm(NearbyForm):
    """From where somebody compares; bus and train, because everybody has them."""

    mode = None  # type: ignore[assignment]
