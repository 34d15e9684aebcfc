"""Asking for try-out days (six boxes), and the two questions afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import TileRadioSelect
from learners.forms.day import DayField
from placements.enums import TryOutGoOn, TryOutLiked
from placements.forms.hours import hour_field

PICK = {"required": _("Kies een antwoord."), "invalid_choice": _("Kies een antwoord uit de lijst.")}


class AskForm(forms.Form):
    """When, how long, who and what to bring. Never more than six boxes."""

    first_day = DayField(label=_("Eerste dag"))
    days = forms.TypedChoiceField(label=_("Hoeveel dagen?"), choices=(), coerce=int, error_messages=PICK)
    starts = hour_field(_("Begin van de dag"))
    ends = hour_field(_("Einde van de dag"))
    with_whom = forms.CharField(
        label=_("Wie ontvangt de lerende?"),
        max_length=120,
        error_messages={
            "required": _("Schrijf wie de lerende ontvangt. Weet je het niet? Schrijf dan ‘het onthaal’.")
        },
    )
    brings = forms.CharField(
        label=_("Wat brengt de lerende mee?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld stevige schoenen en een lunchpakket. Niets over gezondheid."),
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [(number, str(number)) for number in range(1, most + 1)]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The two questions afterwards."""

    liked = forms.TypedChoiceField(
        label=_("Hoe was het?"),
        choices=TryOutLiked.choices,
        coerce=TryOutLiked,
        widget=TileRadioSelect,
        error_messages=PICK,
    )
    goes_on = forms.TypedChoiceField(
        label=_("Wil je samen verder?"),
        help_text=_("Een nee heeft geen gevolgen. Wij zoeken dan meteen verder."),
        choices=TryOutGoOn.choices,
        coerce=TryOutGoOn,
        widget=TileRadioSelect,
        error_messages=PICK,
    )
