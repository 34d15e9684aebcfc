"""The middle pages of the intake: what attracts, what is in mind already, what to learn."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.enums import StudyDomain
from catalogue.models import Activity, Programme
from core.languages import listed
from core.ui.widgets import TileCheckboxSelectMultiple, TileRadioSelect
from learners.enums import OwnCompany
from learners.forms.base import PICK, PICK_MANY, VoicedForm
from learners.selectors.intake import activities_to_choose, programmes_to_choose
from learners.selectors.routes import dual_exists_in

NO_IDEA = "none"
AT_MOST = 3
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
        return listed(StudyDomain(domain).label for domain in value) or _now("Nog geen idee")


class InMindForm(VoicedForm):
    """A programme of the chosen fields and a company, when there is one in mind already.

    Without programmes in the chosen fields only the company is asked. Clean data also hold `has_activities`.
    """

    labels_for_other = {"own_company": _("De jongere kent een bedrijf om te leren")}

    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        label=_("Opleiding"),
        queryset=None,
        required=False,
        empty_label=_("Dat weet ik nog niet"),
        error_messages={"invalid_choice": _("Kies een opleiding uit de lijst.")},
    )
    own_company = forms.ChoiceField(
        label=_("Ik ken een bedrijf waar ik wil leren"),
        choices=OwnCompany,
        initial=OwnCompany.NO,
        widget=TileRadioSelect(hints={OwnCompany.NO: _("Geen probleem. Wij zoeken mee.")}),
        error_messages=PICK,
    )
    own_company_name = forms.CharField(
        label=_("Naam van het bedrijf"),
        help_text=_("Alleen als je ja of misschien koos."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, domains: Collection[str] = (), has_programmes: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_programmes:
            self.fields["programme"].queryset = programmes_to_choose(domains)  # type: ignore[attr-defined]
        else:
            del self.fields["programme"]

    def clean(self) -> dict[str, Any]:
        """Ask for the name with a yes, and note whether there is a list of activities to choose from."""
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("own_company") == OwnCompany.YES and not clean.get("own_company_name"):
            self.add_error("own_company_name", _now("Vul de naam van het bedrijf in. Dan kunnen we het bellen."))
        programme = clean.get("programme")
        clean["has_activities"] = programme is not None and activities_to_choose(programme.pk).exists()
        return clean

    def show_own_company_name(self, value: str) -> str:
        """Mention it only when there is one."""
        return value


class WishesForm(VoicedForm):
    """What the learner would like to learn, from the list of the chosen programme; skipping is fine."""

    labels_for_other = {"wanted_activities": _("Dit wil de jongere graag leren")}

    wanted_activities: "forms.ModelMultipleChoiceField[Activity]" = forms.ModelMultipleChoiceField(
        label=_("Dit wil ik graag leren"),
        help_text=_("Kies er zoveel je wilt. Niets kiezen mag ook."),
        queryset=None,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages={**PICK_MANY, "invalid_pk_value": _("Kies antwoorden uit de lijst.")},
    )

    def __init__(self, *args: Any, programme_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_activities"].queryset = activities_to_choose(programme_id)  # type: ignore[attr-defined]
