"""What came of a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import TileRadioSelect
from placements.enums import PulseOutcome


class OutcomeForm(forms.Form):
    """One choice; no words about anybody's health are asked or kept."""

    outcome = forms.TypedChoiceField(
        label=_("Wat kwam er uit het gesprek?"),
        choices=PulseOutcome.choices,
        coerce=PulseOutcome,
        widget=TileRadioSelect,
        error_messages={"required": _("Kies een antwoord."), "invalid_choice": _("Kies een antwoord uit de lijst.")},
    )
