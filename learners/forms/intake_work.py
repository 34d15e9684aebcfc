"""What matters for a workplace: how to get there, what one holds, what one needs. Nothing can be typed here."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.enums import TravelMode
from companies.enums import Accessibility, Licence, SpokenLanguage
from core.ui.widgets import TileCheckboxSelectMultiple
from learners.enums import NO_LICENCE, OTHER_LANGUAGE, Barrier
from learners.forms.base import PICK, PICK_MANY, Text, VoicedForm

MINUTES = (15, 30, 45, 60, 90)
LANGUAGES = [*SpokenLanguage.choices, (OTHER_LANGUAGE, _("Een andere taal"))]
LICENCES = [*Licence.choices, (NO_LICENCE, _("Geen van deze"))]
NEED_HINTS: dict[str, Text] = {
    Accessibility.STEP_FREE: _("Met een lift of een helling, zonder trappen."),
    Accessibility.QUIET: _("Niet te veel lawaai of drukte."),
    Accessibility.FIXED_HOURS: _("Elke dag ongeveer dezelfde uren."),
    Accessibility.EXTRA_GUIDANCE: _("Iemand die wat vaker uitlegt en meekijkt."),
}


def languages_field() -> forms.MultipleChoiceField:
    """Return the question about languages; nothing ticked means: not answered."""
    return forms.MultipleChoiceField(
        label=_("Talen die je spreekt"),
        help_text=_("Een beetje telt ook. Zo zoeken we een mentor die je verstaat."),
        choices=LANGUAGES,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages=PICK_MANY,
    )


def needs_field() -> forms.MultipleChoiceField:
    """Return the question about what a workplace must offer: a closed list, never a reason."""
    return forms.MultipleChoiceField(
        label=_("Dit heb ik nodig op een werkplek"),
        help_text=_("Je hoeft niet te zeggen waarom. Sla dit gerust over."),
        choices=Accessibility,
        required=False,
        widget=TileCheckboxSelectMultiple(hints=NEED_HINTS),
        error_messages=PICK_MANY,
    )


def barriers_field() -> forms.MultipleChoiceField:
    """Return the question about what makes it hard: a closed list."""
    return forms.MultipleChoiceField(
        label=_("Dit maakt het moeilijk"),
        help_text=_("Sla dit gerust over."),
        choices=Barrier,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages=PICK_MANY,
    )


class LicencesMixin(forms.Form):
    """Licences held: some, none of them, or not answered."""

    licences = forms.MultipleChoiceField(
        label=_("Rijbewijs of attest dat je hebt"),
        help_text=_("Weet je het niet? Kies dan niets."),
        choices=LICENCES,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages=PICK_MANY,
    )

    def clean_licences(self) -> list[str]:
        """Refuse 'none of these' together with one of them."""
        chosen: list[str] = self.cleaned_data["licences"]
        if NO_LICENCE in chosen and len(chosen) > 1:
            raise ValidationError(
                _now("Je koos 'Geen van deze' en ook een rijbewijs of attest. Kies één van de twee.")
            )
        return chosen


class TravelMixin(forms.Form):
    """How somebody gets to work, and how long that may take."""

    modes = forms.MultipleChoiceField(
        label=_("Vervoer"),
        help_text=_("Kies alles wat kan."),
        choices=TravelMode,
        widget=TileCheckboxSelectMultiple,
        error_messages={**PICK_MANY, "required": _("Kies minstens één manier. Te voet mag ook.")},
    )
    max_minutes = forms.TypedChoiceField(
        label=_("Hoogstens onderweg, voor één rit"),
        choices=[(minutes, format_lazy(_("{minutes} minuten"), minutes=minutes)) for minutes in MINUTES],
        coerce=int,
        initial=45,
        error_messages=PICK,
    )


class TravelForm(LicencesMixin, TravelMixin, VoicedForm):
    """How, how long, and with which licence."""

    field_order = ("modes", "max_minutes", "licences")
    labels_for_other = {"licences": _("Rijbewijs of attest van de jongere")}


class NeedsForm(VoicedForm):
    """What a workplace must offer and what makes it hard. Skipping is fine and nothing can be typed."""

    labels_for_other = {"accessibility": _("Dit is nodig op een werkplek")}

    accessibility = needs_field()
    barriers = barriers_field()

    def clean(self) -> dict[str, Any]:
        """Note whether there is anything to keep, which takes consent."""
        clean: dict[str, Any] = super().clean() or {}
        clean["has_needs"] = bool(clean.get("accessibility") or clean.get("barriers"))
        return clean
