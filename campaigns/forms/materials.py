"""Forms of materials."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Audience, MaterialLanguage
from campaigns.models import Material
from core.uploads import FileRefused, clean_file


class ShelfFilterForm(forms.Form):
    """Narrow the shelf down."""

    audience = forms.ChoiceField(label=_("Voor wie"), required=False, choices=[("", _("Iedereen")), *Audience.choices])


class OrderForm(forms.Form):
    """Ask for copies on paper."""

    language = forms.ChoiceField(label=_("Taal"), choices=MaterialLanguage.choices)
    copies = forms.IntegerField(
        label=_("Hoeveel stuks?"),
        min_value=1,
        max_value=1000,
        error_messages={
            "required": _("Zeg hoeveel stuks je wilt, bijvoorbeeld 50."),
            "invalid": _("Vul een getal in, bijvoorbeeld 50."),
            "min_value": _("Bestel minstens 1 stuk."),
            "max_value": _("Wil je er meer dan 1000? Bel ons dan even."),
        },
    )
    organisation = forms.CharField(
        label=_("School, bedrijf of organisatie"),
        max_length=160,
        error_messages={"required": _("Zeg voor welke school of organisatie het is.")},
    )
    name = forms.CharField(label=_("Je naam"), max_length=120, error_messages={"required": _("Vul je naam in.")})
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        error_messages={
            "required": _("Vul je e-mailadres in, dan bevestigen we je bestelling."),
            "invalid": _("Dit is geen e-mailadres. Kijk na of er een @ in staat, zoals in naam@voorbeeld.be."),
        },
    )
    address = forms.CharField(
        label=_("Waar mag het naartoe?"),
        max_length=240,
        help_text=_("Straat, nummer, postcode en gemeente."),
        error_messages={"required": _("Vul het adres in.")},
    )
    once_key = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)


class MaterialAdminForm(forms.ModelForm):  # type: ignore[type-arg]
    """A material on the desk; a file added here is its next version in a language."""

    upload = forms.FileField(
        label="Nieuwe versie", required=False, help_text="Een pdf, jpg of png van hoogstens 5 MB."
    )
    language = forms.ChoiceField(label="Taal van de nieuwe versie", choices=MaterialLanguage.choices, required=False)

    class Meta:
        model = Material
        fields = ("title", "kind", "audience", "about", "on_paper", "is_shown", "owner", "language", "upload")

    def clean_upload(self) -> Any:
        """Return the file as we keep it."""
        upload = self.cleaned_data.get("upload")
        if not upload:
            return None
        try:
            return clean_file(upload)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
