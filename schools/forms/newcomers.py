"""A learner whom the school brings in, and the code of a file the school wants to follow."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from catalogue.models import Programme
from catalogue.rules import PostalKind
from catalogue.selectors import municipality_of
from core import clock
from core.codes import tidy_code
from core.ui.widgets import DatePartsField
from learners.enums import Readiness
from learners.rules.school_list import CONSENT_ONE, Advice, birth_of
from schools.forms.desk import NOT_AN_ADDRESS, Choices
from schools.rules_list import looks_like_national_number

NO_NUMBER = _("Dit lijkt op een rijksregisternummer. Dat bewaren we nooit.")


class LearnerForm(forms.Form):
    """What the school knows of a learner. Contact details are for the learner's own mails and our calls."""

    first_name = forms.CharField(
        label=_("Voornaam"), max_length=80, error_messages={"required": _("Vul de voornaam in.")}
    )
    last_name = forms.CharField(label=_("Naam"), max_length=80, error_messages={"required": _("Vul de naam in.")})
    birth = forms.CharField(
        label=_("Geboortejaar of geboortemaand"),
        help_text=_("Bijvoorbeeld 2009, of 2009-03. De dag vragen we nooit."),
        max_length=10,
        error_messages={"required": _("Vul het geboortejaar in.")},
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        to_field_name="slug",
        label=_("Welke opleiding?"),
        empty_label=_("Kies een opleiding"),
        error_messages={"required": _("Kies een opleiding."), "invalid_choice": _("Kies een opleiding uit de lijst.")},
    )
    postal_code = forms.CharField(
        label=_("Postcode"), required=False, max_length=10, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    email = forms.EmailField(
        label=_("E-mailadres van de lerende"),
        required=False,
        help_text=_("Dan mailen we de eigen code meteen."),
        error_messages={"invalid": NOT_AN_ADDRESS},
    )
    phone = PhoneNumberField(
        label=_("Gsm van de lerende"),
        required=False,
        error_messages={"invalid": _("Dit nummer klopt niet. Schrijf bijvoorbeeld 0470 12 34 56.")},
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    started_on = DatePartsField(
        label=_("Eerste lesdag"),
        required=False,
        help_text=_("Zoekt de lerende nog een werkplek? Dan tellen we de lesdagen vanaf hier."),
    )
    coach = forms.ChoiceField(label=_("Trajectbegeleider"), required=False)
    readiness = forms.ChoiceField(
        label=_("Advies van de klassenraad"),
        choices=[("", _("Nog geen advies")), *[one for one in Readiness.choices if one[0] != Readiness.UNKNOWN]],
        required=False,
    )
    advice_on = DatePartsField(label=_("Datum van dat advies"), required=False)
    advice_source = forms.CharField(
        label=_("Wie geeft het advies door?"), max_length=120, required=False, initial=_("Klassenraad")
    )
    consent = forms.BooleanField(
        label=CONSENT_ONE, error_messages={"required": _("Vink dit aan. Anders mogen we niets bewaren.")}
    )

    def __init__(self, *args: Any, programmes: Any, coaches: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme: Any = self.fields["programme"]
        programme.queryset = programmes
        coach: Any = self.fields["coach"]
        coach.choices = [("", _("Nog niemand")), *coaches]
        if not coaches:
            del self.fields["coach"]

    def clean_birth(self) -> tuple[int, int | None]:
        """Return year and month."""
        born = birth_of(self.cleaned_data["birth"].strip(), clock.today())
        if born is None:
            raise ValidationError(_now("Schrijf het jaar, zoals 2009, of jaar en maand, zoals 2009-03."))
        return born

    def clean_postal_code(self) -> str:
        """Keep the municipality for `answers`."""
        typed: str = self.cleaned_data["postal_code"].strip()
        answer = municipality_of(typed) if typed else None
        if answer is not None and answer.kind is PostalKind.NONSENSE:
            raise ValidationError(_now("Deze postcode bestaat niet."))
        self.municipality_id = answer.municipality.pk if answer and answer.municipality else None
        return typed

    def clean_advice_on(self) -> dt.date | None:
        """Refuse a day that has yet to come."""
        day: dt.date | None = self.cleaned_data["advice_on"]
        if day is not None and day > clock.today():
            raise ValidationError(_now("Die dag moet nog komen. Kies vandaag of een dag ervoor."))
        return day

    def clean(self) -> dict[str, Any]:
        """An advice has a date; a national number is never kept."""
        clean = dict(super().clean() or {})
        if clean.get("readiness") and not clean.get("advice_on") and "advice_on" not in self.errors:
            self.add_error("advice_on", _now("Een advies heeft een datum: de dag waarop de klassenraad samenkwam."))
        for name in ("first_name", "last_name", "advice_source"):
            if looks_like_national_number(str(clean.get(name, "")).strip()):
                self.add_error(name, NO_NUMBER)
        return clean

    def answers(self) -> dict[str, Any]:
        """Return what was told, as the fields of an intake."""
        clean = self.cleaned_data
        year, month = clean["birth"]
        return {
            "first_name": clean["first_name"].strip(),
            "last_name": clean["last_name"].strip(),
            "birth_year": year,
            "birth_month": month,
            "programme_id": clean["programme"].pk,
            "postal_code": clean["postal_code"],
            "municipality_id": self.municipality_id,
            "email": clean["email"],
            "phone": str(clean["phone"] or ""),
            "clock_started_on": clean["started_on"],
        }

    @property
    def advice(self) -> Advice | None:
        """The advice, when one was given."""
        clean = self.cleaned_data
        if not clean["readiness"]:
            return None
        return Advice(clean["readiness"], clean["advice_on"], clean["advice_source"].strip() or _now("Klassenraad"))


class LinkForm(forms.Form):
    """The code of a file that exists already."""

    code = forms.CharField(
        label=_("Code van het dossier"),
        help_text=_("Acht tekens, bijvoorbeeld 7KQ4-M2XR. De lerende kreeg ze van ons."),
        max_length=40,
        error_messages={"required": _("Vul de code in.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the code as it is written; only its shape is looked at."""
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_now("Dit is geen code. Een code heeft acht tekens, zoals 7KQ4-M2XR."))
        return code
