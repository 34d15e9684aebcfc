"""The box for a day, and the days that cannot be."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from learners.rules.cases import A_YEAR, may_start_on
from learners.selectors.terms import terms_on

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


def refuse_far_day(day: dt.date | None) -> None:
    """Refuse a day in the past, and one so far away that a learner would be forgotten. Raises `ValidationError`."""
    today = clock.today()
    verdict = may_start_on(day, today, terms_on(today).parking_days) if day else None
    if verdict is not None and not verdict:
        raise ValidationError(list(verdict.reasons))


def refuse_far_past(day: dt.date | None) -> None:
    """Refuse a day in the future, and one so long ago that the year must be a typing mistake. Raises `ValidationError`."""
    today = clock.today()
    if day is not None and day > today:
        raise ValidationError(_("Die dag ligt in de toekomst. Kijk de datum na."))
    if day is not None and day < today - A_YEAR:
        raise ValidationError(_("Die dag is meer dan een jaar geleden. Kijk het jaar na."))
