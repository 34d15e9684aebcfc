"""Forms to start a comparison of policies and to adopt one of them."""

from typing import Any

from django import forms

from catalogue.models import Programme, Subregion
from core.ui.widgets import DatePartsField, TileRadioSelect
from matchmaking.engine.compare import LEVELS, POINTS, STABLE, Asked
from matchmaking.models import PolicyComparison
from matchmaking.selectors.comparison_page import ADOPTABLE, policy_names

MOST_LEVELS, MOST_POINTS = 20, 1000


def _whole(label: str, most: int, help_text: str) -> forms.IntegerField:
    faults = {
        "required": "Vul een getal in. Nul mag.",
        "invalid": "Vul een geheel getal in, zonder komma.",
        "min_value": "Vul 0 of meer in.",
        "max_value": f"Vul hoogstens {most} in.",
    }
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, help_text=help_text, error_messages=faults, localize=False
    )


class ComparisonForm(forms.Form):
    """Which learners, and the level and points to try. Empty choices mean: everybody."""

    subregion = forms.ModelChoiceField(
        label="Subregio",
        queryset=Subregion.objects.order_by("name"),
        required=False,
        empty_label="Heel de provincie",
        to_field_name="slug",
        error_messages={"invalid_choice": "Kies een subregio uit de lijst."},
    )
    programme = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.current().order_by("search_text"),
        required=False,
        empty_label="Alle opleidingen",
        to_field_name="slug",
        error_messages={"invalid_choice": "Kies een opleiding uit de lijst."},
    )
    max_level = _whole(
        "Hoogste niveau", MOST_LEVELS, "Niveau 0: niemand krijgt voorrang omdat anderen nog keuze hebben."
    )
    few_days_left = _whole("Punten voor wie weinig lesdagen heeft", MOST_POINTS, "Een score telt 1000 punten.")
    disadvantaged = _whole("Punten voor wie het moeilijker heeft", MOST_POINTS, "Boven op de punten hierboven.")

    @property
    def asked(self) -> Asked:
        """The level and the points that were filled in."""
        return Asked(**{name: self.cleaned_data[name] for name in Asked._fields})


class AdoptForm(forms.Form):
    """Which policy becomes the new version, from when, who decided and why."""

    policy = forms.ChoiceField(
        label="Welk beleid neem je over?",
        widget=TileRadioSelect,
        error_messages={"required": "Kies een beleid.", "invalid_choice": "Kies een beleid uit de lijst."},
    )
    valid_from = DatePartsField(label="Geldig vanaf", help_text="Rondes van vroeger blijven zoals ze waren.")
    decided_by = forms.CharField(
        label="Wie besliste?",
        max_length=120,
        help_text="De stuurgroep of het overleg, met de datum.",
        error_messages={"required": "Noteer wie besliste."},
    )
    motivation = forms.CharField(
        label="Waarom?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Noteer waarom. Iedereen mag dat later nalezen."},
    )

    def __init__(self, *args: Any, comparison: PolicyComparison, **kwargs: Any) -> None:
        """Offer the policies that a round can carry out."""
        super().__init__(*args, **kwargs)
        self._comparison = comparison
        names = policy_names(comparison)
        self.fields["policy"].choices = [(name, names[name]) for name in ADOPTABLE]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        """The level and the points of the chosen policy."""
        row, chosen = self._comparison, self.cleaned_data["policy"]
        return {
            STABLE: Asked(0, 0, 0),
            LEVELS: Asked(row.max_level, 0, 0),
            POINTS: Asked(row.max_level, row.few_days_left, row.disadvantaged),
        }[chosen]
