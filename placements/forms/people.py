"""The boxes for somebody an agreement names: name, function, mail and phone under one prefix per role."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from placements.enums import PersonRole
from placements.models import AgreementPerson
from placements.services.filling import Named

PARTS = ("name", "function", "email", "phone")
LABELS: dict[str, Any] = {
    PersonRole.COMPANY_SIGNER: _("Wie tekent voor het bedrijf?"),
    PersonRole.MENTOR: _("Wie begeleidt de lerende op de werkplek?"),
    PersonRole.SCHOOL_SIGNER: _("Wie tekent voor de school?"),
    PersonRole.PARENT: _("Welke ouder of voogd tekent mee?"),
}
HINTS: dict[str, Any] = {
    PersonRole.COMPANY_SIGNER: _("Iemand die het bedrijf mag verbinden, zoals de zaakvoerder."),
    PersonRole.MENTOR: _("De mentor. Dat mag dezelfde persoon zijn."),
    PersonRole.SCHOOL_SIGNER: _("De directeur, of wie daarvoor een volmacht heeft."),
    PersonRole.PARENT: _("Alleen nodig als de lerende minderjarig is."),
}
MAIL_FAULT = {"invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@bedrijf.be.")}
PHONE_FAULT = {"invalid": _("Dit telefoonnummer klopt niet. Een gsm-nummer ziet eruit als 0470 12 34 56.")}


def person_fields(role: str, *, with_function: bool = True) -> dict[str, forms.Field]:
    """Return the boxes of one role, by name of the field."""
    found: dict[str, forms.Field] = {
        f"{role}_name": forms.CharField(
            label=LABELS[role], help_text=HINTS[role], required=False, max_length=120
        ),
        f"{role}_function": forms.CharField(label=_("Functie"), required=False, max_length=80),
        f"{role}_email": forms.EmailField(
            label=_("E-mailadres"), required=False, help_text=_("Daar komt de code om te tekenen."),
            error_messages=MAIL_FAULT,
        ),
        f"{role}_phone": PhoneNumberField(
            label=_("Telefoon"), required=False, error_messages=PHONE_FAULT, widget=forms.TextInput(attrs={"type": "tel"})
        ),
    }  # fmt: skip
    if not with_function:
        del found[f"{role}_function"]
    if role == PersonRole.MENTOR:
        found[f"{role}_email"].help_text = ""
    return found


def people_initial(people: Iterable[AgreementPerson]) -> dict[str, Any]:
    """Return what is known of the people, by name of the field."""
    return {f"{person.role}_{part}": getattr(person, part) for person in people for part in PARTS}


def people_of(cleaned: Mapping[str, Any], roles: Iterable[str]) -> dict[str, Named]:
    """Return who was typed for each role."""
    return {role: Named(**{part: str(cleaned.get(f"{role}_{part}") or "") for part in PARTS}) for role in roles}
