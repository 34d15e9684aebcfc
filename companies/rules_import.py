"""Pure questions about the list of a partner: which column is what, and whether a row can be read."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from companies import rules
from core import lists
from core.lists import RowRefused as RowRefused  # noqa: PLC0414

FIELDS: dict[str, str] = {
    "enterprise_number": "Ondernemingsnummer",
    "company_name": "Naam van het bedrijf",
    "establishment_number": "Vestigingsnummer",
    "establishment_name": "Naam van de vestiging",
    "street": "Straat en nummer",
    "postal_code": "Postcode",
    "joint_committee": "Paritair comité",
    "programme": "Opleiding",
    "valid_from": "Erkend vanaf",
    "valid_until": "Erkend tot en met",
}
REQUIRED = ("enterprise_number", "company_name", "establishment_number", "postal_code")
WORDS: dict[str, tuple[str, ...]] = {
    "enterprise_number": ("onderneming", "kbo", "ondernemingsnummer"),
    "establishment_number": ("vestigingsnr", "vestigingsnummer", "vestigingseenheid"),
    "company_name": ("naam bedrijf", "bedrijf", "naam onderneming", "naam"),
    "establishment_name": ("naam vestiging", "vestiging"),
    "street": ("straat", "adres"),
    "postal_code": ("postcode", "post"),
    "joint_committee": ("paritair", "pc"),
    "programme": ("opleiding", "richting"),
    "valid_from": ("vanaf", "begin", "start", "erkend op"),
    "valid_until": ("tot", "einde", "vervalt"),
}


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A row that can be stored: numbers are ten digits."""

    enterprise_number: str
    company_name: str
    establishment_number: str
    establishment_name: str
    street: str
    postal_code: str
    joint_committee: str
    programme: str
    valid_from: dt.date | None
    valid_until: dt.date | None


def guess_columns(headings: Sequence[str]) -> dict[str, int]:
    """Return for each field the column whose heading looks most like it; a column is used once."""
    return lists.guess_columns(headings, WORDS)


def missing_columns(mapping: Mapping[str, int]) -> list[str]:
    """Return the headings of the fields that must have a column and have none."""
    return [FIELDS[field] for field in REQUIRED if field not in mapping]


def read_row(cells: Sequence[str], mapping: Mapping[str, int]) -> PartnerRow:
    """Return a row ready to store. Raises `RowRefused` with every fault in one sentence each."""
    told = lists.cells_by_field(cells, mapping)
    told["enterprise_number"] = rules.with_lost_zero(told.get("enterprise_number", ""))
    faults = [f"{FIELDS[field]} ontbreekt." for field in REQUIRED if not told.get(field)]
    for field, check in (
        ("enterprise_number", rules.check_enterprise_number),
        ("establishment_number", rules.check_establishment_number),
    ):
        if told.get(field):
            faults += check(told[field]).reasons
    dates = {field: _day(field, told.get(field, ""), faults) for field in ("valid_from", "valid_until")}
    first, last = dates["valid_from"], dates["valid_until"]
    if first and last and last < first:
        faults.append("De einddatum van de erkenning komt voor de begindatum.")
    if last and not (first and told.get("programme")):
        faults.append("Een erkenning heeft een opleiding en een begindatum.")
    if faults:
        raise RowRefused(" ".join(faults))
    texts = {field: told.get(field, "")[:200] for field in FIELDS if field not in dates}
    numbers = {field: rules.tidy_number(texts[field]) for field in ("enterprise_number", "establishment_number")}
    return PartnerRow(**{**texts, **numbers}, valid_from=first, valid_until=last)


def _day(field: str, typed: str, faults: list[str]) -> dt.date | None:
    if not typed:
        return None
    day = lists.day_of(typed)
    if day is None:
        faults.append(f"{FIELDS[field]}: ‘{typed[:30]}’ is geen datum. Schrijf dag/maand/jaar, zoals 01/09/2026.")
    return day
