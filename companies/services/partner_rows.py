"""Storing one row of a partner's list: through the same verbs that a colleague uses, and safe to repeat."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Municipality, Programme
from companies.enums import CompanyState, RecognitionState, RowOutcome
from companies.models import Company, Establishment, Recognition
from companies.rules_import import PartnerRow, RowRefused
from companies.selectors.imports import LookUps
from companies.services.establishments import Address, add_company, add_establishment
from companies.services.recognitions import correct_recognition, recognise, renew_recognition, start_recognition
from core.db import fold
from core.lists import RowAnswer
from core.states import MoveRefused


@transaction.atomic
def store_row(*, actor: Actor, row: PartnerRow, look_ups: LookUps, origin: str, on: dt.date) -> RowAnswer:
    """Store a row of a list that is `on` a day old. The same row again changes nothing. Raises `RowRefused`."""
    town, programme = town_of(row, look_ups), programme_of(row, look_ups)
    company, new_company = _company(actor, row, look_ups)
    establishment, new_place = _establishment(actor, row, company, town)
    done = ["bedrijf toegevoegd"] * new_company + ["vestiging toegevoegd"] * new_place
    changed = ""
    if programme is not None:
        changed = _recognition(actor, row, establishment, programme, origin=origin, on=on)
    if new_company or new_place or changed.endswith("toegevoegd"):
        return RowAnswer(RowOutcome.NEW, ", ".join([*done, changed] if changed else done))
    return RowAnswer(RowOutcome.CHANGED, changed) if changed else RowAnswer(RowOutcome.SAME, "")


def town_of(row: PartnerRow, look_ups: LookUps) -> Municipality:
    """Return where a row is. Raises `RowRefused` outside the province."""
    town = look_ups.municipalities.get(row.postal_code)
    if town is None:
        raise RowRefused(f"Postcode {row.postal_code[:12]} ligt niet in West-Vlaanderen.")
    return town


def programme_of(row: PartnerRow, look_ups: LookUps) -> Programme | None:
    """Return the programme a row names, None when it names none. Raises `RowRefused` for one we do not know."""
    if not row.programme:
        return None
    found = look_ups.programmes.get(fold(row.programme))
    if found is None:
        raise RowRefused(f"De opleiding ‘{row.programme[:80]}’ kennen we niet. Gebruik de officiële naam.")
    return found


def _company(actor: Actor, row: PartnerRow, look_ups: LookUps) -> tuple[Company, bool]:
    company = Company.objects.filter(enterprise_number=row.enterprise_number).first()
    if company is not None:
        if company.state == CompanyState.CEASED:
            raise RowRefused("Dit bedrijf staat bij ons als stopgezet.")
        return company, False
    about = about_of(row, look_ups)
    return add_company(actor=actor, enterprise_number=row.enterprise_number, name=row.company_name, **about), True


def about_of(row: PartnerRow, look_ups: LookUps) -> dict[str, Any]:
    """Return what a row says of a new company. Raises `RowRefused` for a joint committee we do not know."""
    committee = look_ups.committees.get(row.joint_committee.upper().removeprefix("PC").strip())
    if row.joint_committee and committee is None:
        raise RowRefused(f"Paritair comité ‘{row.joint_committee[:20]}’ kennen we niet.")
    return {"joint_committee": committee}


def _establishment(actor: Actor, row: PartnerRow, company: Company, town: Municipality) -> tuple[Establishment, bool]:
    known = Establishment.objects.filter(establishment_number=row.establishment_number).first()
    if known is not None:
        if known.company_id != company.pk:
            raise RowRefused(
                "Deze vestiging staat bij een ander bedrijf. Is ze overgenomen? Doe dan eerst de overname."
            )
        return known, False
    address = address_of(row, town)
    return add_establishment(actor=actor, company=company, number=row.establishment_number, address=address), True


def address_of(row: PartnerRow, town: Municipality) -> Address:
    """Return the address in a row; without a name it is called after company and municipality."""
    name = row.establishment_name or f"{row.company_name}, {town.name}"
    return Address(name=name[:200], street=row.street, postal_code=row.postal_code, municipality=town)


def _recognition(
    actor: Actor, row: PartnerRow, establishment: Establishment, programme: Programme, *, origin: str, on: dt.date
) -> str:
    """Mirror the recognition of a row; return what changed, empty for nothing."""
    told: dict[str, Any] = {"actor": actor, "on": on, "origin": origin}
    known = Recognition.objects.filter(establishment=establishment, programme=programme).first()
    if row.valid_from is None or row.valid_until is None:
        if known is None:
            start_recognition(establishment=establishment, programme=programme, **told)
            return "dossier toegevoegd"
        return ""
    period: dict[str, Any] = {"valid_from": row.valid_from, "valid_until": row.valid_until}
    if known is not None and (known.valid_from, known.valid_until) == tuple(period.values()):
        return ""
    file = known or start_recognition(establishment=establishment, programme=programme, **told)
    try:
        return _mirror(file, known is None, period, told)
    except MoveRefused as refusal:
        raise RowRefused(str(refusal)) from refusal


def _mirror(file: Recognition, is_new: bool, period: dict[str, Any], told: dict[str, Any]) -> str:
    if file.state != RecognitionState.RECOGNISED:
        recognise(recognition=file, **period, **told)
        return "erkenning toegevoegd" if is_new else "erkenning bijgewerkt"
    if file.valid_until is not None and period["valid_until"] < file.valid_until:
        raise RowRefused("Bij ons loopt deze erkenning langer. Kijk de einddatum na.")
    if period["valid_until"] == file.valid_until:
        correct_recognition(recognition=file, **period, **told)
        return "begindatum bijgewerkt"
    renew_recognition(recognition=file, valid_until=period["valid_until"], **told)
    return "erkenning verlengd"
