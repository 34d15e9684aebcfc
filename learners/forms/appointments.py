"""What a colleague fills in for an appointment."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from learners.enums import AppointmentKind, Meeting
from learners.forms.day import DayField

HOUR_ERRORS = {"required": "Vul een uur in.", "invalid": "Dit uur klopt niet. Schrijf bijvoorbeeld 14:30."}


class AppointmentForm(forms.Form):
    """Kind, when, where and with whom."""

    kind = forms.ChoiceField(label="Waarvoor?", choices=AppointmentKind)
    day = DayField(label="Dag")
    hour = forms.TimeField(
        label="Uur",
        input_formats=["%H:%M", "%H.%M", "%Hu%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages=HOUR_ERRORS,
    )
    minutes = forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=5,
        max_value=480,
        initial=30,
        error_messages={
            "required": "Vul in hoelang het duurt.",
            "invalid": "Schrijf een getal, bijvoorbeeld 30.",
            "min_value": "Een afspraak duurt minstens 5 minuten.",
            "max_value": "Een afspraak duurt hoogstens 480 minuten (8 uur).",
        },
    )
    meeting = forms.ChoiceField(label="Hoe?", choices=Meeting)
    place = forms.CharField(
        label="Waar, of via welk nummer?",
        max_length=200,
        required=False,
        help_text="Straat, nummer en gemeente. Bij bellen: wie belt naar welk nummer.",
    )
    with_whom = forms.CharField(
        label="Met wie?",
        max_length=120,
        help_text="Voornaam en organisatie. De lerende leest dit.",
        error_messages={"required": "Schrijf met wie de lerende afspreekt."},
    )

    def clean(self) -> dict[str, Any]:
        """Make one moment of day and hour, on the clock of Brussels."""
        clean: dict[str, Any] = super().clean() or {}
        day, hour = clean.pop("day", None), clean.pop("hour", None)
        if day is not None and hour is not None:
            clean["starts_at"] = timezone.make_aware(dt.datetime.combine(day, hour))
        return clean


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(
        label="Waarom zeg je af?",
        max_length=200,
        help_text="De lerende leest dit. Niets over gezondheid.",
        error_messages={"required": "Schrijf kort waarom. De lerende leest dit in de mail."},
    )
