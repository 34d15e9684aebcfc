"""Finding a page, saying whether it helped, and a page on the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Audience
from core.uploads import FileRefused, clean_file
from knowledge.enums import ArticleKind, FoundKind
from knowledge.models import Article
from knowledge.rules.search import LONGEST
from learners.rules.notes import has_national_number


class BaseFilterForm(forms.Form):
    """Narrow the knowledge base down; empty fields mean everything."""

    audience = forms.ChoiceField(label=_("Voor wie"), required=False, choices=[("", _("Iedereen")), *Audience.choices])
    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Alles")), *ArticleKind.choices])

    @property
    def chosen(self) -> dict[str, str]:
        """The clean values; a value that is none counts as everything."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}


class FindForm(forms.Form):
    """What a visitor looks for."""

    q = forms.CharField(
        label=_("Wat zoek je?"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Zoek met minder woorden.")},
    )
    soort = forms.ChoiceField(label=_("Waar"), required=False, choices=[("", _("Overal")), *FoundKind.choices])

    @property
    def typed(self) -> str:
        """What was typed, or nothing when it is too long."""
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).strip()

    @property
    def kind(self) -> str:
        """Where to look; empty for everywhere."""
        self.is_valid()
        return str(self.cleaned_data.get("soort", ""))


class MissedForm(forms.Form):
    """What somebody missed on a page."""

    text = forms.CharField(
        label=_("Wat zocht je?"),
        help_text=_("Zonder je naam. Noem ook niemand anders bij naam."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Schrijf in een paar woorden wat je zocht."),
            "max_length": _("Hou het bij 400 tekens."),
        },
    )

    def clean_text(self) -> str:
        """Refuse a national number."""
        text: str = self.cleaned_data["text"]
        if has_national_number(text):
            raise ValidationError(_("Hier staat een rijksregisternummer in. Haal het weg."))
        return text


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A page on the desk; a study may bring a document."""

    upload = forms.FileField(label="Nieuw bestand", required=False, help_text="Een pdf van hoogstens 5 MB.")

    class Meta:
        model = Article
        fields = (
            "slug", "kind", "audience", "title", "summary", "body", "source", "dated", "owner", "checked_on",
            "review_by", "position",
        )  # fmt: skip

    def clean_upload(self) -> Any:
        """Return the file as we keep it."""
        upload = self.cleaned_data.get("upload")
        if not upload:
            return None
        try:
            clean = clean_file(upload)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        if clean.content_type != "application/pdf":
            raise ValidationError("Dit is geen pdf. Bewaar het bestand eerst als pdf.")
        return clean
