"""What each party fills in. Nothing is compulsory here: half a form is kept, the service says what is missing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.forms.offer import TIME_FAULT, TIME_FORMATS
from core.ui.widgets import DatePartsField, TileCheckboxSelectMultiple
from placements.enums import PersonRole
from placements.forms.people import people_initial, people_of, person_fields
from placements.models import Agreement
from placements.rules.turns import TIERS
from placements.services.filling import Named

WEEKDAYS = (
    (0, _("maandag")),
    (1, _("dinsdag")),
    (2, _("woensdag")),
    (3, _("donderdag")),
    (4, _("vrijdag")),
    (5, _("zaterdag")),
    (6, _("zondag")),
)
HOURS_FAULT = dict.fromkeys(
    ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
    _("Schrijf een aantal uren van 0 tot 60, bijvoorbeeld 24 of 22,5."),
)


def hours_field(label: Any, help_text: Any = "") -> forms.DecimalField:
    """Return a field for hours per week, with a comma or a point."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=60,
        max_digits=4,
        decimal_places=1,
        localize=True,
        error_messages=HOURS_FAULT,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": "5"}),
    )


def weekdays_field(label: Any, choices: Any = WEEKDAYS[:5]) -> forms.TypedMultipleChoiceField:
    """Return a field for days of the week."""
    return forms.TypedMultipleChoiceField(
        label=label, required=False, choices=choices, coerce=int, widget=TileCheckboxSelectMultiple
    )


def time_field(label: Any, help_text: Any = "") -> forms.TimeField:
    """Return a field for an hour, written as 8.30."""
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        error_messages=TIME_FAULT,
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "text", "maxlength": "7"}),
    )


class PartForm(forms.Form):
    """The part of one party, filled with what is known; `faults` are sentences by name from the service."""

    roles: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    """Asked for before the turn is over, but not to keep what is half done: not marked as 'may stay empty'."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        known = {name: getattr(agreement, name) for name in self.columns}
        known |= people_initial(agreement.people.all())
        super().__init__(*args, **{**kwargs, "initial": known})
        for role in self.roles:
            self.fields |= person_fields(role, with_function=role != PersonRole.PARENT)
        for name in (*self.needed, *(f"{role}_name" for role in self.roles if role != PersonRole.PARENT)):
            self.fields[name].may_wait = True  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return the clean columns of the agreement."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def people(self) -> dict[str, Named]:
        """Return who was typed."""
        return people_of(self.cleaned_data, self.roles)

    def take_faults(self, refusal: ValidationError) -> None:
        """Put what a service refused beside the fields; what belongs to no field goes on top."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        faults: Mapping[str, list[str]] = refusal.message_dict
        for name, sentences in faults.items():
            field = f"{name}_name" if name in self.roles else name
            self.add_error(field if field in self.fields else None, ValidationError(sentences))


class CompanyPartForm(PartForm):
    """The company's turn."""

    roles = tuple(PersonRole.OF_COMPANY)
    columns = (
        "starts_on",
        "ends_on",
        "workdays",
        "shift_start",
        "shift_end",
        "workplace_hours",
        "pays_wage",
        "work",
    )
    needed = ("starts_on", "ends_on", "workdays", "shift_start", "shift_end", "workplace_hours", "work")

    starts_on = DatePartsField(label=_("Wanneer begint het?"), required=False)
    ends_on = DatePartsField(
        label=_("Wanneer eindigt het?"), required=False, help_text=_("Meestal het einde van het schooljaar.")
    )
    workdays = weekdays_field(_("Op welke dagen werkt de lerende bij jou?"), WEEKDAYS)
    shift_start = time_field(_("De werkdag begint om"), _("Bijvoorbeeld 8.30."))
    shift_end = time_field(_("De werkdag eindigt om"))
    workplace_hours = hours_field(
        _("Hoeveel uur per week is de lerende bij jou?"), _("Gemiddeld over het jaar. Pauzes tellen niet mee.")
    )
    pays_wage = forms.BooleanField(
        label=_("Wij betalen een loon via de sociale Maribel"),
        required=False,
        help_text=_("Dat kan alleen in sectoren van de sociale Maribel."),
    )
    work = forms.CharField(
        label=_("Wat doet de lerende bij jou?"),
        required=False,
        max_length=1500,
        help_text=_("Enkele zinnen. Schrijf niets over gezondheid."),
        error_messages={"max_length": _("Maak de tekst korter: hoogstens %(limit_value)d tekens.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """A first day after the last one cannot be kept, also not half done."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De overeenkomst eindigt voor ze begint. Kijk beide dagen na."))
        return data


class SchoolPartForm(PartForm):
    """The school's turn."""

    roles = tuple(PersonRole.OF_SCHOOL)
    columns = ("school_days", "school_hours", "coach", "allowance_tier")
    needed = ("school_days", "school_hours", "coach")

    school_days = weekdays_field(_("Op welke dagen is de lerende op school?"))
    school_hours = hours_field(_("Hoeveel uur per week is de lerende op school?"))
    coach = forms.ModelChoiceField(
        label=_("Wie is de trajectbegeleider?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Kies iemand"),
    )
    allowance_tier = forms.TypedChoiceField(
        label=_("Welke leervergoeding geldt?"),
        help_text=_("Alleen bij een OAO, de betaalde overeenkomst."),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Niet van toepassing")),
            (TIERS[0], _("Trap 1: eerste opleidingsjaar, tweede graad nog niet behaald")),
            (TIERS[1], _("Trap 2: tweede graad behaald of eerste opleidingsjaar geslaagd")),
            (TIERS[2], _("Trap 3: twee opleidingsjaren geslaagd of kwalificatiefase OV3")),
        ],
    )

    def __init__(self, *args: Any, agreement: Agreement, coaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, agreement=agreement, **kwargs)
        self.fields["coach"].queryset = coaches  # type: ignore[attr-defined]
