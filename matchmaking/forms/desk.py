"""Forms of the staff desk."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.models import Programme, Subregion
from companies.models import Workplace
from core.ui.widgets import DatePartsField, TileRadioSelect
from learners.models import Learner
from matchmaking.models import Proposal

REASON = "Schrijf in één zin waarom. De lerende en het bedrijf mogen dat vragen."


class RoundForm(forms.Form):
    """The scope of a round. Empty means: everybody."""

    subregion = forms.ModelChoiceField(
        label="Subregio",
        queryset=Subregion.objects.order_by("name"),
        required=False,
        empty_label="Heel de provincie",
        to_field_name="slug",
        error_messages={"invalid_choice": "Kies een subregio uit de lijst."},
    )
    programme = forms.ModelChoiceField(
        label="Opleiding",
        queryset=Programme.objects.current().order_by("search_text"),
        required=False,
        empty_label="Alle opleidingen",
        to_field_name="slug",
        error_messages={"invalid_choice": "Kies een opleiding uit de lijst."},
    )
    as_of = DatePartsField(label="Toestand op", help_text="Leeftijden, erkenningen en lesdagen tellen op deze dag.")


class PairForm(forms.Form):
    """A decision about one learner and one workplace of the same programme."""

    PROPOSE, PIN, FORBID = "propose", "pin", "forbid"
    KINDS = (
        (PROPOSE, "Stel deze plek nu voor"),
        (PIN, "Zet vast voor de volgende ronde"),
        (FORBID, "Sluit deze plek uit voor deze lerende"),
    )

    workplace = forms.ModelChoiceField(
        label="Leerwerkplek",
        queryset=Workplace.objects.none(),
        to_field_name="public_id",
        empty_label="Kies een plek",
        error_messages={"required": "Kies een leerwerkplek.", "invalid_choice": "Kies een plek uit de lijst."},
    )
    kind = forms.ChoiceField(
        label="Wat wil je doen?",
        choices=KINDS,
        widget=TileRadioSelect,
        error_messages={"required": "Kies wat je wil doen.", "invalid_choice": "Kies wat je wil doen."},
    )
    reason = forms.CharField(
        label="Waarom", max_length=200, help_text=REASON, error_messages={"required": "Noteer waarom."}
    )
    until = DatePartsField(label="Tot en met", required=False, help_text="Laat leeg als er geen einde is.")

    def __init__(self, *args: Any, learner: Learner, places: Any, **kwargs: Any) -> None:
        """Offer the workplaces of the learner's own programme."""
        super().__init__(*args, **kwargs)
        self.learner = learner
        field = self.fields["workplace"]
        field.queryset = places  # type: ignore[attr-defined]
        field.label_from_instance = place_label  # type: ignore[attr-defined]

    @property
    def until_day(self) -> dt.date | None:
        """The last day of the decision, None for no end."""
        return self.cleaned_data.get("until")


def place_label(place: Workplace) -> str:
    """Return the company and the municipality of a workplace."""
    establishment = place.establishment
    return f"{establishment.company.name}, {establishment.municipality.name}"


def show_fault(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused beside its field, or on top when the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, faults in error.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)  # type: ignore[arg-type]


class ReasonForm(forms.Form):
    """A verb that only needs a reason."""

    reason = forms.CharField(
        label="Waarom", max_length=200, help_text=REASON, error_messages={"required": "Noteer waarom."}
    )


class ChosenForm(forms.Form):
    """The drafts a colleague ticked."""

    chosen = forms.MultipleChoiceField(
        label="Voorstellen",
        error_messages={
            "required": "Vink minstens één voorstel aan.",
            "invalid_choice": "Een aangevinkt voorstel staat niet meer in deze ronde. Vernieuw de pagina.",
        },
    )

    def __init__(self, *args: Any, drafts: "list[Proposal]", **kwargs: Any) -> None:
        """Offer the drafts that are on the page."""
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(str(row.public_id), str(row)) for row in drafts]  # type: ignore[attr-defined]
