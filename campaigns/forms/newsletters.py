"""Forms of newsletters: asking for them, and the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Audience
from campaigns.models import Newsletter
from catalogue.models import Programme, Subregion

EMAIL_ERRORS = {
    "required": _("Vul je e-mailadres in, dan weten we waar de nieuwsbrief naartoe mag."),
    "invalid": _("Dit is geen e-mailadres. Kijk na of er een @ in staat, zoals in naam@voorbeeld.be."),
}


class ChoicesForm(forms.Form):
    """What somebody wants to hear about."""

    role = forms.ChoiceField(
        label=_("Wie ben je?"),
        choices=Audience.choices,
        initial=Audience.EVERYONE,
        error_messages={"required": _("Kies wie je bent."), "invalid_choice": _("Kies wie je bent uit de lijst.")},
    )
    subregion = forms.ModelChoiceField(
        label=_("Welke streek?"),
        queryset=Subregion.objects.order_by("name"),
        required=False,
        empty_label=_("Heel de provincie"),
        to_field_name="slug",
        error_messages={"invalid_choice": _("Kies een streek uit de lijst.")},
    )
    programme = forms.ModelChoiceField(
        label=_("Welke opleiding?"),
        queryset=Programme.objects.current().order_by("search_text"),
        required=False,
        empty_label=_("Alle opleidingen"),
        to_field_name="slug",
        error_messages={"invalid_choice": _("Kies een opleiding uit de lijst.")},
    )

    @property
    def choices(self) -> dict[str, Any]:
        """The choices as the services take them, once the form is valid."""
        clean = self.cleaned_data
        return {
            "role": clean["role"],
            "subregion": clean["subregion"],
            "programmes": [clean["programme"]] if clean["programme"] else [],
        }


class SubscribeForm(ChoicesForm):
    """Ask for newsletters."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        help_text=_("Je krijgt eerst één mail om te bevestigen. Pas daarna sturen we je iets."),
        error_messages=EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "role", "subregion", "programme")


class TrialForm(forms.Form):
    """Where a trial copy goes."""

    to = forms.EmailField(label="Stuur een proef naar", error_messages=EMAIL_ERRORS)


class NewsletterAdminForm(forms.ModelForm):  # type: ignore[type-arg]
    """A newsletter on the desk, its roles as boxes to tick."""

    roles = forms.MultipleChoiceField(
        label="Voor wie",
        choices=[choice for choice in Audience.choices if choice[0] != Audience.EVERYONE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets aangevinkt: iedereen.",
    )

    class Meta:
        model = Newsletter
        fields = ("title", "slug", "summary", "body", "roles", "subregions", "programmes", "owner")
