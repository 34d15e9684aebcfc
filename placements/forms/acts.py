"""The small forms on the page of an agreement: one act each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.widgets import DatePartsField, TileRadioSelect
from learners.enums import Cause, Wish
from placements.enums import AgreementState, Party, PauseCause, PlanPeriod, PlanPlace
from placements.models import PlanLine
from placements.services.plan import LineChange

PICK = {"required": _("Kies een antwoord."), "invalid_choice": _("Kies een antwoord uit de lijst.")}


class ReasonForm(forms.Form):
    """Why something goes back or does not go on."""

    reason = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Eén zin. De andere partijen lezen dit. Schrijf niets over gezondheid."),
        max_length=300,
        error_messages={
            "required": _("Schrijf kort waarom."),
            "max_length": _("Hou het korter: hoogstens 300 tekens."),
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackForm(ReasonForm):
    """To whom the text goes back."""

    target = forms.TypedChoiceField(
        label=_("Wie moet iets veranderen?"),
        choices=[(AgreementState.DRAFT, _("Het bedrijf")), (AgreementState.SCHOOL, _("De school"))],
        coerce=AgreementState,
        widget=TileRadioSelect,
        error_messages=PICK,
    )
    field_order = ("target", "reason")

    def __init__(self, *args: Any, from_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if from_school:
            self.fields["target"].initial = AgreementState.DRAFT
            self.fields["target"].choices = [(AgreementState.DRAFT, _("Het bedrijf"))]  # type: ignore[attr-defined]


class OutsideForm(forms.Form):
    """Who signed on paper, and when."""

    party = forms.TypedChoiceField(
        label=_("Wie tekende op papier?"), choices=(), coerce=Party, widget=TileRadioSelect, error_messages=PICK
    )
    name = forms.CharField(
        label=_("Naam van wie tekende"), max_length=120, error_messages={"required": _("Schrijf wie getekend heeft.")}
    )
    signed_on = DatePartsField(label=_("Op welke dag?"))

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    """A pause: why, and from when until when."""

    cause = forms.TypedChoiceField(
        label=_("Waarom staat het even stil?"),
        choices=PauseCause.choices,
        coerce=PauseCause,
        widget=TileRadioSelect,
        error_messages=PICK,
    )
    first_day = DatePartsField(label=_("Eerste dag"))
    expected_until = DatePartsField(label=_("Verwacht tot en met"))


class ResumeForm(forms.Form):
    """The last day of a pause."""

    last_day = DatePartsField(label=_("Wat was de laatste dag van de pauze?"))


class EndForm(forms.Form):
    """The last day, and why when it is early."""

    ended_on = DatePartsField(label=_("Wat was de laatste dag?"))
    cause = forms.TypedChoiceField(
        label=_("Waarom stopt het?"),
        choices=Cause.choices,
        coerce=Cause,
        widget=TileRadioSelect,
        error_messages=PICK | {"required": _("Kies waarom het stopt.")},
    )
    wish = forms.TypedChoiceField(
        label=_("Wat wil de lerende nu?"),
        choices=Wish.choices,
        coerce=Wish,
        widget=TileRadioSelect,
        error_messages=PICK | {"required": _("Kies wat de lerende nu wil.")},
    )


class RegistrationForm(forms.Form):
    """The day on which the agreement was registered in the official counter."""

    registered_on = DatePartsField(
        label=_("Wanneer is de overeenkomst geregistreerd?"),
        help_text=_("Registreren doet het bedrijf of de school in app.werkplekduaal.be, niet hier."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"registered_on": clock.today()})
        super().__init__(*args, **kwargs)


class PlanForm(forms.Form):
    """The training plan: for each activity where, when, and whether the workplace can teach it."""

    def __init__(self, *args: Any, lines: list[PlanLine], may_except: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.may_except = lines, may_except
        for line in lines:
            key = line.activity_id
            self.fields[f"place_{key}"] = forms.ChoiceField(
                label=_("Waar"), choices=PlanPlace.choices, initial=line.place
            )
            self.fields[f"period_{key}"] = forms.ChoiceField(
                label=_("Wanneer"), choices=PlanPeriod.choices, initial=line.period
            )
            self.fields[f"possible_{key}"] = forms.BooleanField(
                label=_("Kan op deze werkplek"), required=False, initial=line.possible
            )
            if may_except:
                self.fields[f"except_{key}"] = forms.BooleanField(
                    label=_("School tekent een uitzondering"), required=False, initial=bool(line.exception_by)
                )

    def rows(self) -> list[dict[str, Any]]:
        """Return each activity with its boxes."""
        names = ("place", "period", "possible", *(("except",) if self.may_except else ()))
        return [
            {"activity": line.activity, "line": line, **{name: self[f"{name}_{line.activity_id}"] for name in names}}
            for line in self.lines
        ]

    def changes(self) -> list[LineChange]:
        """Return what was chosen for each activity."""
        data = self.cleaned_data
        return [
            LineChange(
                activity_id=line.activity_id,
                place=PlanPlace(data[f"place_{line.activity_id}"]),
                period=PlanPeriod(data[f"period_{line.activity_id}"]),
                possible=data[f"possible_{line.activity_id}"],
            )
            for line in self.lines
        ]

    def exceptions(self) -> list[int]:
        """Return the activities for which the school signs an exception."""
        if not self.may_except:
            return []
        return [line.activity_id for line in self.lines if self.cleaned_data[f"except_{line.activity_id}"]]
