"""The forms of white spots: which ones to see, what to do with one, and what it gave."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplan.forms.actions import NewActionForm
from actionplan.models import PlanVersion
from core import clock
from core.ui.widgets import DatePartsField
from research.forms.market import CHOOSE, PlaceForm
from research.models import SupplyDemandRun
from research.spot_enums import FollowKind, SpotKind


class SpotForm(PlaceForm):
    """The lens, and which kind of white spot. A year in the address only goes along: white spots are about today."""

    jaar = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alles"), *SpotKind.choices], error_messages=CHOOSE
    )

    def __init__(self, *args: Any, runs: list[SupplyDemandRun], **kwargs: Any) -> None:
        """Know the school years that were counted: another one in the address is a mistake."""
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(one.school_year, one.school_year) for one in runs]  # type: ignore[attr-defined]


class FollowForm(forms.Form):
    """What to do with a white spot; an action stands under a goal of the plan."""

    kind = forms.ChoiceField(
        label="Wat doe je ermee?", choices=FollowKind.choices, error_messages={"required": "Kies wat je doet."}
    )
    parent = forms.ChoiceField(
        label="Onder welk doel van het actieplan?", required=False, help_text="Alleen nodig voor een actie."
    )
    due_on = DatePartsField(label="Tegen wanneer is het klaar?")
    note = forms.CharField(
        label="Wat spreek je af?",
        required=False,
        max_length=1000,
        help_text="Schrijf geen namen van lerenden.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, version: PlanVersion | None, **kwargs: Any) -> None:
        """Offer the goals and success factors of the plan that holds now."""
        super().__init__(*args, **kwargs)
        plan = NewActionForm(version=version) if version else None
        self.parents = plan.parents if plan else {}
        told = plan.options if plan else []
        self.fields["parent"].choices = [("", "Kies een doel"), *told]  # type: ignore[attr-defined]

    def clean_due_on(self) -> dt.date:
        """Something new cannot be late from the start."""
        day: dt.date = self.cleaned_data["due_on"]
        if day < clock.today():
            raise ValidationError("Die dag is al voorbij. Kies een dag die nog komt.")
        return day

    def clean(self) -> dict[str, Any]:
        """An action needs a place in the plan."""
        clean = super().clean() or {}
        if clean.get("kind") == FollowKind.ACTION and not clean.get("parent") and "parent" not in self.errors:
            self.add_error("parent", "Kies onder welk doel de actie staat.")
        return clean


class OutcomeForm(forms.Form):
    """What a follow-up gave."""

    outcome = forms.CharField(
        label="Wat gaf het?",
        max_length=1000,
        help_text="Schrijf geen namen van lerenden.",
        error_messages={"required": "Schrijf in één zin wat het gaf."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
