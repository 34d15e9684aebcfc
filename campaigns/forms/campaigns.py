"""Forms of campaigns."""

import datetime as dt
from typing import Any

from django import forms

from campaigns.rules.effects import Period


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf de dag als 31/12/2026."},
    )


class PeriodForm(forms.Form):
    """Of which days the effect is shown."""

    first = _day("Van")
    last = _day("Tot en met")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        clean: dict[str, Any] = super().clean() or {}
        first, last = clean.get("first"), clean.get("last")
        if first and last and last < first:
            raise forms.ValidationError("De laatste dag komt niet voor de eerste.")
        return clean

    @property
    def period(self) -> Period:
        """The days, once the form is valid."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


def period_of(starts_on: dt.date, ends_on: dt.date, today: dt.date) -> Period:
    """Return the days of a campaign so far."""
    return Period(starts_on, max(starts_on, min(ends_on, today)))
