"""The no of either side: a reason from a closed list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import DatePartsField, TileRadioSelect
from matchmaking.enums import CompanyReason, LearnerReason

MISSING = {"required": _("Kies een reden. Zo zoeken we gerichter verder.")}
UNKNOWN = {"invalid_choice": _("Kies een van de redenen in de lijst.")}


class LearnerNoForm(forms.Form):
    """Why a learner does not want this place."""

    reason = forms.ChoiceField(
        label=_("Waarom liever niet?"),
        choices=LearnerReason.choices,
        widget=TileRadioSelect,
        error_messages={**MISSING, **UNKNOWN},
    )


class CompanyLaterForm(forms.Form):
    """On which day a company that hesitates will answer."""

    until = DatePartsField(
        label=_("Wanneer weet je het?"),
        help_text=_("De lerende wacht op je antwoord. Kies een dag in de komende weken."),
        error_messages={"required": _("Zeg op welke dag je antwoordt.")},
    )


class CompanyNoForm(forms.Form):
    """Why a company cannot take this learner."""

    reason = forms.ChoiceField(
        label=_("Waarom nu niet?"),
        choices=CompanyReason.choices,
        widget=TileRadioSelect,
        error_messages={**MISSING, **UNKNOWN},
    )
