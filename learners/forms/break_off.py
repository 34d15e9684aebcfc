"""The report of a lost workplace: three taps for a learner, a school or a company."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.widgets import DatePartsField, TileRadioSelect
from learners.enums import Cause, Wish

TODAY, YESTERDAY, OTHER_DAY = "today", "yesterday", "other"
WHEN = [(TODAY, _("Vandaag")), (YESTERDAY, _("Gisteren")), (OTHER_DAY, _("Een andere dag"))]


class BreakOffForm(forms.Form):
    """Why, the last day (today unless somebody chooses another) and what the learner wants."""

    cause = forms.TypedChoiceField(
        label=_("Waarom stopte het?"),
        choices=Cause.choices,
        coerce=Cause,
        widget=TileRadioSelect,
        error_messages={"required": _("Kies wat er gebeurde."), "invalid_choice": _("Kies iets uit de lijst.")},
    )
    when = forms.ChoiceField(
        label=_("Wat was de laatste dag?"),
        choices=WHEN,
        initial=TODAY,
        widget=TileRadioSelect,
        error_messages={"required": _("Kies een dag."), "invalid_choice": _("Kies iets uit de lijst.")},
    )
    day = DatePartsField(label=_("Welke andere dag?"), required=False)
    wish = forms.TypedChoiceField(
        label=_("Wat wil de lerende nu?"),
        choices=Wish.choices,
        coerce=Wish,
        widget=TileRadioSelect,
        error_messages={"required": _("Kies wat de lerende wil."), "invalid_choice": _("Kies iets uit de lijst.")},
    )

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["wish"].label = _now("Wat wil jij nu?")

    def clean(self) -> dict[str, Any]:
        """Work out the last day. A date that was typed counts, whatever tile was left on."""
        clean = super().clean() or {}
        today, typed, when = clock.today(), clean.get("day"), clean.get("when")
        if "day" in self.errors or not when:
            return clean
        if when == OTHER_DAY and typed is None:
            raise ValidationError({"day": _now("Vul de laatste dag in.")})
        one_back = today - dt.timedelta(days=when == YESTERDAY)
        clean["ended_on"] = typed or one_back
        if clean["ended_on"] > today:
            raise ValidationError({"day": _now("Die dag moet nog komen. Kies vandaag of een dag ervoor.")})
        return clean
