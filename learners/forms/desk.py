"""What a colleague fills in for each act on a case."""

from typing import Any

from django import forms
from django.forms import Form

from accounts.models import PartnerOrganisation, User
from core import clock
from learners.enums import Approach, Channel, ConsentMedium, Moment, Readiness, ReferralReason, Route, Shared
from learners.forms.careful import CarefulForm
from learners.forms.day import DayField
from learners.selectors.contacts import colleagues, partners_to_refer_to

AS_KNOWN = [("", "Zoals in het dossier")]


class NothingForm(Form):
    """An act that needs a click and no words."""


class TalkForm(CarefulForm):
    """A talk with the learner."""

    text = forms.CharField(
        label="Wat is er gezegd?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kort en feitelijk.",
        error_messages={"required": "Schrijf kort wat er gezegd is."},
    )
    for_learner = forms.BooleanField(label="De lerende mag dit lezen", required=False)


class NoteForm(CarefulForm):
    """A note for colleagues."""

    text = forms.CharField(
        label="Notitie",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf eerst een notitie."},
    )


class OwnerForm(Form):
    """Who follows the case."""

    owner: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(label="Wie volgt op?", queryset=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues()  # type: ignore[attr-defined]


class ParkForm(CarefulForm):
    """Until when, and why."""

    until = DayField(label="Opnieuw opnemen op")
    text = forms.CharField(
        label="Waarom?", max_length=300, required=False, help_text="De lerende leest dit op de eigen pagina."
    )


class CloseForm(CarefulForm):
    """Why a case closes."""

    careful = ("reason",)
    reason = forms.CharField(
        label="Waarom?",
        max_length=200,
        error_messages={"required": "Noteer waarom je dit dossier afsluit."},
    )


class RouteForm(Form):
    """Another route."""

    route = forms.TypedChoiceField(label="Route", choices=Route, coerce=Route)


class AdviceForm(Form):
    """The class council's advice, as it was told."""

    readiness = forms.TypedChoiceField(
        label="Advies van de klassenraad",
        choices=[choice for choice in Readiness.choices if choice[0] != Readiness.UNKNOWN],
        coerce=Readiness,
    )
    on = DayField(label="Datum van het advies")
    source = forms.CharField(
        label="Van wie heb je dit?",
        max_length=120,
        error_messages={"required": "Noteer van wie je dit advies hebt."},
    )


class ReferForm(CarefulForm):
    """A hand-over to a partner."""

    careful = ("note",)
    partner: "forms.ModelChoiceField[PartnerOrganisation]" = forms.ModelChoiceField(
        label="Partner", queryset=None, error_messages={"required": "Kies een partner uit de lijst."}
    )
    reason = forms.ChoiceField(label="Waarom?", choices=ReferralReason)
    approach = forms.ChoiceField(label="Hoe?", choices=Approach)
    consent_by = forms.CharField(
        label="Wie gaf toestemming?",
        max_length=120,
        help_text="Bijvoorbeeld: de lerende, aan de telefoon.",
        error_messages={"required": "Noteer wie toestemming gaf."},
    )
    consent_on = DayField(label="Toestemming op", initial=clock.today)
    consent_medium = forms.ChoiceField(label="Hoe gaf die toestemming?", choices=ConsentMedium)
    shares = forms.MultipleChoiceField(
        label="Wat mag de partner zien?",
        choices=Shared,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Voornaam en eerste letter van de naam gaan altijd mee.",
    )
    wanted_on = DayField(label="Gewenst contact op", required=False)
    prefer = forms.ChoiceField(label="Liefst via", choices=[*AS_KNOWN, *Channel.choices], required=False)
    moment = forms.ChoiceField(label="Liefst wanneer", choices=[*AS_KNOWN, *Moment.choices], required=False)
    note = forms.CharField(
        label="Toelichting",
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hoogstens 280 tekens.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners_to_refer_to()  # type: ignore[attr-defined]
