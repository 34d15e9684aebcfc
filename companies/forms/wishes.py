"""A wish for a programme that nobody offers near a company."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from catalogue.models import Municipality, Programme
from catalogue.selectors import municipalities, programme_list
from companies.forms.fields import required
from companies.forms.offer import whole_number
from companies.forms.registration import refuse_links
from companies.services.wishes import NewWish
from core import clock
from core.ui.widgets import DatePartsField

MOST_YEARS_AHEAD = 3


class WishForm(forms.Form):
    """What, where, how many, from when, and whom we may mail."""

    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        label=_("Welke opleiding zoek je?"),
        help_text=_("Alle duale opleidingen, ook die geen school in West-Vlaanderen aanbiedt."),
        queryset=Programme.objects.none(),
        to_field_name="slug",
        empty_label=_("Kies een opleiding"),
        error_messages={
            "required": _("Kies een opleiding."),
            "invalid_choice": _("Kies een opleiding uit de lijst."),
        },
    )
    municipality: "forms.ModelChoiceField[Municipality]" = forms.ModelChoiceField(
        label=_("In welke gemeente zou de lerende werken?"),
        queryset=Municipality.objects.none(),
        to_field_name="slug",
        empty_label=_("Kies een gemeente"),
        error_messages={
            "required": _("Kies een gemeente."),
            "invalid_choice": _("Kies een gemeente uit de lijst."),
        },
    )
    learners = whole_number(_("Hoeveel lerenden zou je nemen?"), least=1)
    from_on = DatePartsField(
        label=_("Vanaf wanneer?"),
        day=False,
        error_messages=required(_("Vul een maand en een jaar in, bijvoorbeeld 9 2027.")),
    )
    company_name = forms.CharField(
        label=_("Naam van het bedrijf"),
        max_length=200,
        validators=[refuse_links],
        error_messages=required(_("Vul de naam van je bedrijf in.")),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    contact_name = forms.CharField(
        label=_("Jouw naam"),
        max_length=120,
        validators=[refuse_links],
        error_messages=required(_("Vul je naam in.")),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Je krijgt een mail met een knop. Pas na die knop telt je wens mee."),
        error_messages={
            "required": _("Vul je e-mailadres in. Je krijgt er een mail om te bevestigen."),
            "invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@bedrijf.be."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneNumberField(
        label=_("Telefoon"),
        help_text=_("Alleen als je liever gebeld wordt. Bijvoorbeeld 0470 12 34 56."),
        region="BE",
        required=False,
        error_messages={"invalid": _("Dit telefoonnummer klopt niet. Schrijf het als 0470 12 34 56 of 051 12 34 56.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    shares_contact = forms.BooleanField(
        label=_("Scholen uit mijn streek met deze opleiding mogen mijn naam, e-mail en telefoon zien"),
        help_text=_(
            "Zo kan een school je bellen. Zonder vinkje telt je wens alleen mee. Je kunt dit altijd terugnemen."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["programme"].queryset = programme_list()
        fields["municipality"].queryset = municipalities()

    def clean_from_on(self) -> dt.date:
        """Refuse a month that is over, or so far that nobody can plan for it."""
        day: dt.date = self.cleaned_data["from_on"]
        today = clock.today()
        if day < today.replace(day=1):
            raise ValidationError(_("Deze maand is al voorbij. Kies een maand in de toekomst."))
        if day.year > today.year + MOST_YEARS_AHEAD:
            raise ValidationError(_("Kies een maand binnen de %(years)s jaar."), params={"years": MOST_YEARS_AHEAD})
        return day

    def new_wish(self) -> NewWish:
        """Return the clean answers for the service."""
        data = self.cleaned_data
        return NewWish(**{name: data[name] for name in self.fields} | {"phone": str(data["phone"] or "")})
