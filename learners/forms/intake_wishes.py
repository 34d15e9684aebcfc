"""The middle pages of the intake: what attracts, how to get there, what makes it hard."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.enums import StudyDomain, TravelMode
from catalogue.models import Programme
from core.ui.widgets import TileCheckboxSelectMultiple, TileRadioSelect
from learners.enums import Barrier, OwnCompany
from learners.forms.base import PICK, PICK_MANY, VoicedForm
from learners.selectors.intake import programmes_to_choose
from learners.selectors.routes import dual_exists_in

NO_IDEA = "none"
AT_MOST = 3
MINUTES = (15, 30, 45, 60, 90)
HOURS = (6, 7, 8, 9)
DOMAIN_HINTS = {
    StudyDomain.LANGUAGE: _("Talen, geschiedenis, communicatie"),
    StudyDomain.STEM: _("Bouw, hout, elektriciteit, auto, metaal, ICT"),
    StudyDomain.ARTS: _("Tekenen, muziek, dans, fotografie"),
    StudyDomain.AGRICULTURE: _("Dieren, planten, groen en machines"),
    StudyDomain.ECONOMY: _("Winkel, kantoor, logistiek"),
    StudyDomain.CARE: _("Zorg, kinderen, haar en schoonheid, mode"),
    StudyDomain.SPORT: _("Bewegen en anderen doen bewegen"),
    StudyDomain.FOOD: _("Koken, bakken, slagerij, bediening"),
    NO_IDEA: _("Dat is een goed antwoord. We zoeken het samen uit."),
}


class DomainsForm(VoicedForm):
    """Up to three fields, or no idea. Clean data also hold `has_programmes`."""

    domains = forms.MultipleChoiceField(
        label=_("Dit trekt me aan"),
        help_text=_("Kies er hoogstens drie."),
        choices=[*StudyDomain.choices, (NO_IDEA, _("Ik heb nog geen idee"))],
        widget=TileCheckboxSelectMultiple(hints=DOMAIN_HINTS),
        error_messages={**PICK_MANY, "required": _("Kies minstens één vak, of 'Ik heb nog geen idee'.")},
    )
    labels_for_other = {"domains": _("Dit trekt de jongere aan")}

    def clean_domains(self) -> list[str]:
        """Return the chosen fields; no idea is an empty list."""
        chosen = [domain for domain in self.cleaned_data["domains"] if domain != NO_IDEA]
        if len(chosen) > AT_MOST:
            raise ValidationError(_now("Kies er hoogstens drie. Je koos er %(count)s.") % {"count": len(chosen)})
        return chosen

    def clean(self) -> dict[str, Any]:
        """Note whether there is anything to choose on the next page."""
        clean: dict[str, Any] = super().clean() or {}
        clean["has_programmes"] = bool(clean.get("domains")) and dual_exists_in(clean["domains"])
        return clean

    def show_domains(self, value: list[str]) -> str:
        """Say it in words on the check page."""
        return ", ".join(StudyDomain(domain).label for domain in value) or _now("Nog geen idee")


class ProgrammeForm(VoicedForm):
    """One programme of the chosen fields, or not yet."""

    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        label=_("Opleiding"),
        queryset=None,
        required=False,
        empty_label=_("Dat weet ik nog niet"),
        error_messages={"invalid_choice": _("Kies een opleiding uit de lijst.")},
    )

    def __init__(self, *args: Any, domains: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes_to_choose(domains)  # type: ignore[attr-defined]


class OwnCompanyForm(VoicedForm):
    """A company the learner knows."""

    labels_for_other = {"own_company": _("De jongere kent een bedrijf")}

    own_company = forms.ChoiceField(
        label=_("Ik ken een bedrijf"), choices=OwnCompany, widget=TileRadioSelect, error_messages=PICK
    )
    own_company_name = forms.CharField(
        label=_("Naam van het bedrijf"),
        help_text=_("Alleen als je ja of misschien koos."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the name with a yes."""
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("own_company") == OwnCompany.YES and not clean.get("own_company_name"):
            self.add_error("own_company_name", _now("Vul de naam van het bedrijf in. Dan kunnen we het bellen."))
        return clean


class TravelForm(VoicedForm):
    """How, how long and from what hour."""

    modes = forms.MultipleChoiceField(
        label=_("Vervoer"),
        help_text=_("Kies alles wat kan."),
        choices=TravelMode,
        widget=TileCheckboxSelectMultiple,
        error_messages={**PICK_MANY, "required": _("Kies minstens één manier. Te voet mag ook.")},
    )
    max_minutes = forms.TypedChoiceField(
        label=_("Hoogstens onderweg, voor één rit"),
        choices=[(minutes, format_lazy(_("{minutes} minuten"), minutes=minutes)) for minutes in MINUTES],
        coerce=int,
        initial=45,
        error_messages=PICK,
    )
    earliest_start = forms.TypedChoiceField(
        label=_("Op zijn vroegst op het werk"),
        choices=[
            ("", _("Maakt niet uit")),
            *[(str(dt.time(hour)), format_lazy(_("Om {hour} uur"), hour=hour)) for hour in HOURS],
        ],
        coerce=dt.time.fromisoformat,
        empty_value=None,
        required=False,
        error_messages=PICK,
    )

    def show_earliest_start(self, value: dt.time | None) -> str:
        """Say it in words on the check page."""
        return _now("Om %(hour)s uur") % {"hour": value.hour} if value else _now("Maakt niet uit")


class BarriersForm(VoicedForm):
    """What makes it hard; skipping is fine and nothing can be typed."""

    barriers = forms.MultipleChoiceField(
        label=_("Dit maakt het moeilijk"),
        help_text=_("Sla dit gerust over."),
        choices=Barrier,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages=PICK_MANY,
    )
