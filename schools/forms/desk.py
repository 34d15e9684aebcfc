"""Filters of the lists, the advice of the class council, and inviting a colleague."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.enums import InvitationRole
from accounts.rules import SCHOOL_ROLES
from core import clock
from core.ui.widgets import DatePartsField, SegmentedRadioSelect, TileCheckboxSelectMultiple, TileRadioSelect
from learners.enums import Readiness
from schools.rules_scan import LEVELS, QUESTIONS, THEMES
from schools.selectors.directory import municipality_choices, subregion_choices

Choices = Sequence[tuple[str, str]]
NOT_AN_ADDRESS = _("Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.be.")
ROLE_HINTS = {
    InvitationRole.SCHOOL_DIRECTOR.value: _("Ziet alle lerenden van de school en nodigt collega's uit."),
    InvitationRole.TRAJECTORY_COACH.value: _("Ziet de lerenden die aan deze persoon toegewezen zijn."),
}
ADVICE_HINTS = {
    Readiness.READY.value: _("Klaar voor een leerwerkplek."),
    Readiness.WILLING.value: _("Wil wel, maar heeft eerst een aanloopfase nodig."),
    Readiness.NOT_WILLING.value: _("Wij zoeken samen een andere weg."),
}


class BoardFilterForm(forms.Form):
    """Which learners of the school the table shows; nothing chosen means: without a workplace."""

    state = forms.ChoiceField(label=_("Toon"), required=False)
    campus = forms.ChoiceField(label=_("Vestigingsplaats"), required=False)
    programme = forms.ChoiceField(label=_("Opleiding"), required=False)
    coach = forms.ChoiceField(label=_("Trajectbegeleider"), required=False)

    def __init__(
        self, *args: Any, states: Choices, campuses: Choices, programmes: Choices, coaches: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["programme"].choices = [("", _("Alle opleidingen")), *programmes]  # type: ignore[attr-defined]
        self.fields["coach"].choices = [("", _("Alle begeleiders")), *coaches]  # type: ignore[attr-defined]
        self.fields["campus"].choices = [("", _("Alle vestigingsplaatsen")), *campuses]  # type: ignore[attr-defined]
        few = 2
        if len(campuses) < few and not self.data.get("campus"):
            del self.fields["campus"]
        if len(coaches) < few and not self.data.get("coach"):
            del self.fields["coach"]

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The valid choices; what cannot be chosen counts as not chosen."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class SchoolSearchForm(forms.Form):
    """Look up the desk of a school."""

    q = forms.CharField(label=_("Naam of instellingsnummer"), required=False, max_length=80)


class DirectoryFilterForm(forms.Form):
    """Narrow the list of schools down; empty fields mean everything."""

    q = forms.CharField(label=_("Naam van de school"), required=False, max_length=80)
    subregion = forms.ChoiceField(label=_("Subregio"), required=False)
    municipality = forms.ChoiceField(label=_("Gemeente"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subregions = [("", _("Hele provincie")), *subregion_choices()]
        self.fields["subregion"].choices = subregions  # type: ignore[attr-defined]
        towns = [("", _("Alle gemeenten")), *municipality_choices()]
        self.fields["municipality"].choices = towns  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """The valid choices; what cannot be chosen counts as not chosen."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class AdviceForm(forms.Form):
    """What the class council advised, on which day, and who says so."""

    readiness = forms.ChoiceField(
        label=_("Wat is het advies?"),
        choices=[choice for choice in Readiness.choices if choice[0] != Readiness.UNKNOWN],
        widget=TileRadioSelect(hints=ADVICE_HINTS),
        error_messages={"required": _("Kies het advies."), "invalid_choice": _("Kies een advies uit de lijst.")},
    )
    on = DatePartsField(label=_("Op welke dag?"), help_text=_("De dag waarop de klassenraad samenkwam."))
    source = forms.CharField(
        label=_("Wie geeft dit door?"),
        help_text=_("Bijvoorbeeld: klassenraad 5 Elektriciteit. Schrijf niets over gezondheid."),
        max_length=120,
        initial=_("Klassenraad"),
        error_messages={
            "required": _("Schrijf van wie het advies komt."),
            "max_length": _("Hou het korter: hoogstens 120 tekens."),
        },
    )

    def clean_on(self) -> dt.date:
        """Refuse a day that has yet to come."""
        day: dt.date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_now("Die dag moet nog komen. Kies vandaag of een dag ervoor."))
        return day


