"""The box for an hour."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

HOUR_FORMATS = ["%H:%M", "%H.%M", "%Hu%M", "%H:%M:%S"]


def hour_field(label: Any) -> forms.TimeField:
    """Return a box for an hour, such as 14:30."""
    return forms.TimeField(
        label=label,
        input_formats=HOUR_FORMATS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Vul een uur in."),
            "invalid": _("Dit uur klopt niet. Schrijf bijvoorbeeld 14:30."),
        },
    )
