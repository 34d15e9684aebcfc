"""What every party may type: which moments suit, a message, the code to sign."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import TileCheckboxSelectMultiple
from learners.forms.careful import CarefulForm
from learners.rules.words import full_moment
from placements.rules.planner import Row


class TickForm(forms.Form):
    """The moments that suit; none is an answer too."""

    suiting = forms.TypedMultipleChoiceField(
        label=_("Welke momenten passen voor jou?"),
        help_text=_("Past er geen enkel? Kruis dan niets aan en bewaar."),
        choices=(),
        coerce=int,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies alleen uit de voorgestelde momenten.")},
    )

    def __init__(self, *args: Any, rows: tuple[Row, ...], party: str, **kwargs: Any) -> None:
        chosen = [row.moment_id for row in rows if party in row.suits]
        kwargs["initial"] = {"suiting": chosen}
        super().__init__(*args, **kwargs)
        ordered = sorted(rows, key=lambda row: row.starts_at)
        self.fields["suiting"].choices = [(row.moment_id, full_moment(row.starts_at)) for row in ordered]  # type: ignore[attr-defined]


class MessageForm(CarefulForm):
    """A short message to the other parties."""

    text = forms.CharField(
        label=_("Je bericht"),
        help_text=_("Alle partijen lezen dit."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Schrijf eerst je bericht."),
            "max_length": _("Hou het korter: hoogstens 500 tekens."),
        },
    )
    once_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CodeForm(forms.Form):
    """The code that was mailed or sent as a text message."""

    code = forms.CharField(
        label=_("De code die je kreeg"),
        max_length=12,
        error_messages={"required": _("Typ de code die je kreeg."), "max_length": _("De code heeft 6 cijfers.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    agrees = forms.BooleanField(
        label=_("Ik las de overeenkomst en ik ga akkoord"),
        error_messages={"required": _("Tik aan dat je de overeenkomst las en akkoord gaat.")},
    )
