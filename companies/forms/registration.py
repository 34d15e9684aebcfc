"""The questions of the registration, one small form per page."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from phonenumber_field.formfields import PhoneNumberField

from catalogue.models import Programme
from companies import rules
from companies.enums import CompanyState
from companies.forms.fields import (
    EnterpriseNumberField,
    EstablishmentNumberField,
    PostalCodeField,
    municipality_behind,
    required,
)
from companies.selectors import registration as selectors
from core.ui.widgets import TileCheckboxSelectMultiple, TileRadioSelect

NO_LINKS = re.compile(r"https?:|www\.|[<>@/\\]", re.IGNORECASE)
MOST_ESTABLISHMENTS = 3
MOST_PROGRAMMES = 12
MOST_PLACES = 50


def refuse_links(value: str) -> None:
    """Raise `ValidationError` for a name with a link in it, because names are put in mails."""
    if NO_LINKS.search(value):
        raise ValidationError(_("Schrijf alleen een naam, zonder link of e-mailadres."), code="link")


class CompanyForm(forms.Form):
    """Which company."""

    enterprise_number = EnterpriseNumberField(
        label=_("Ondernemingsnummer"),
        help_text=_("10 cijfers. Je vindt het op je facturen, bijvoorbeeld 0123.456.749. Punten en BE mogen."),
        error_messages=required(_("Vul je ondernemingsnummer in. Je vindt het op je facturen.")),
    )
    company_name = forms.CharField(
        label=_("Naam van het bedrijf"),
        max_length=200,
        error_messages=required(_("Vul de naam van je bedrijf in.")),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    known = False

    def clean_enterprise_number(self) -> str:
        """Refuse a company that stopped; point somebody of a known company to joining."""
        number: str = self.cleaned_data["enterprise_number"]
        company = selectors.company_with(number)
        if company is None:
            return number
        if company.state == CompanyState.CEASED:
            raise ValidationError(
                _("Dit bedrijf staat bij ons als stopgezet. Klopt dat niet? Bel ons, dan kijken we het samen na."),
                code="ceased",
            )
        self.known = True
        raise ValidationError(_("Jouw bedrijf is al bekend bij ons. Vraag om mee te doen."), code="known")

    def show_enterprise_number(self, value: str) -> str:
        """Show the number with dots."""
        return rules.show_enterprise_number(value)


class EstablishmentForm(forms.Form):
    """One address; the names of the fields end in its ordinal, so that three of these fit in one journey."""

    def __init__(self, *args: Any, ordinal: int = 1, taken: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ordinal, self.taken = ordinal, taken
        self.fields[f"number_{ordinal}"] = EstablishmentNumberField(
            label=_("Vestigingsnummer"),
            help_text=_("10 cijfers en begint met 2 tot 8. Je vindt het in de KBO, bijvoorbeeld 2.123.456.791."),
            error_messages=required(_("Vul het vestigingsnummer in. Je vindt het in de KBO.")),
        )
        self.fields[f"place_name_{ordinal}"] = forms.CharField(
            label=_("Hoe noem je deze vestiging?"),
            help_text=_("Bijvoorbeeld: winkel Roeselare."),
            max_length=200,
            error_messages=required(_("Geef de vestiging een naam, bijvoorbeeld: winkel Roeselare.")),
        )
        self.fields[f"street_{ordinal}"] = forms.CharField(
            label=_("Straat en nummer"),
            max_length=200,
            error_messages=required(_("Vul de straat en het nummer in.")),
            widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        )
        self.fields[f"postal_code_{ordinal}"] = PostalCodeField(
            label=_("Postcode"), error_messages=required(_("Vul de postcode in."))
        )
        if ordinal < MOST_ESTABLISHMENTS:
            self.fields[f"another_{ordinal}"] = forms.ChoiceField(
                label=_("Kan er nog in een andere vestiging een lerende komen?"),
                choices=[("no", _("Nee, alleen hier")), ("yes", _("Ja, ik voeg er nog een toe"))],
                widget=TileRadioSelect,
                error_messages=required(_("Kies ja of nee.")),
            )

        # How the check page says the numbered fields; an empty text leaves the line out.
        setattr(self, f"show_number_{ordinal}", rules.show_establishment_number)
        setattr(self, f"show_postal_code_{ordinal}", lambda code: f"{code} {municipality_behind(code)}")
        setattr(self, f"show_another_{ordinal}", lambda _answer: "")

    def clean(self) -> dict[str, Any]:
        """Refuse a number that is taken, here or elsewhere; say which municipality the postal code is."""
        name = f"number_{self.ordinal}"
        number = self.cleaned_data.get(name)
        if number in self.taken:
            self.add_error(name, _("Deze vestiging heb je al ingevuld."))
        elif number and selectors.establishment_is_taken(number):
            sentence = _("Dit vestigingsnummer staat al bij een ander bedrijf. Kijk het na, of bel ons.")
            self.add_error(name, sentence)
        return self.cleaned_data


class SectorForm(forms.Form):
    """In which sectors to look for programmes."""

    word = forms.CharField(
        label=_("Zoek op een woord"),
        help_text=_("Bijvoorbeeld: bakker, lasser of zorg."),
        required=False,
        max_length=60,
    )
    sectors = forms.MultipleChoiceField(
        label=_("Of kies een of meer sectoren"), required=False, widget=TileCheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: list[Any] = list(selectors.sectors_with_programmes())
        field: Any = self.fields["sectors"]
        field.widget.hints = {
            row.slug: ngettext("%(n)s opleiding", "%(n)s opleidingen", row.choices) % {"n": row.choices}
            for row in rows
        }
        field.choices = [(row.slug, row.name) for row in rows]

    def clean(self) -> dict[str, Any]:
        """Ask for a sector or a word that leads somewhere."""
        sectors, word = self.cleaned_data.get("sectors", []), self.cleaned_data.get("word", "")
        if not sectors and not word:
            self.add_error("word", _("Typ een woord of kies minstens één sector."))
        elif not sectors and not selectors.programmes_in(word=word).exists():
            sentence = _("We vonden geen opleiding met ‘%(word)s’. Probeer een ander woord of kies een sector.")
            self.add_error("word", sentence % {"word": word})
        return self.cleaned_data

    def show_word(self, _value: str) -> str:
        """Leave the search out of the check page: the chosen programmes are there."""
        return ""

    show_sectors = show_word


class ProgrammeForm(forms.Form):
    """Which official programmes, from the closed list of the chosen sectors."""

    programmes = forms.MultipleChoiceField(
        label=_("Welke opleidingen passen bij jullie werk?"),
        help_text=_("Kies alles wat kan. Een erkenning geldt per opleiding."),
        widget=TileCheckboxSelectMultiple,
        error_messages=required(_("Kies minstens één opleiding.")),
    )

    def __init__(self, *args: Any, sectors: tuple[str, ...] = (), word: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: list[Programme] = list(selectors.programmes_in(sectors=sectors, word=word))
        field: Any = self.fields["programmes"]
        field.widget.hints = {row.slug: f"{row.sector} · {row.get_grade_display()}" for row in rows}
        field.choices = [(row.slug, row.name) for row in rows]

    def clean_programmes(self) -> list[str]:
        """Keep the number of programmes within what one can explain on one page."""
        chosen: list[str] = self.cleaned_data["programmes"]
        if len(chosen) > MOST_PROGRAMMES:
            raise ValidationError(
                _("Kies er hier hoogstens %(n)s. Na de aanmelding kun je er nog toevoegen.") % {"n": MOST_PROGRAMMES}
            )
        return chosen


class ContactForm(forms.Form):
    """Whom we call and mail."""

    contact_name = forms.CharField(
        label=_("Naam"),
        max_length=120,
        validators=[refuse_links],
        error_messages=required(_("Vul je naam in.")),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_function = forms.CharField(
        label=_("Functie"),
        help_text=_("Bijvoorbeeld: zaakvoerder, ploegbaas of personeelsdienst."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    contact_email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Je krijgt er meteen een mail om te bevestigen."),
        error_messages={
            "required": _("Vul je e-mailadres in. Je krijgt er een mail om te bevestigen."),
            "invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@bedrijf.be."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    contact_phone = PhoneNumberField(
        label=_("Telefoon"),
        help_text=_("Bijvoorbeeld 0470 12 34 56."),
        region="BE",
        error_messages={
            "required": _("Vul een telefoonnummer in. We bellen liever dan dat we mailen."),
            "invalid": _("Dit telefoonnummer klopt niet. Schrijf het als 0470 12 34 56 of 051 12 34 56."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
