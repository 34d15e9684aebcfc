"""Small forms of the learner's pages and of the partner's answer page."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import PartnerOrganisation
from core.codes import tidy_code
from core.ui.widgets import DatePartsField, TileRadioSelect
from learners.enums import ReferralOutcome, Shared
from learners.forms.base import PICK, Text
from learners.forms.day import refuse_far_day
from learners.models import Learner, Referral
from learners.rules.cases import CLOSING_OUTCOMES
from learners.selectors.learner_page import learner_by_code
from learners.selectors.referrals import partners_to_forward_to

OUTCOME_HINTS: dict[str, Text] = {
    ReferralOutcome.ACCEPTED: _("Je neemt zelf contact op met de lerende."),
    ReferralOutcome.ACCEPTED_LATER: _("Vul hieronder in vanaf wanneer."),
    ReferralOutcome.FORWARDED: _("Kies of schrijf hieronder aan wie."),
    ReferralOutcome.WRONG_DATA: _("Schrijf hieronder wat er niet klopt."),
    ReferralOutcome.FINISHED: _("Het Steunpunt neemt het weer over."),
}
NOTE_NEEDED = frozenset({ReferralOutcome.FORWARDED, ReferralOutcome.WRONG_DATA})


class CodeForm(forms.Form):
    """The code of a file. `learner` is set after validation."""

    code = forms.CharField(
        label=_("Je code"),
        help_text=_("Acht tekens, bijvoorbeeld 7KQ4-M2XR. Grote of kleine letters maken niet uit."),
        max_length=40,
        error_messages={"required": _("Vul de code in die je kreeg.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learner: Learner | None = None

    def clean_code(self) -> str:
        """Find the file; a code that cannot exist and one that does not exist get the same answer."""
        code = tidy_code(self.cleaned_data["code"])
        self.learner = learner_by_code(code)
        if self.learner is None:
            raise ValidationError(
                _now("We vinden geen dossier met deze code. Kijk elk teken na, of bel ons: dan zoeken we het op.")
            )
        return code


class MistakeForm(forms.Form):
    """What is wrong or has changed."""

    text = forms.CharField(
        label=_("Wat klopt er niet, of wat is er veranderd?"),
        max_length=500,
        error_messages={
            "required": _("Schrijf eerst wat er niet klopt."),
            "max_length": _("Hou het korter: hoogstens 500 tekens. We bellen je voor de rest."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """One of the nine answers of a partner; who has the learner already chooses among those that end a hand-over."""

    outcome = forms.ChoiceField(
        label=_("Jouw antwoord"),
        choices=ReferralOutcome,
        widget=TileRadioSelect(hints=OUTCOME_HINTS),
        error_messages=PICK,
    )
    next_on = DatePartsField(label=_("Wanneer neem je contact op?"), required=False)
    partner: "forms.ModelChoiceField[PartnerOrganisation]" = forms.ModelChoiceField(
        label=_("Doorgeven aan"),
        help_text=_(
            "Alleen als je doorgeeft. De jongere vindt dat goed. Staat de partner er niet bij? Schrijf het hieronder."
        ),
        queryset=None,
        required=False,
        empty_label=_("Kies een partner"),
        error_messages={"invalid_choice": _("Die partner kan dit niet krijgen. Kies een andere uit de lijst.")},
    )
    note = forms.CharField(
        label=_("Toelichting"),
        help_text=_("Kort. Schrijf niets over gezondheid."),
        max_length=280,
        required=False,
        error_messages={"max_length": _("Hou het korter: hoogstens 280 tekens.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Shared.FORWARD in referral.shares:
            self.fields["partner"].queryset = partners_to_forward_to(referral)  # type: ignore[attr-defined]
        else:
            del self.fields["partner"]
        if referral.is_held:
            choices = [choice for choice in ReferralOutcome.choices if choice[0] in CLOSING_OUTCOMES]
            self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
            del self.fields["next_on"]

    def clean_next_on(self) -> dt.date | None:
        """Refuse a day in the past, and one so far away that the learner would be forgotten."""
        day: dt.date | None = self.cleaned_data["next_on"]
        refuse_far_day(day)
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a later start, and for whom or what where the answer needs it."""
        clean: dict[str, Any] = super().clean() or {}
        outcome = clean.get("outcome")
        if outcome == ReferralOutcome.ACCEPTED_LATER and not clean.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _now("Vul in vanaf welke dag je het opneemt."))
        if outcome != ReferralOutcome.FORWARDED:
            clean["partner"] = None
        if outcome in NOTE_NEEDED and not (clean.get("note") or clean.get("partner")) and "partner" not in self.errors:
            self.add_error("note", _now("Schrijf er kort bij aan wie, of wat er niet klopt."))
        return clean
