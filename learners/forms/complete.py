"""Answers a learner adds or changes after the intake: one form, on the own page."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.models import Activity
from core.ui.widgets import TileCheckboxSelectMultiple, TileRadioSelect
from learners.enums import OwnCompany
from learners.forms.base import PICK, PICK_MANY
from learners.forms.intake_work import LicencesMixin, TravelMixin, barriers_field, languages_field, needs_field
from learners.models import Learner
from learners.selectors.intake import activities_to_choose

HOURS = (6, 7, 8, 9)
STORED = (
    "languages", "licences", "modes", "max_minutes", "earliest_start", "own_company", "own_company_name",
    "accessibility", "barriers",
)  # fmt: skip


NEEDS = ("accessibility", "barriers")


class AnswersForm(LicencesMixin, TravelMixin, forms.Form):
    """Everything about work that may still change. What is needed and what makes it hard is kept with consent only."""

    field_order = (
        "languages", "licences", "wanted_activities", "modes", "max_minutes", "earliest_start", "own_company",
        "own_company_name", "accessibility", "barriers", "consent_needs",
    )  # fmt: skip

    languages = languages_field()
    wanted_activities: "forms.ModelMultipleChoiceField[Activity]" = forms.ModelMultipleChoiceField(
        label=_("Dit wil ik graag leren"),
        queryset=None,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages={**PICK_MANY, "invalid_pk_value": _("Kies antwoorden uit de lijst.")},
    )
    earliest_start = forms.TypedChoiceField(
        label=_("Op zijn vroegst op het werk"),
        coerce=dt.time.fromisoformat,
        empty_value=None,
        required=False,
        error_messages=PICK,
    )
    own_company = forms.ChoiceField(
        label=_("Ik ken een bedrijf waar ik wil leren"),
        choices=OwnCompany,
        widget=TileRadioSelect,
        error_messages=PICK,
    )
    own_company_name = forms.CharField(label=_("Naam van het bedrijf"), max_length=200, required=False)
    accessibility = needs_field()
    barriers = barriers_field()
    consent_needs = forms.BooleanField(
        label=_("Het Steunpunt mag onthouden wat ik nodig heb en wat het moeilijk maakt"),
        help_text=_("Alleen nodig als je daar iets koos. Haal het vinkje weg en we wissen die antwoorden."),
        required=False,
    )

    def __init__(self, data: Any = None, *, learner: Learner) -> None:
        known = {name: getattr(learner, name) for name in STORED}
        known["wanted_activities"] = list(learner.wanted_activities.all()) if learner.programme_id else []
        known["consent_needs"] = bool(learner.accessibility or learner.barriers)
        super().__init__(data, initial=known)
        if learner.programme_id:
            self.fields["wanted_activities"].queryset = activities_to_choose(learner.programme_id)  # type: ignore[attr-defined]
        else:
            del self.fields["wanted_activities"]
        self._offer(learner)

    def _offer(self, learner: Learner) -> None:
        """Keep an answer from before among the choices, also when the intake no longer offers it."""
        minutes: Any = self.fields["max_minutes"]
        if learner.max_minutes not in dict(minutes.choices):
            own = (learner.max_minutes, _now("%(minutes)s minuten") % {"minutes": learner.max_minutes})
            minutes.choices = sorted([*minutes.choices, own])
        hours = {dt.time(hour) for hour in HOURS} | ({learner.earliest_start} if learner.earliest_start else set())
        starts: Any = self.fields["earliest_start"]
        starts.choices = [("", _("Maakt niet uit")), *[(str(hour), _hour_words(hour)) for hour in sorted(hours)]]

    def clean(self) -> dict[str, Any]:
        """Ask the name of a known company, and consent for what is needed."""
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("own_company") == OwnCompany.YES and not clean.get("own_company_name"):
            self.add_error("own_company_name", _now("Vul de naam van het bedrijf in. Dan kunnen we het bellen."))
        needs = {name: clean.get(name) or [] for name in NEEDS}
        if any(needs.values()) and not clean.get("consent_needs"):
            if any(needs[name] != self.initial[name] for name in NEEDS):
                self.add_error("consent_needs", _now("Vink aan dat we dit mogen onthouden, of haal je keuzes weg."))
            clean |= {name: [] for name in NEEDS}
        return clean

    @property
    def answers(self) -> dict[str, Any]:
        """The fields of the learner, after validation."""
        return {name: self.cleaned_data[name] for name in STORED}

    @property
    def wishes(self) -> list[int]:
        """The chosen activities, after validation."""
        return [activity.pk for activity in self.cleaned_data.get("wanted_activities", ())]


def _hour_words(hour: dt.time) -> Any:
    return format_lazy(_("Om {hour} uur"), hour=f"{hour.hour}.{hour:%M}" if hour.minute else hour.hour)
