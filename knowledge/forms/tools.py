"""Finding a tool, and saying what you think of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Audience
from core.db import fold
from knowledge.enums import ToolKind, ToolMoment
from knowledge.models import Tool
from learners.rules.notes import has_national_number

STARS = [(number, str(number)) for number in range(1, 6)]


class ToolFilterForm(forms.Form):
    """Narrow the inventory down; empty fields mean everything."""

    words = forms.CharField(label=_("Zoek"), required=False, max_length=80)
    audience = forms.ChoiceField(label=_("Voor wie"), required=False, choices=[("", _("Iedereen")), *Audience.choices])
    moment = forms.ChoiceField(label=_("Wanneer"), required=False, choices=[("", _("Altijd")), *ToolMoment.choices])
    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Alles")), *ToolKind.choices])

    @property
    def chosen(self) -> dict[str, Any]:
        """The clean values; a value that is none counts as everything."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class GuideForm(forms.Form):
    """For whom the guide is shown."""

    audience = forms.ChoiceField(label=_("Ik ben"), required=False, choices=[("", _("Iedereen")), *Audience.choices])

    @property
    def chosen(self) -> str:
        """The audience; empty for everybody."""
        self.is_valid()
        return str(self.cleaned_data.get("audience", ""))


class ReviewForm(forms.Form):
    """What a user thinks of a tool."""

    stars = forms.TypedChoiceField(
        label=_("Hoeveel geef je op 5?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies 1 tot 5."), "invalid_choice": _("Kies 1 tot 5.")},
    )
    text = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Iedereen leest dit, zonder je naam. Noem niemand bij naam."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Hou het bij 400 tekens.")},
    )

    def clean_text(self) -> str:
        """Refuse a national number."""
        text: str = self.cleaned_data["text"]
        if has_national_number(text):
            raise ValidationError(_("Hier staat een rijksregisternummer in. Haal het weg."))
        return text


class ToolForm(forms.ModelForm):  # type: ignore[type-arg]
    """A tool on the desk, found again by its words."""

    class Meta:
        model = Tool
        fields = "__all__"  # noqa: DJ007 - the desk

    def clean(self) -> dict[str, Any]:
        """Fill the text in which people search."""
        data = super().clean() or {}
        words = (data.get(name, "") for name in ("name", "what", "limits", "owner"))
        self.instance.search_text = fold(*words)
        return data
