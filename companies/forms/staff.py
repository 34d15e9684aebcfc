"""Forms of the staff desk: they check, the services write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from companies.enums import (
    RECOGNITION_MOVES,
    Accessibility,
    Gear,
    Licence,
    RecognitionState,
    SpokenLanguage,
)
from companies.forms.fields import (
    EnterpriseNumberField,
    EstablishmentNumberField,
    PostalCodeField,
    municipality_behind,
)
from companies.models import Company, CompanyContact, Establishment, Recognition, Workplace
from core import clock


class StaffCompanyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A company; the number is only asked for a new one."""

    enterprise_number = EnterpriseNumberField(label="Ondernemingsnummer")
    website = forms.URLField(label="Website", required=False, assume_scheme="https")

    class Meta:
        model = Company
        fields = ("enterprise_number", "name", "sector", "joint_committee", "website", "proposals_per_month")


class StaffEstablishmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """An address; the municipality follows from the postal code."""

    establishment_number = EstablishmentNumberField(label="Vestigingsnummer")
    postal_code = PostalCodeField(label="Postcode")

    class Meta:
        model = Establishment
        fields = ("company", "establishment_number", "name", "street", "postal_code", "max_learners")

    def clean(self) -> dict[str, Any]:
        """Look the municipality up, because the row needs it before it is checked."""
        data = super().clean() or {}
        if "postal_code" in data:
            self.instance.municipality = municipality_behind(data["postal_code"])
        return data


class StaffContactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody we mail and call."""

    class Meta:
        model = CompanyContact
        fields = ("company", "name", "function", "email", "phone", "signs", "is_first_contact")

    def clean_email(self) -> str:
        """Store addresses in lower case."""
        return str(self.cleaned_data["email"]).strip().lower()


class StaffRecognitionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A recognition as the official counter has it; `new_state` names the verb, empty only mends dates and origin."""

    new_state = forms.ChoiceField(label="Nieuwe status", required=False)
    state_on = forms.DateField(label="Status op", initial=clock.today)
    origin = forms.CharField(
        label="Herkomst van de status", max_length=120, help_text="Waar zag je dit? Bijvoorbeeld: digitaal loket."
    )

    class Meta:
        model = Recognition
        fields = (
            "establishment",
            "programme",
            "new_state",
            "valid_from",
            "valid_until",
            "visit_on",
            "state_on",
            "origin",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = RECOGNITION_MOVES[self.instance.state] if self.instance.pk else RecognitionState.STARTS
        choices = [(state, label) for state, label in RecognitionState.choices if state in allowed]
        field: Any = self.fields["new_state"]
        field.choices = [("", "Niet veranderen"), *choices]

    def clean(self) -> dict[str, Any]:
        """Check the period; the state itself is checked again under the lock."""
        data = super().clean() or {}
        first, last, target = data.get("valid_from"), data.get("valid_until"), data.get("new_state")
        needs_period = RecognitionState.RECOGNISED in (target, None if target else self.instance.state)
        if needs_period and not (first and last):
            raise ValidationError("Vul in vanaf wanneer en tot wanneer de erkenning geldt.")
        if first and last and last < first:
            self.add_error("valid_until", "De einddatum komt voor de begindatum.")
        on = data.get("state_on")
        if target == RecognitionState.VISIT and data.get("visit_on") is None:
            self.add_error("visit_on", "Vul in op welke dag de adviseur komt.")
        if target == RecognitionState.VISIT and on and data.get("visit_on") and data["visit_on"] < on:
            self.add_error("visit_on", "De dag van het bezoek komt voor de dag waarop je het hoorde.")
        if target == RecognitionState.EXPIRED and last and on and on <= last:
            self.add_error("new_state", "Deze erkenning loopt nog op die dag.")
        return data


def _ticks(label: str, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


class StaffWorkplaceForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a workplace offers; the light is set by an action, because every answer has a moment."""

    languages = _ticks("Talen op de werkvloer", SpokenLanguage.choices)
    required_licences = _ticks("Wat je moet hebben", Licence.choices)
    gear = _ticks("Veilige uitrusting", Gear.choices)
    accessibility = _ticks("Wat er kan", Accessibility.choices)

    class Meta:
        model = Workplace
        fields = (
            "establishment",
            "programme",
            "places",
            "mentor",
            "about",
            "minimum_age",
            "days_per_week",
            "shift_start",
            "shift_end",
            "languages",
            "required_licences",
            "gear",
            "accessibility",
        )
