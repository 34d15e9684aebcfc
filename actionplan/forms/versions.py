"""The form for a next version of the plan."""

from django import forms

from core.ui.widgets import DatePartsField


class NextPlanForm(forms.Form):
    """Name and period of the next plan."""

    title = forms.CharField(
        label="Hoe heet het nieuwe plan?",
        max_length=120,
        error_messages={"required": "Geef het plan een naam, bijvoorbeeld ‘Actieplan 2023-2024’."},
    )
    starts_on = DatePartsField(label="Vanaf welke dag geldt het?")
    ends_on = DatePartsField(label="Tot en met welke dag geldt het?")
