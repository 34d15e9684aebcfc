"""Forms of the company desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import JointCommittee, Programme, Sector
from companies.enums import Availability
from companies.forms.fields import EstablishmentNumberField, PostalCodeField, municipality_behind, required
from companies.forms.offer import LIGHT_CHOICES, ConditionsForm, whole_number
from companies.models import Workplace
from companies.rules import age_sentence
from companies.selectors.registration import sectors_with_programmes
from companies.services.availability import Light
from companies.services.establishments import Address
from companies.services.workplaces import WorkplaceOffer
from core import clock
from core.ui.widgets import DatePartsField, TileRadioSelect

PER_MONTH = (1, 2, 3, 5, 10)


class LightsForm(forms.Form):
    """The lights of several workplaces on one page, each filled with the last answer: one tap confirms them all."""

    def __init__(self, *args: Any, workplaces: Sequence[Workplace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workplaces = list(workplaces)
        for one in self.workplaces:
            self.fields[self._light(one)] = forms.ChoiceField(
                label=f"{one.programme.name}, {one.establishment.name}",
                choices=LIGHT_CHOICES,
                help_text=self._age(one),
                initial=one.availability,
                widget=TileRadioSelect,
                error_messages=required(_("Kies een antwoord. ‘Misschien’ is ook goed.")),
            )
            self.fields[self._day(one)] = DatePartsField(
                label=_("Bij ‘later’: vanaf wanneer?"), required=False, initial=one.available_from
            )

    @staticmethod
    def _age(one: Workplace) -> str:
        moment = one.availability_confirmed_at
        words = age_sentence(timezone.localdate(moment) if moment else None, clock.today())
        return f"{words[0].upper()}{words[1:]}."

    @staticmethod
    def _light(one: Workplace) -> str:
        return f"light_{one.public_id.hex}"

    @staticmethod
    def _day(one: Workplace) -> str:
        return f"from_{one.public_id.hex}"

    def clean(self) -> dict[str, Any]:
        """'Later' needs a day that is not over."""
        for one in self.workplaces:
            day = self.cleaned_data.get(self._day(one))
            if self.cleaned_data.get(self._light(one)) == Availability.LATER and self._day(one) in self.cleaned_data:
                if day is None:
                    self.add_error(self._day(one), _("Zeg vanaf welke dag er iemand kan komen."))
                elif day < clock.today():
                    self.add_error(self._day(one), _("Deze dag is al voorbij. Kies een dag in de toekomst."))
        return self.cleaned_data

    def lights(self) -> list[Light]:
        """Return the answers for the service."""
        data = self.cleaned_data
        return [Light(one, data[self._light(one)], data[self._day(one)]) for one in self.workplaces]


class EstablishmentEditForm(forms.Form):
    """An address that exists; its number does not change."""

    name = forms.CharField(
        label=_("Naam van de vestiging"),
        max_length=200,
        error_messages=required(_("Geef de vestiging een naam, bijvoorbeeld: winkel Roeselare.")),
    )
    street = forms.CharField(
        label=_("Straat en nummer"), max_length=200, error_messages=required(_("Vul de straat en het nummer in."))
    )
    postal_code = PostalCodeField(label=_("Postcode"), error_messages=required(_("Vul de postcode in.")))
    max_learners = whole_number(_("Hoeveel lerenden kunnen hier hoogstens samen?"), least=1)

    def address(self) -> Address:
        """Return the clean answers for the service."""
        data = self.cleaned_data
        return Address(
            name=data["name"],
            street=data["street"],
            postal_code=data["postal_code"],
            municipality=municipality_behind(data["postal_code"]),
            max_learners=data["max_learners"],
        )


class EstablishmentAddForm(EstablishmentEditForm):
    """A new address."""

    number = EstablishmentNumberField(
        label=_("Vestigingsnummer"),
        help_text=_("10 cijfers en begint met 2 tot 8. Je vindt het in de KBO."),
        error_messages=required(_("Vul het vestigingsnummer in. Je vindt het in de KBO.")),
    )
    field_order = ("number",)


class CompanyEditForm(forms.Form):
    """What a company says about itself."""

    name = forms.CharField(
        label=_("Naam van het bedrijf"), max_length=200, error_messages=required(_("Vul de naam in."))
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Dit is geen webadres. Een adres ziet eruit als www.bedrijf.be.")},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False, empty_label=_("Weet ik niet")
    )
    joint_committee = forms.ModelChoiceField(
        label=_("Paritair comité"),
        help_text=_("Het bepaalt welk partnerschap je erkenning behandelt. Je sociaal secretariaat weet het."),
        queryset=JointCommittee.objects.none(),
        required=False,
        empty_label=_("Weet ik niet"),
    )

    proposals_per_month = forms.TypedChoiceField(
        label=_("Hoeveel voorstellen wil je hoogstens per maand?"),
        help_text=_("Een voorstel is één lerende. Meer sturen we nooit."),
        choices=[("", _("Zoveel als er passen")), *((str(n), str(n)) for n in PER_MONTH)],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Kies een aantal uit de lijst.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["sector"].queryset = sectors_with_programmes()
        fields["joint_committee"].queryset = JointCommittee.objects.all()


class WorkplaceForm(ConditionsForm):
    """Everything about one workplace."""

    def offer(self) -> WorkplaceOffer:
        """Return the clean answers for the service."""
        return WorkplaceOffer(**{name: self.cleaned_data[name] for name in WorkplaceOffer.__dataclass_fields__})


class WorkplaceAddForm(WorkplaceForm):
    """A new workplace: which programme, and everything about it."""

    programme = forms.ModelChoiceField(
        label=_("Welke opleiding?"),
        empty_label=_("Kies een opleiding"),
        queryset=Programme.objects.none(),
        to_field_name="slug",
        error_messages={
            "required": _("Kies een opleiding."),
            "invalid_choice": _("Kies een opleiding uit de lijst."),
        },
    )
    field_order = ("programme", *ConditionsForm.field_order)

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["programme"]
        field.queryset = programmes


class WithdrawForm(forms.Form):
    """Why a workplace goes off the list."""

    reason = forms.CharField(
        label=_("Waarom trek je deze leerwerkplek in?"),
        help_text=_("Eén zin is genoeg. Alleen het Steunpunt leest dit."),
        max_length=200,
        error_messages=required(_("Schrijf in één zin waarom.")),
    )

    def clean_reason(self) -> str:
        """Return the reason without spaces around it."""
        reason: str = self.cleaned_data["reason"].strip()
        if not reason:
            raise ValidationError(_("Schrijf in één zin waarom."))
        return reason
