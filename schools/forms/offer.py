"""What a school offers: campuses, programmes, how they are given, and a status with its reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.models import Municipality, Programme, ProgrammeVariant
from catalogue.rules import PostalKind
from catalogue.selectors import municipality_of
from core.ui.widgets import Checklist, TileCheckboxSelectMultiple, TileRadioSelect
from schools.enums import OFFER_MOVES, OfferMode, OfferStatus, RunUp, StartMoment
from schools.models import Campus, OfferTerms, ProgrammeOffer, School
from schools.rules_offer import MOST_PLACES, statuses_next_year

RUN_UP_CHOICES = [("none", _("Zonder aanloop")), ("known", _("Met aanloop, soort niet bekend")), *RunUp.choices]
NEW_STATUSES = (OfferStatus.RUNNING, OfferStatus.PLANNED, OfferStatus.REQUESTED)
STATUS_HINTS = {
    OfferStatus.REQUESTED.value: _("De aanvraag is ingediend. Het publiek ziet de opleiding nog niet."),
    OfferStatus.PLANNED.value: _("Start in het volgende schooljaar. Het publiek ziet ‘gepland’."),
    OfferStatus.RUNNING.value: _("De opleiding loopt dit schooljaar."),
    OfferStatus.STOPPING.value: _("Loopt dit schooljaar nog. Daarna stopt ze vanzelf."),
    OfferStatus.STOPPED.value: _("Het publiek ziet de opleiding niet meer. Je vindt ze hier terug."),
    OfferStatus.UNKNOWN.value: _("Niemand bevestigt ze nu. Het publiek ziet ze niet."),
}


class TermsForm(forms.Form):
    """How a programme is given in one school year."""

    capacity = forms.IntegerField(
        label=_("Hoeveel plaatsen?"),
        help_text=_("Voor alle leerjaren samen. Weet je het niet? Laat het leeg."),
        min_value=0,
        max_value=MOST_PLACES,
        required=False,
        error_messages={
            "invalid": _("Schrijf een getal, zoals 12."),
            "min_value": _("Schrijf 0 of meer."),
            "max_value": _("Schrijf hoogstens %(limit_value)s."),
        },
    )
    start_moments = forms.MultipleChoiceField(
        label=_("Wanneer kan iemand starten?"),
        choices=StartMoment.choices,
        widget=TileCheckboxSelectMultiple,
        required=False,
    )
    mode = forms.ChoiceField(
        label=_("Lineair of modulair?"), choices=[("", _("Niet ingevuld")), *OfferMode.choices], required=False
    )
    run_up = forms.ChoiceField(label=_("Is er een aanloopfase?"), choices=RUN_UP_CHOICES)

    @staticmethod
    def told(row: OfferTerms) -> dict[str, Any]:
        """Return what the form shows of a row."""
        kind = row.run_up or ("known" if row.has_run_up else "none")
        names = ("capacity", "start_moments", "mode", "status")
        return {name: getattr(row, name) for name in names} | {"run_up": kind}

    def terms(self) -> dict[str, Any]:
        """Return the fields of a row, without the status."""
        clean = self.cleaned_data
        kind = clean["run_up"]
        return {
            "capacity": clean["capacity"],
            "start_moments": clean["start_moments"],
            "mode": clean["mode"],
            "has_run_up": kind != "none",
            "run_up": kind if kind in RunUp.values else "",
        }


class OfferAddForm(TermsForm):
    """A new programme at a campus."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        to_field_name="slug",
        label=_("Welke opleiding?"),
        empty_label=_("Kies een opleiding"),
        error_messages={"required": _("Kies een opleiding."), "invalid_choice": _("Kies een opleiding uit de lijst.")},
    )
    campus = forms.ModelChoiceField(
        Campus.objects.none(),
        to_field_name="public_id",
        label=_("In welke vestigingsplaats?"),
        error_messages={"required": _("Kies een plaats."), "invalid_choice": _("Kies een plaats uit de lijst.")},
    )
    status = forms.ChoiceField(
        label=_("Hoe ver staat het?"),
        choices=[(one.value, one.label) for one in NEW_STATUSES],
        widget=TileRadioSelect(hints=STATUS_HINTS),
        initial=OfferStatus.RUNNING.value,
        error_messages={"required": _("Kies een status.")},
    )
    field_order = ("programme", "campus", "status")

    def __init__(self, *args: Any, campuses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme: Any = self.fields["programme"]
        campus: Any = self.fields["campus"]
        programme.queryset = Programme.objects.current().order_by("search_text", "pk")
        campus.queryset = campuses
        campus.empty_label = None if len(campuses) == 1 else _now("Kies een vestigingsplaats")

    def terms(self) -> dict[str, Any]:
        """Return the fields of the new row, its status too."""
        return {**super().terms(), "status": self.cleaned_data["status"]}


class OfferForm(TermsForm):
    """The programme as it is given now, its code, and with which schools."""

    variant = forms.ModelChoiceField(
        ProgrammeVariant.objects.none(),
        label=_("Variant en code"),
        empty_label=_("Niet ingevuld"),
        required=False,
        error_messages={"invalid_choice": _("Kies een variant uit de lijst.")},
    )
    partners = forms.MultipleChoiceField(
        label=_("Samen met andere scholen?"),
        help_text=_("Vink de scholen aan die de opleiding mee organiseren. Organiseer je alleen? Vink niets aan."),
        widget=Checklist,
        required=False,
    )
    field_order = ("variant", "capacity", "start_moments", "mode", "run_up", "partners")

    def __init__(self, *args: Any, offer: ProgrammeOffer, schools: Sequence[School], **kwargs: Any) -> None:
        known = self.told(offer) | {
            "variant": offer.variant_id,
            "partners": [str(one.public_id) for one in offer.partners.all()],
        }
        super().__init__(*args, **{**kwargs, "initial": known})
        variant: Any = self.fields["variant"]
        partners: Any = self.fields["partners"]
        variant.queryset = ProgrammeVariant.objects.filter(programme=offer.programme_id).order_by("admin_group_code")
        variant.label_from_instance = lambda row: f"{row.admin_group_code or '–'}: {row.get_kind_display()}"
        self._schools = {str(one.public_id): one for one in schools}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, one in self._schools.items():
            groups.setdefault(str(one.get_network_display()), []).append((key, one.name))
        partners.choices = sorted(groups.items())

    def changes(self) -> dict[str, Any]:
        """Return the fields of the row."""
        return {**self.terms(), "variant": self.cleaned_data["variant"]}

    @property
    def partner_schools(self) -> list[School]:
        """The schools that were ticked."""
        return [self._schools[key] for key in self.cleaned_data["partners"]]


class OfferYearForm(TermsForm):
    """What was prepared for a coming school year."""

    status = forms.ChoiceField(label=_("Status"), error_messages={"required": _("Kies een status.")})
    field_order = ("status",)

    def __init__(self, *args: Any, status: str, row: OfferTerms, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": self.told(row)})
        values = dict.fromkeys([row.status, *statuses_next_year(status)])
        field: Any = self.fields["status"]
        field.choices = [(value, str(OfferStatus(value).label)) for value in values]

    def terms(self) -> dict[str, Any]:
        """Return the fields of the row, its status too."""
        return {**super().terms(), "status": self.cleaned_data["status"]}


class OfferMoveForm(forms.Form):
    """To which status, and why."""

    target = forms.ChoiceField(
        label=_("Nieuwe status"),
        error_messages={"required": _("Kies een status."), "invalid_choice": _("Die status kan nu niet.")},
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=300,
        help_text=_("Je collega's lezen dit later terug."),
        error_messages={"max_length": _("Hou het korter: hoogstens 300 tekens.")},
    )

    def __init__(self, *args: Any, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = [one for one in OfferStatus if one in OFFER_MOVES[status]]
        field: Any = self.fields["target"]
        field.choices = [(one.value, str(one.label)) for one in targets]
        field.widget = TileRadioSelect(hints=STATUS_HINTS, choices=field.choices)


class CampusForm(forms.Form):
    """An address of a school."""

    name = forms.CharField(
        label=_("Naam van de vestigingsplaats"),
        help_text=_("Zoals leerlingen ze kennen, bijvoorbeeld: campus Noord."),
        max_length=200,
        error_messages={"required": _("Schrijf een naam."), "max_length": _("Hou het bij 200 tekens.")},
    )
    postal_code = forms.CharField(
        label=_("Postcode"),
        max_length=4,
        error_messages={"required": _("Schrijf de postcode."), "max_length": _("Een postcode heeft vier cijfers.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    def clean_postal_code(self) -> str:
        """Return the digits; keeps the municipality for `place`."""
        answer = municipality_of(self.cleaned_data["postal_code"])
        if answer.kind is not PostalKind.PROVINCE or answer.municipality is None:
            raise ValidationError(_now("Deze postcode ligt niet in West-Vlaanderen."))
        self.municipality: Municipality = answer.municipality
        return "".join(char for char in self.cleaned_data["postal_code"] if char.isdigit())

    @property
    def place(self) -> dict[str, Any]:
        """The fields of the address."""
        return {**self.cleaned_data, "municipality": self.municipality}
