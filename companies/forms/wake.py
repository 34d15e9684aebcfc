"""Noting a call to a sleeping place in two taps: open the row, press how it ended."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from catalogue.models import Programme
from companies.enums import WakeReason, WakeResult

WRONG = "Kies met een knop hoe het gesprek afliep."


class WakeForm(forms.Form):
    """`end` is the button: a result, and after a colon the reason of a refusal ('refused:no_time')."""

    end = forms.CharField(error_messages={"required": WRONG}, widget=forms.HiddenInput)
    programmes = forms.MultipleChoiceField(
        label="Voor welke opleiding kan er weer iemand komen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Voor deze opleiding is de plek niet erkend."},
    )
    again_on = forms.DateField(
        label="Opnieuw bellen op",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Deze datum klopt niet. Schrijf bijvoorbeeld 15/01/2027."},
    )

    def __init__(self, *args: Any, programmes: Sequence[tuple[Programme, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {programme.slug: programme for programme, _near in programmes}
        choices = [(each.slug, f"{each.name} ({_near(number)})") for each, number in programmes]
        self.fields["programmes"].choices = choices  # type: ignore[attr-defined]
        wanted = [each.slug for each, number in programmes if number] or list(self.known)
        self.fields["programmes"].initial = wanted

    def clean_end(self) -> str:
        """Refuse a button that is not on the page."""
        result, _colon, reason = self.cleaned_data["end"].partition(":")
        if result not in WakeResult.values or (reason and reason not in WakeReason.values):
            raise forms.ValidationError(WRONG)
        return str(self.cleaned_data["end"])

    def outcome(self) -> dict[str, Any]:
        """Return what the service asks."""
        result, _colon, reason = self.cleaned_data["end"].partition(":")
        again: dt.date | None = self.cleaned_data.get("again_on")
        chosen = [self.known[slug] for slug in self.cleaned_data["programmes"]]
        return {"result": result, "reason": reason, "again_on": again, "programmes": chosen}


def _near(number: int) -> str:
    return "1 lerende in de buurt" if number == 1 else f"{number} lerenden in de buurt"
