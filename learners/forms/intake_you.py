"""The first pages of the intake: who, how old, where, and what now."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS_ALT
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.rules import PostalKind
from core import clock
from core.ui.widgets import DatePartsField, TileRadioSelect
from learners.enums import Readiness, Situation, Who
from learners.forms.base import FOR_OTHERS, PICK, DatalistInput, Text, VoicedForm
from learners.forms.day import refuse_far_past
from learners.rules import ages
from learners.rules.ages import Birth
from learners.selectors.intake import find_place, place_names, schools_to_choose
from learners.selectors.terms import terms_on
from schools.models import School

YOUNGEST, OLDEST = 8, 80
IN_SCHOOL = frozenset({Situation.AT_SCHOOL, Situation.LOST_WORKPLACE})
READINESS_HINTS: dict[str, Text] = {
    Readiness.UNKNOWN: _("Of je weet het niet."),
    Readiness.READY: _("De school vindt: je wilt werken en je bent er klaar voor."),
    Readiness.WILLING: _("De school vindt: je wilt werken, maar eerst nog wat oefenen."),
    Readiness.NOT_WILLING: _("De school vindt: nu past een andere weg beter."),
}


class WhoForm(forms.Form):
    """Who fills this in; the wording of the other pages follows."""

    who = forms.ChoiceField(label=_("Ik ben"), choices=Who, widget=TileRadioSelect, error_messages=PICK)


class AgeForm(VoicedForm):
    """Year of birth, and the month only when it can change the answer.

    Clean data also hold `needs_first_grade` and `needs_helper`, so that later pages need not work them out.
    """

    labels_for_other = {"birth_year": _("Geboortejaar van de jongere"), "birth_month": _("Geboortemaand")}

    birth_year = forms.IntegerField(
        label=_("Je geboortejaar"),
        help_text=_("Vier cijfers, bijvoorbeeld 2009."),
        error_messages={
            "required": _("Vul het geboortejaar in."),
            "invalid": _("Schrijf het geboortejaar met vier cijfers, bijvoorbeeld 2009."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4", "autocomplete": "bday-year"}),
    )
    birth_month = forms.TypedChoiceField(
        label=_("Je geboortemaand"),
        help_text=_("Alleen nodig rond 16, 18 of 25 jaar. Dan kan één maand het verschil maken."),
        choices=[("", _("Kies een maand")), *[(str(number), name) for number, name in MONTHS_ALT.items()]],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Kies een maand uit de lijst, van januari tot december.")},
    )

    def __init__(self, *args: Any, who: str = "", **kwargs: Any) -> None:
        super().__init__(*args, for_other=who in FOR_OTHERS, **kwargs)
        self.who = who

    def clean_birth_year(self) -> int:
        """Refuse years in which no learner can be born."""
        year: int = self.cleaned_data["birth_year"]
        this_year = clock.today().year
        first, last = this_year - OLDEST, this_year - YOUNGEST
        if not first <= year <= last:
            raise ValidationError(
                _now("Kies een jaar tussen %(first)s en %(last)s. Je typte %(year)s.")
                % {"first": first, "last": last, "year": year}
            )
        return year

    def clean(self) -> dict[str, Any]:
        """Ask for the month where it matters, and for a parent when a child is too young to agree alone."""
        clean: dict[str, Any] = super().clean() or {}
        if "birth_year" not in clean or "birth_month" not in clean:
            return clean
        today = clock.today()
        rules = terms_on(today).ages
        birth = Birth(clean["birth_year"], clean["birth_month"])
        if birth.month is None and ages.month_matters(birth.year, today, rules):
            self.add_error("birth_month", _now("Kies ook de maand. Die maakt bij deze leeftijd het verschil."))
            return clean
        age = ages.age_on(birth, today)
        if age < rules.consent and self.who not in FOR_OTHERS:
            sentence = _now("Ben je jonger dan %(age)s? Vraag een ouder om dit voor jou in te vullen.")
            self.add_error("birth_year", sentence % {"age": rules.consent})
        clean["needs_first_grade"] = ages.first_grade_matters(birth, today, rules)
        clean["needs_helper"] = age < rules.dual_min or self.who in FOR_OTHERS
        return clean


class FirstGradeForm(VoicedForm):
    """Between the two minimum ages, the first grade decides."""

    first_grade_done = forms.TypedChoiceField(
        label=_("Eerste graad klaar"),
        help_text=_("De eerste graad is het eerste en het tweede jaar van het secundair onderwijs."),
        choices=[("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Dat weet ik niet"))],
        coerce={"yes": True, "no": False}.get,
        widget=TileRadioSelect,
        error_messages=PICK,
    )

    def show_first_grade_done(self, value: bool | None) -> str:
        """Say it in words on the check page."""
        return {True: _now("Ja"), False: _now("Nee")}.get(value, _now("Dat weet ik niet"))  # type: ignore[arg-type]


class PlaceForm(VoicedForm):
    """Municipality or postal code; an address is never asked. Clean data also hold `municipality` and `postal_code`."""

    place = forms.CharField(
        label=_("Postcode of gemeente"),
        help_text=_("Bijvoorbeeld 8800 of Roeselare. Je straat hebben we niet nodig."),
        max_length=60,
        error_messages={"required": _("Vul een postcode of een gemeente in.")},
        widget=DatalistInput(place_names, attrs={"autocomplete": "postal-code"}),
    )
    outside = forms.BooleanField(
        label=_("Ik woon buiten West-Vlaanderen"),
        help_text=_("Ook dan helpen we je. Reistijden kunnen we dan niet berekenen."),
        required=False,
    )

    labels_for_other = {"outside": _("De jongere woont buiten West-Vlaanderen")}

    def clean(self) -> dict[str, Any]:
        """Find the municipality, or take a place outside the province when that is ticked."""
        clean: dict[str, Any] = super().clean() or {}
        typed = clean.get("place", "")
        if not typed:
            return clean
        found = find_place(typed)
        clean["municipality"] = found.municipality
        clean["postal_code"] = "".join(char for char in typed if char.isdigit())[:4] if found.municipality else ""
        if found.municipality is None:
            if not clean.get("outside"):
                self.add_error("place", self._refusal(found.kind, typed))
            clean["postal_code"] = typed.upper()[:10]
        return clean

    def show_outside(self, value: bool) -> str:
        """Mention it only when ticked."""
        return _now("Ja") if value else ""

    @staticmethod
    def _refusal(kind: PostalKind, typed: str) -> str:
        if kind is PostalKind.NONSENSE:
            return _now("We kennen '%(typed)s' niet. Typ een postcode van vier cijfers, bijvoorbeeld 8800.") % {
                "typed": typed
            }
        return _now("%(typed)s ligt niet in West-Vlaanderen. Dat mag. Vink dan ook het vakje hieronder aan.") % {
            "typed": typed
        }


class AboutForm(AgeForm, PlaceForm):
    """When somebody was born and where they live: the two facts every way starts from."""

    field_order = ("birth_year", "birth_month", "place", "outside")
    labels_for_other = {**AgeForm.labels_for_other, **PlaceForm.labels_for_other}


class SituationForm(VoicedForm):
    """What the learner does now; for who is in school also the school, the class council's advice and since when there
    is no workplace. Whatever is filled in about a school without being there is left out.
    """

    labels_for_other = {
        "situation": _("Dit doet de jongere nu"),
        "school": _("School"),
        "clock_started_on": _("Volgt de jongere duaal zonder werkplek? Sinds welke dag?"),
    }

    situation = forms.ChoiceField(
        label=_("Dit doe ik nu"), choices=Situation, widget=TileRadioSelect, error_messages=PICK
    )
    school: "forms.ModelChoiceField[School]" = forms.ModelChoiceField(
        label=_("Je school"),
        queryset=None,
        required=False,
        empty_label=_("Mijn school staat er niet bij"),
        error_messages={"invalid_choice": _("Kies een school uit de lijst.")},
    )
    readiness = forms.ChoiceField(
        label=_("Wat adviseerde de klassenraad?"),
        help_text=_("De klassenraad van de school geeft dit advies. Wij beoordelen dat niet."),
        choices=Readiness,
        required=False,
        initial=Readiness.UNKNOWN,
        widget=TileRadioSelect(hints=READINESS_HINTS),
        error_messages=PICK,
    )
    clock_started_on = DatePartsField(
        label=_("Volg je al duaal leren zonder werkplek? Sinds welke dag?"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools_to_choose()  # type: ignore[attr-defined]

    def clean_clock_started_on(self) -> dt.date | None:
        """Refuse days in the future and long ago."""
        day: dt.date | None = self.cleaned_data["clock_started_on"]
        refuse_far_past(day)
        return day

    def clean(self) -> dict[str, Any]:
        """Leave the school out for who is not there, and ask the day for who lost a workplace."""
        clean: dict[str, Any] = super().clean() or {}
        situation = clean.get("situation")
        if situation and situation not in IN_SCHOOL:
            for name in ("school", "readiness", "clock_started_on"):
                self.errors.pop(name, None)
                clean[name] = None
        clean["readiness"] = clean.get("readiness") or Readiness.UNKNOWN
        lost = situation == Situation.LOST_WORKPLACE
        if lost and not clean.get("clock_started_on") and "clock_started_on" not in self.errors:
            self.add_error("clock_started_on", _now("Vul de dag in. Zo tellen we hoeveel dagen er nog zijn."))
        return clean

    def show_school(self, value: "School | None") -> str:
        """Mention it only for who is in school."""
        return str(value or "") or (_now("Niet ingevuld") if self._in_school else "")

    def show_readiness(self, value: str) -> str:
        """Mention it only for who is in school."""
        return Readiness(value).label if self._in_school else ""

    def show_clock_started_on(self, value: dt.date | None) -> str:
        """Mention it only when it was filled in."""
        return date_format(value, "j F Y") if value else ""

    @property
    def _in_school(self) -> bool:
        return self.cleaned_data.get("situation") in IN_SCHOOL
