"""The copy sheet: what somebody types in the official counter, field by field."""

import datetime as dt
from dataclasses import dataclass

from companies.models import CompanyContact, Recognition
from companies.selectors.check_list import LineRow
from companies.selectors.coach import DossierPage, dossier_page

COUNTER = "https://app.werkplekduaal.be"


@dataclass(frozen=True, slots=True)
class SheetField:
    """One field to copy; `name` is its id on the page."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The fields to copy, and what to have at hand."""

    recognition: Recognition
    fields: list[SheetField]
    at_hand: list[LineRow]
    counter: str
    made_on: dt.date
    open_lines: int


def sheet_of(recognition: Recognition, today: dt.date) -> Sheet:
    """Return the copy sheet of a dossier (from `dossiers`). Raises `RuleMissing`."""
    page = dossier_page(recognition, today)
    rows = [row for section in page.sections for row in section.rows if row.line.kind in ("access", "paper", "fact")]
    return Sheet(recognition, _fields(page), rows, COUNTER, today, page.open_lines)


def _fields(page: DossierPage) -> list[SheetField]:
    address, company = page.recognition.establishment, page.recognition.establishment.company
    signer = CompanyContact.objects.filter(company=company, signs=True).order_by("name", "pk").first()
    chosen = [row.mentor.name for row in page.mentors if row.chosen]
    told = [
        ("opleiding", "Officiële naam van de opleiding", page.recognition.programme.name),
        ("onderneming", "Ondernemingsnummer", page.enterprise_number),
        ("bedrijf", "Naam van het bedrijf", company.name),
        ("vestiging", "Vestigingsnummer", page.establishment_number),
        ("adres", "Adres", f"{address.street}, {address.postal_code} {address.municipality.name}"),
        ("pc", "Paritair comité", str(company.joint_committee or "")),
        ("partnerschap", "Wie beslist", page.partnership.name if page.partnership else ""),
        ("mentoren", "Mentoren", ", ".join(chosen)),
        ("tekent", "Wie tekent", signer.name if signer else ""),
        ("mail", "E-mailadres van wie tekent", signer.email if signer else ""),
    ]
    return [SheetField(*one) for one in told]
