"""The box for a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
DATE_ERRORS = {
    "required": _("Vul een datum in."),
    "invalid": _("Deze datum klopt niet. Schrijf bijvoorbeeld 15/01/2027."),
}


class DayField(forms.DateField):
    """A day, with the browser's calendar where there is one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=FORMATS, widget=widget, error_messages=DATE_ERRORS, **kwargs)
