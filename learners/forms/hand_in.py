"""One page on which a referrer brings a learner to the Steunpunt."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from core import clock
from core.ui.widgets import DatePartsField, TileRadioSelect
from learners.enums import SITUATION_OF_ANOTHER, Approach, Channel, ConsentMedium, Moment, ReferralReason, Situation
from learners.forms.base import PICK, DatalistInput
from learners.forms.careful import CarefulForm
from learners.forms.day import refuse_far_day, refuse_far_past
from learners.forms.intake_contact import EMAIL_ERRORS, PHONE_ERRORS
from learners.forms.intake_you import OLDEST, YOUNGEST
from learners.rules.cases import A_YEAR
from learners.selectors.intake import find_place, place_names, schools_to_choose
from schools.models import School

STALE = _("Dit formulier is niet volledig verstuurd. Open de pagina opnieuw en kopieer je tekst.")


class HandInForm(CarefulForm):
    """Who, why, how, and with whose consent. Who is signed in gets the own name and address filled in."""

    careful = ("note",)
    once_key = forms.RegexField(
        regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput, error_messages={"required": STALE, "invalid": STALE}
    )
    first_name = forms.CharField(
        label=_("Voornaam van de jongere"), max_length=80, error_messages={"required": _("Vul de voornaam in.")}
    )
    last_name = forms.CharField(label=_("Naam van de jongere"), max_length=80, required=False)
    birth_year = forms.IntegerField(
        label=_("Geboortejaar"),
        error_messages={
            "required": _("Vul het geboortejaar in."),
            "invalid": _("Schrijf het geboortejaar met vier cijfers, bijvoorbeeld 2009."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"}),
    )
    place = forms.CharField(
        label=_("Postcode of gemeente"),
        max_length=60,
        error_messages={"required": _("Vul een postcode of een gemeente in.")},
        widget=DatalistInput(place_names),
    )
    situation = forms.ChoiceField(
        label=_("Dit doet de jongere nu"),
        choices=[("", _("Kies wat past")), *SITUATION_OF_ANOTHER.items()],
        error_messages=PICK,
    )
    school: "forms.ModelChoiceField[School]" = forms.ModelChoiceField(
        label=_("School van de jongere"),
        queryset=None,
        required=False,
        empty_label=_("Geen, of staat er niet bij"),
        error_messages={"invalid_choice": _("Kies een school uit de lijst.")},
    )
    without_place_on = DatePartsField(
        label=_("Zonder werkplek sinds"),
        help_text=_(
            "Alleen als de jongere duaal volgt en de werkplek kwijt is. Zo tellen we de lesdagen die overblijven."
        ),
        required=False,
    )
    phone = PhoneNumberField(label=_("Gsm van de jongere"), required=False, error_messages=PHONE_ERRORS)
    email = forms.EmailField(label=_("E-mailadres van de jongere"), required=False, error_messages=EMAIL_ERRORS)
    prefer = forms.ChoiceField(label=_("Liefst via"), choices=Channel, initial=Channel.CALL)
    moment = forms.ChoiceField(label=_("Liefst wanneer"), choices=Moment, initial=Moment.ANY)
    reason = forms.ChoiceField(
        label=_("Waarom?"), choices=[("", _("Kies wat past")), *ReferralReason.choices], error_messages=PICK
    )
    note = forms.CharField(
        label=_("Toelichting"),
        help_text=_("Hoogstens 280 tekens."),
        max_length=280,
        required=False,
        error_messages={"max_length": _("Hou het korter: hoogstens 280 tekens.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    approach = forms.ChoiceField(
        label=_("Hoe nemen we contact op?"),
        choices=[
            (Approach.CALL_TOGETHER, _("We bellen samen")),
            (Approach.YOU_CALL, _("Jullie bellen de jongere")),
            (Approach.LEARNER_COMES, _("De jongere komt bij jullie langs")),
        ],
        widget=TileRadioSelect,
        error_messages=PICK,
    )
    wanted_on = DatePartsField(label=_("Gewenst contact op"), required=False)
    consent_by = forms.CharField(
        label=_("Wie vindt dit goed?"),
        help_text=_("Bijvoorbeeld: Jef zelf, of zijn moeder."),
        max_length=120,
        error_messages={"required": _("Vul in wie toestemming gaf. Zonder toestemming kunnen we niets doen.")},
    )
    consent_medium = forms.ChoiceField(label=_("Hoe?"), choices=ConsentMedium)
    consent_on = DatePartsField(label=_("Wanneer?"))
    may_tell_back = forms.BooleanField(
        label=_("De jongere vindt goed dat ik hoor hoe ver het is."),
        help_text=_("Je leest elke stap, niet wat er gezegd werd."),
        required=False,
    )
    referrer_name = forms.CharField(
        label=_("Jouw naam"), max_length=120, error_messages={"required": _("Vul je naam in.")}
    )
    organisation = forms.CharField(
        label=_("Jouw organisatie"),
        help_text=_("Bijvoorbeeld: CLB Brugge, VDAB, een school."),
        max_length=200,
        error_messages={"required": _("Vul je organisatie in.")},
    )
    referrer_email = forms.EmailField(
        label=_("Jouw e-mailadres"),
        help_text=_("Hierop hoor je wat er gebeurt."),
        error_messages={**EMAIL_ERRORS, "required": _("Vul je e-mailadres in.")},
    )
    referrer_phone = PhoneNumberField(label=_("Jouw telefoon"), required=False, error_messages=PHONE_ERRORS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools_to_choose()  # type: ignore[attr-defined]

    def clean_without_place_on(self) -> dt.date | None:
        """Refuse days in the future and long ago."""
        day: dt.date | None = self.cleaned_data["without_place_on"]
        refuse_far_past(day)
        return day

    def clean_birth_year(self) -> int:
        """Refuse years in which no learner can be born."""
        year: int = self.cleaned_data["birth_year"]
        first, last = clock.today().year - OLDEST, clock.today().year - YOUNGEST
        if not first <= year <= last:
            sentence = _now("Kies een jaar tussen %(first)s en %(last)s. Je typte %(year)s.")
            raise ValidationError(sentence % {"first": first, "last": last, "year": year})
        return year

    def clean_consent_on(self) -> dt.date:
        """Refuse a consent in the future."""
        day: dt.date = self.cleaned_data["consent_on"]
        if day > clock.today():
            raise ValidationError(_now("De toestemming kan niet in de toekomst liggen."))
        if day < clock.today() - A_YEAR:
            sentence = _now("De toestemming is meer dan een jaar oud. Kijk het jaartal na, of vraag ze opnieuw.")
            raise ValidationError(sentence)
        return day

    def clean_wanted_on(self) -> dt.date | None:
        """Refuse a day in the past, and one so far away that the learner would be forgotten."""
        day: dt.date | None = self.cleaned_data["wanted_on"]
        refuse_far_day(day)
        return day

    def clean(self) -> dict[str, Any]:
        """Find the municipality, and ask for a way to reach the learner when we are to call."""
        clean = super().clean()
        if clean.get("situation") != Situation.LOST_WORKPLACE:
            clean["without_place_on"] = None
        place = clean.pop("place", "")
        if place:
            found = find_place(place)
            clean["municipality"] = found.municipality
            digits = "".join(char for char in place if char.isdigit())
            clean["postal_code"] = digits[:4] if found.municipality else place[:10]
        reached = clean.get("phone") or clean.get("email") or {"phone", "email"} & set(self.errors)
        if clean.get("approach") == Approach.YOU_CALL and not reached:
            self.add_error("phone", _now("Vul een gsm of e-mailadres van de jongere in, of kies dat we samen bellen."))
        return clean
