"""Forms about the people of a company: who signs, who guides, who is called first."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from companies.enums import CompanyRole, Training
from companies.forms.fields import required
from companies.forms.registration import refuse_links
from companies.models import CompanyContact, Mentor
from companies.rules_mentor import MentorTerms
from companies.services.mentors import MentorAnswers
from core.ui.widgets import DatePartsField, TileCheckboxSelectMultiple, TileRadioSelect

NATIONAL_NUMBER = re.compile(r"\d{2}[.\s/-]?\d{2}[.\s/-]?\d{2}[.\s/-]{0,3}\d{3}[.\s/-]?\d{2}")


def refuse_national_number(value: str) -> None:
    """Raise `ValidationError` for a text with something that looks like a national number."""
    if NATIONAL_NUMBER.search(value):
        raise ValidationError(_("Zet hier geen rijksregisternummer. Dat geef je alleen in het loket."), code="insz")


class MentorForm(forms.Form):
    """What the rules ask about a mentor: never a birth date or a national number."""

    name = forms.CharField(
        label=_("Naam van de mentor"),
        max_length=120,
        validators=[refuse_links, refuse_national_number],
        error_messages=required(_("Vul de naam van de mentor in.")),
    )
    age = forms.ChoiceField(
        label=_("Hoe oud is de mentor?"),
        help_text=_("Kies een groep. Een geboortedatum vragen we niet."),
        widget=TileRadioSelect,
        error_messages=required(_("Kies een groep. ‘Weet ik nog niet’ is ook goed.")),
    )
    years = forms.IntegerField(
        label=_("Hoeveel jaar ervaring in het beroep?"),
        required=False,
        min_value=0,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "2"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Vul een getal in van 0 tot 60, of laat het leeg.")
        ),
    )
    has_diploma = forms.TypedChoiceField(
        label=_("Heeft de mentor een passend diploma voor het beroep?"),
        choices=[("", _("Weet ik nog niet")), ("yes", _("Ja")), ("no", _("Nee"))],
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=TileRadioSelect,
    )
    training = forms.ChoiceField(
        label=_("Volgde de mentor de mentoropleiding?"),
        choices=[
            (Training.DONE, _("Ja")),
            (Training.PLANNED, _("Gepland")),
            (Training.EXEMPT, _("Niet nodig: vrijgesteld")),
            (Training.NO, _("Nog niet")),
        ],
        initial=Training.NO,
        widget=TileRadioSelect,
        error_messages=required(_("Kies een antwoord. ‘Nog niet’ is ook goed.")),
    )
    training_on = DatePartsField(
        label=_("Op welke dag?"),
        required=False,
        help_text=_("De dag van het attest, of de dag waarop het gepland is."),
    )

    def __init__(self, *args: Any, terms: MentorTerms, mentor: Mentor | None = None, **kwargs: Any) -> None:
        if mentor is not None:
            kwargs["initial"] = initial_of(mentor)
        super().__init__(*args, **kwargs)
        field: Any = self.fields["age"]
        field.choices = age_choices(terms)

    def clean(self) -> dict[str, Any]:
        """A planned training has a day."""
        data = self.cleaned_data
        if data.get("training") == Training.PLANNED and "training_on" in data and data["training_on"] is None:
            self.add_error("training_on", _("Vul in op welke dag de opleiding gepland is."))
        return data

    def answers(self) -> MentorAnswers:
        """Return the clean answers for the service."""
        data = self.cleaned_data
        low, high = (int(part) if part else None for part in data["age"].split(":"))
        dated = data["training"] in (Training.DONE, Training.PLANNED, Training.EXEMPT)
        return MentorAnswers(
            name=data["name"].strip(),
            age_at_least=low,
            age_below=high,
            years=data["years"],
            has_diploma=data["has_diploma"],
            training=data["training"],
            training_on=data["training_on"] if dated else None,
        )


def age_choices(terms: MentorTerms) -> list[tuple[str, Any]]:
    """Return the groups of age that the rules tell apart; a value is 'at least:below'."""
    full, reduced = terms.min_age, terms.reduced_age
    groups: list[tuple[str, Any]] = [(f"{full}:", _("%(age)s jaar of ouder") % {"age": full})]
    if reduced is not None:
        groups.append(
            (f"{reduced}:{full}", _("%(low)s tot en met %(high)s jaar") % {"low": reduced, "high": full - 1})
        )
    youngest = full if reduced is None else reduced
    groups.append((f":{youngest}", _("Jonger dan %(age)s jaar") % {"age": youngest}))
    return [*groups, (":", _("Weet ik nog niet"))]


def initial_of(mentor: Mentor) -> dict[str, Any]:
    """Return what was answered before."""
    low, high = ("" if bound is None else str(bound) for bound in (mentor.age_at_least, mentor.age_below))
    diploma = {True: "yes", False: "no", None: ""}[mentor.has_diploma]
    told = {name: getattr(mentor, name) for name in ("name", "years", "training", "training_on")}
    return {**told, "age": f"{low}:{high}", "has_diploma": diploma}


class ContactForm(forms.Form):
    """Somebody we mail and call, and what that person does."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=120,
        validators=[refuse_links, refuse_national_number],
        error_messages=required(_("Vul de naam in.")),
    )
    function = forms.CharField(label=_("Functie"), max_length=80, required=False, validators=[refuse_national_number])
    email = forms.EmailField(
        label=_("E-mailadres"),
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@bedrijf.be."),
        },
    )
    phone = PhoneNumberField(
        label=_("Telefoon"),
        required=False,
        region="BE",
        error_messages={"invalid": _("Dit telefoonnummer klopt niet. Schrijf het als 0470 12 34 56 of 051 12 34 56.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    is_first_contact = forms.BooleanField(
        label=_("Eerste contact"),
        help_text=_("Wie we eerst bellen, bijvoorbeeld over een jongere die wil kennismaken."),
        required=False,
    )
    signs = forms.BooleanField(
        label=_("Tekent"),
        help_text=_("Wie voor het bedrijf mag tekenen: de zaakvoerder of wie een volmacht heeft."),
        required=False,
    )

    def __init__(self, *args: Any, contact: CompanyContact | None = None, **kwargs: Any) -> None:
        if contact is not None:
            kwargs["initial"] = {name: getattr(contact, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def told(self) -> dict[str, Any]:
        """Return the clean answers for the service."""
        return self.cleaned_data | {"phone": str(self.cleaned_data["phone"] or "")}


class LabelsForm(forms.Form):
    """What the person who registers a company does there, and who else guides; nobody has to answer."""

    labels = forms.MultipleChoiceField(
        label=_("Wat doe jij zelf?"),
        required=False,
        widget=TileCheckboxSelectMultiple(hints={"signs": _("Je bent de zaakvoerder of je hebt een volmacht.")}),
    )
    mentor_name = forms.CharField(
        label=_("Begeleidt iemand anders de lerende? Vul de naam in"),
        max_length=120,
        required=False,
        validators=[refuse_links, refuse_national_number],
    )

    def __init__(self, *args: Any, contact_name: str, has_mentor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact_name = contact_name
        field: Any = self.fields["labels"]
        field.choices = [("signs", _("Ik teken voor het bedrijf"))]
        if has_mentor:
            field.choices += [("guides", _("Ik begeleid de lerende"))]
        else:
            del self.fields["mentor_name"]

    def clean(self) -> dict[str, Any]:
        """Add the names of who guides as `mentors`, each once."""
        data = self.cleaned_data
        own = [self.contact_name] if "guides" in data.get("labels", []) else []
        data["mentors"] = list(dict.fromkeys(filter(None, [*own, data.get("mentor_name", "").strip()])))
        return data


class RoleForm(forms.Form):
    """What a colleague may do here."""

    role = forms.ChoiceField(
        label=_("Wat mag deze collega?"),
        choices=[
            (CompanyRole.ADMIN, _("Alles, ook collega's uitnodigen")),
            (CompanyRole.CONTACT, _("De plaatsen en voorstellen opvolgen")),
        ],
        widget=TileRadioSelect,
        error_messages=required(_("Kies wat deze collega mag.")),
    )
