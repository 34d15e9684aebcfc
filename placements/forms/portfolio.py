"""What a learner and a mentor choose about the portfolio."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import TileCheckboxSelectMultiple
from learners.rules.notes import has_national_number


class AskProofsForm(forms.Form):
    """Which activities the mentor should confirm."""

    activities = forms.TypedMultipleChoiceField(
        label=_("Wat kun je al?"),
        choices=(),
        coerce=int,
        widget=TileCheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één activiteit."),
            "invalid_choice": _("Kies activiteiten uit de lijst."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activities"].choices = choices  # type: ignore[attr-defined]


class SharePortfolioForm(forms.Form):
    """For whom the link is."""

    for_whom = forms.CharField(
        label=_("Voor wie is de link?"),
        help_text=_("Zo weet je later welke link van wie is. Bijvoorbeeld: Bakkerij Peeters."),
        max_length=80,
        error_messages={
            "required": _("Schrijf voor wie de link is."),
            "max_length": _("Hou het korter: hoogstens 80 tekens."),
        },
    )


class WithdrawForm(forms.Form):
    """Why a confirmation is taken back."""

    reason = forms.CharField(
        label=_("Waarom trek je dit terug?"),
        help_text=_("Eén zin. De lerende leest dit. Schrijf niets over gezondheid."),
        max_length=300,
        error_messages={
            "required": _("Schrijf kort waarom. De lerende leest dit."),
            "max_length": _("Hou het korter: hoogstens 300 tekens."),
        },
    )


class LetterForm(forms.Form):
    """To whom a letter goes, and the words of the learner. Nothing is kept: the page prints what was typed."""

    to = forms.CharField(label=_("Aan wie schrijf je?"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Jouw tekst"),
        help_text=_("Wij bewaren dit niet. Druk de brief meteen af, of laat leeg en schrijf met de hand."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"max_length": _("Hou het korter: hoogstens 2000 tekens. Dan past de brief op één blad.")},
    )

    def clean_text(self) -> str:
        """Refuse a national number: it has no place in a letter."""
        text: str = self.cleaned_data["text"]
        if has_national_number(text):
            raise forms.ValidationError(
                _("Hier staat je rijksregisternummer. Zet dat nooit in een brief. Haal het weg.")
            )
        return text
