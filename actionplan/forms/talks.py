"""The forms of a talk with a partner."""

from typing import Any

from django import forms

from actionplan.enums import CommitmentBy, Score
from actionplan.models import FoundingItem, OperationalGoal, PlanVersion, SuccessFactor
from actionplan.selectors.actions import parents_of
from core.ui.widgets import DatePartsField


class PlanTalkForm(forms.Form):
    """When a talk takes place."""

    planned_on = DatePartsField(label="Op welke dag zien jullie elkaar?")


class HoldTalkForm(forms.Form):
    """How a talk went, with a score for each factor."""

    held_on = DatePartsField(label="Op welke dag was het?")
    present = forms.CharField(label="Wie was erbij?", required=False, max_length=300)
    looked_back = forms.CharField(
        label="Hoe kijken we terug?",
        help_text="Schrijf geen namen van lerenden.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf in enkele zinnen hoe jullie terugkijken."},
    )
    looked_ahead = forms.CharField(
        label="Wat nemen we mee?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, factors: list[FoundingItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factors = factors
        for factor in factors:
            choices = (("", "Niet besproken"), *Score.choices)
            self.fields[f"score_{factor.pk}"] = forms.ChoiceField(label=factor.text, choices=choices, required=False)
            self.fields[f"why_{factor.pk}"] = forms.CharField(
                label=f"Waarom? ({factor.text})", required=False, max_length=300
            )

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it."""
        told = self.cleaned_data
        scores = {
            factor: (told[f"score_{factor.pk}"], told[f"why_{factor.pk}"])
            for factor in self.factors
            if told[f"score_{factor.pk}"]
        }
        return {name: told[name] for name in ("held_on", "present", "looked_back", "looked_ahead")} | {
            "scores": scores
        }


class CommitmentForm(forms.Form):
    """What somebody commits to."""

    text = forms.CharField(
        label="Wat spreken jullie af?",
        max_length=300,
        error_messages={"required": "Zeg in één zin wat jullie afspreken."},
    )
    by = forms.ChoiceField(label="Wie doet het?", choices=CommitmentBy.choices)
    due_on = DatePartsField(label="Tegen welke dag?")


class FollowForm(forms.Form):
    """Where a commitment goes on in a plan."""

    parent = forms.ChoiceField(label="Onder welk doel of welke succesfactor?")

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents: dict[str, OperationalGoal | SuccessFactor] = {
            f"{row._meta.model_name}-{row.number}": row for row in parents_of(version)
        }
        chosen: Any = self.fields["parent"]
        chosen.choices = [(key, str(row)) for key, row in self.parents.items()]