class InviteColleagueForm(forms.Form):
    """Whom to invite to the school, and as what."""

    email = forms.EmailField(
        label=_("E-mailadres van je collega"),
        max_length=254,
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Uitnodigen als"),
        choices=[(role.value, role.label) for role in SCHOOL_ROLES],
        widget=TileRadioSelect(hints=ROLE_HINTS),
        error_messages={"required": _("Kies een rol."), "invalid_choice": _("Kies een rol uit de lijst.")},
    )


DAYS = [
    (0, _("Maandag")),
    (1, _("Dinsdag")),
    (2, _("Woensdag")),
    (3, _("Donderdag")),
    (4, _("Vrijdag")),
    (5, _("Zaterdag")),
    (6, _("Zondag")),
]


class WeekForm(forms.Form):
    """On which days the learner is at school, and which days are for the workplace. Monday is 0."""

    at_school = forms.TypedMultipleChoiceField(
        label=_("Op school"), choices=DAYS, coerce=int, widget=TileCheckboxSelectMultiple, required=False
    )
    at_work = forms.TypedMultipleChoiceField(
        label=_("Op de werkplek"), choices=DAYS, coerce=int, widget=TileCheckboxSelectMultiple, required=False
    )


class InterviewForm(forms.Form):
    """An interview at a company: one that was proposed, or another."""

    proposal = forms.ChoiceField(
        label=_("Bij welk bedrijf?"),
        required=False,
        widget=TileRadioSelect,
        error_messages={"invalid_choice": _("Kies een bedrijf uit de lijst.")},
    )
    company = forms.CharField(
        label=_("Een ander bedrijf"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("Hou de naam korter: hoogstens 200 tekens.")},
    )
    on = DatePartsField(label=_("Op welke dag?"))

    def __init__(self, *args: Any, proposals: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = dict(proposals)
        if proposals:
            self.fields["proposal"].choices = [*proposals, ("", _("Een ander bedrijf"))]  # type: ignore[attr-defined]
        else:
            del self.fields["proposal"]

    def clean(self) -> dict[str, Any]:
        """A company is needed: a typed name goes before a chosen one."""
        clean = super().clean() or {}
        typed, chosen = clean.get("company", "").strip(), clean.get("proposal", "")
        if not typed and not chosen:
            raise ValidationError({"company": _now("Kies een bedrijf of schrijf de naam.")})
        clean["company"] = typed or str(self.names[chosen])
        clean["proposal_code"] = "" if typed else chosen
        return clean


class AgreementStartForm(forms.Form):
    """At which workplace the agreement of a learner begins. `proposal` or `workplace` is what was chosen."""

    place = forms.ChoiceField(
        label=_("Bij welke leerwerkplek?"),
        help_text=_("Staat het bedrijf er niet bij? Dan is het nog niet erkend voor deze opleiding."),
        error_messages={
            "required": _("Kies een leerwerkplek."),
            "invalid_choice": _("Die leerwerkplek kun je niet (meer) kiezen. Kies er een uit de lijst."),
        },
    )

    def __init__(self, *args: Any, proposals: Iterable[Any], workplaces: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._proposals = {f"kennismaking-{row.code}": row for row in proposals}
        known = {row.workplace.pk for row in self._proposals.values()}
        self._places = {f"plek-{row.public_id}": row for row in workplaces if row.pk not in known}
        met = [(key, _place_name(row.workplace)) for key, row in self._proposals.items()]
        others = [(key, _place_name(row)) for key, row in self._places.items()]
        groups = [(_now("Na een kennismaking"), met), (_now("Andere erkende plekken"), others)]
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _now("Kies een leerwerkplek")),
            *(group for group in groups if group[1]),
        ]
        self.has_places = bool(met or others)

    @property
    def proposal(self) -> Any:
        """The chosen introduction; None when another workplace was chosen."""
        return self._proposals.get(self.cleaned_data["place"])

    @property
    def workplace(self) -> Any:
        """The chosen workplace."""
        return self._places[self.cleaned_data["place"]]


def _place_name(workplace: Any) -> str:
    place = workplace.establishment
    return f"{place.company.name}, {place.municipality.name}"


class SchoolScanForm(forms.Form):
    """The questions of the quick scan, three short answers each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            label: Any = question.text
            self.fields[question.key] = forms.TypedChoiceField(
                label=label,
                choices=LEVELS,
                coerce=int,
                widget=SegmentedRadioSelect,
                error_messages={
                    "required": format_lazy("{} {}", _("Nog geen antwoord:"), question.text),
                    "invalid_choice": _("Kies een van de drie antwoorden."),
                },
            )

    @property
    def themes(self) -> list[tuple[Any, list[Any]]]:
        """The questions per theme, as (words, fields)."""
        return [(label, [self[one.key] for one in QUESTIONS if one.theme == theme]) for theme, label in THEMES.items()]
