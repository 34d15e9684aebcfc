"""The form of "wat als": one more change. Everything stands in the address; nothing is stored."""

from typing import Any

from django import forms

from research.forms.market import CHOOSE, PlaceForm
from research.rules_trial import LONGEST, MOST_PLACES, Change
from research.selectors.trial import Known
from research.trial_enums import ChangeKind


class TodayForm(PlaceForm):
    """The lens without a school year: "wat als" is always about today. The year in the address goes along unread."""

    jaar = forms.CharField(required=False, widget=forms.HiddenInput)


class ChangeForm(forms.Form):
    """What kind of change decides which fields count."""

    wat = forms.ChoiceField(label="Wat verander je?", choices=ChangeKind.choices, error_messages=CHOOSE)
    opleiding = forms.ChoiceField(
        label="Opleiding",
        required=False,
        help_text="Niet nodig voor de bus.",
        error_messages=CHOOSE,
    )
    gemeente = forms.ChoiceField(label="Gemeente", error_messages=CHOOSE)
    naar = forms.ChoiceField(label="Naar", required=False, help_text="Alleen voor de bus.", error_messages=CHOOSE)
    aantal = forms.IntegerField(
        label="Aantal werkplekken of minuten", required=False, min_value=1, max_value=LONGEST,
        help_text="Alleen bij werkplekken en de bus.",
    )  # fmt: skip

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        """Offer the programmes that may be chosen, and every municipality."""
        super().__init__(*args, **kwargs)
        programmes = [(one.slug, one.name) for one in known.programmes if one.retired_on is None]
        by_name = sorted(known.municipalities, key=lambda one: one.search_text)
        towns = [("", "Kies een gemeente"), *((one.nis, one.name) for one in by_name)]
        self.fields["opleiding"].choices = [("", "Kies een opleiding"), *programmes]  # type: ignore[attr-defined]
        for name in ("gemeente", "naar"):
            self.fields[name].choices = towns  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for what this kind of change needs."""
        clean = super().clean() or {}
        kind = clean.get("wat")
        if kind == ChangeKind.BUS and clean.get("naar") in {None, "", clean.get("gemeente")}:
            self.add_error("naar", "Kies een andere gemeente waar de bus naartoe rijdt.")
        if kind != ChangeKind.BUS and not clean.get("opleiding") and "opleiding" not in self.errors:
            self.add_error("opleiding", "Kies een opleiding.")
        number = clean.get("aantal")
        if kind in {ChangeKind.PLACES, ChangeKind.BUS} and not number and "aantal" not in self.errors:
            self.add_error("aantal", "Typ een getal.")
        if kind == ChangeKind.PLACES and number and number > MOST_PLACES:
            self.add_error("aantal", f"Typ een getal van 1 tot {MOST_PLACES}.")
        return clean

    @property
    def change(self) -> Change:
        """The change that was asked for."""
        told = self.cleaned_data
        kind, town = ChangeKind(told["wat"]), told["gemeente"]
        if kind == ChangeKind.BUS:
            return Change(kind, town, target=told["naar"], number=told["aantal"])
        number = told["aantal"] if kind == ChangeKind.PLACES else 0
        return Change(kind, town, programme=told["opleiding"], number=number)
