"""The form of a timetable for speed dates; everything is in the address."""

import datetime as dt

from django import forms

from catalogue.models import Programme, Subregion
from matchmaking.selectors.speeddates import Plan


def _number(label: str, usual: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, initial=usual)


class SpeedDatesForm(forms.Form):
    """For whom, from when, and how many."""

    subregion = forms.ModelChoiceField(
        label="Subregio van de lerenden",
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
    starts_at = forms.TimeField(
        label="Eerste gesprek om",
        initial=dt.time(14),
        help_text="Bijvoorbeeld 14:00",
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"required": "Vul een uur in.", "invalid": "Schrijf het uur als 14:00."},
    )
    minutes = _number("Minuten per gesprek", 10, 60)
    slots = _number("Aantal beurten", 8, 24)
    companies = _number("Hoeveel bedrijven komen er hoogstens?", 10, 40)
    most = _number("Hoeveel gesprekken voert een lerende hoogstens?", 4, 24)

    @property
    def plan(self) -> Plan:
        """The day, once the form is valid."""
        clean = self.cleaned_data
        return Plan(clean["starts_at"], clean["minutes"], clean["slots"], clean["companies"], clean["most"])
