"""The addresses of a company, and what the company says about itself."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import JointCommittee, Municipality, Sector
from companies import events
from companies.enums import CompanyState, WorkplaceState
from companies.models import Company, Establishment, Workplace
from companies.services.locking import locked
from companies.services.workplaces import withdraw_workplace
from core.db import fold
from core.states import MoveRefused
from privacy import journal


class EstablishmentKnown(Exception):
    """The establishment number is taken. The message is a Dutch sentence that names no company."""


@dataclass(frozen=True, slots=True)
class Address:
    """What is said about one establishment; `max_learners` is how many learners can be there at once."""

    name: str
    street: str
    postal_code: str
    municipality: Municipality
    max_learners: int = 1

    def columns(self) -> dict[str, object]:
        """Return the address as columns of an establishment."""
        return {column.name: getattr(self, column.name) for column in fields(self)}


def search_text_of(company_name: str, enterprise_number: str) -> str:
    """Return what a company is searched by: its folded name and its number."""
    return fold(company_name, enterprise_number)[:300]


def new_company(*, enterprise_number: str, name: str, **about: Any) -> Company:
    """Return an active company that is not stored yet (`about`: website, sector, joint_committee)."""
    return Company(
        enterprise_number=enterprise_number,
        name=name,
        search_text=search_text_of(name, enterprise_number),
        state=CompanyState.ACTIVE,
        **about,
    )


@transaction.atomic
def add_company(*, actor: Actor, enterprise_number: str, name: str, **about: Any) -> Company:
    """Make an active company that a colleague brought in (`about`: website, sector, joint_committee)."""
    company = new_company(enterprise_number=enterprise_number, name=name, **about)
    company.save(force_insert=True)
    journal.record(actor=actor, verb="company_added", subject=company)
    return company


@transaction.atomic
def update_company(
    *,
    actor: Actor,
    company: Company,
    name: str,
    website: str,
    sector: Sector | None,
    joint_committee: JointCommittee | None,
    proposals_per_month: int | None = None,
) -> Company:
    """Store what a company says about itself; its number never changes here. No number a month: no limit."""
    company = locked(company)
    company.name = name
    company.website = website
    company.sector = sector
    company.joint_committee = joint_committee
    company.proposals_per_month = proposals_per_month
    company.search_text = search_text_of(name, company.enterprise_number)
    company.save(
        update_fields=[
            "name",
            "website",
            "sector",
            "joint_committee",
            "proposals_per_month",
            "search_text",
            "updated_at",
        ]
    )
    journal.record(actor=actor, verb="company_updated", subject=company)
    return company


@transaction.atomic
def add_establishment(*, actor: Actor, company: Company, number: str, address: Address) -> Establishment:
    """Make an establishment. Raises `EstablishmentKnown` when its number is taken."""
    locked(company)
    if Establishment.objects.filter(establishment_number=number, company=company).exists():
        raise EstablishmentKnown("Deze vestiging staat al bij je bedrijf.")
    columns = {"company": company, **address.columns()}
    establishment, created = Establishment.objects.get_or_create(establishment_number=number, defaults=columns)
    if not created:
        raise EstablishmentKnown("Dit vestigingsnummer staat al bij een ander bedrijf. Kijk het na, of bel ons.")
    journal.record(actor=actor, verb="establishment_added", subject=establishment)
    return establishment


@transaction.atomic
def update_establishment(*, actor: Actor, establishment: Establishment, address: Address) -> Establishment:
    """Store what changed in an establishment; the journal names the fields. Nothing changed: nothing written."""
    establishment = locked(establishment)
    columns = address.columns()
    changed = [name for name, value in columns.items() if getattr(establishment, name) != value]
    if not changed:
        return establishment
    for name in changed:
        setattr(establishment, name, columns[name])
    establishment.save(update_fields=[*changed, "updated_at"])
    journal.record(actor=actor, verb="establishment_updated", subject=establishment, fields=", ".join(sorted(changed)))
    _tell_workplaces(establishment)
    return establishment


@transaction.atomic
def close_establishment(*, actor: Actor, establishment: Establishment, on: dt.date) -> Establishment:
    """Close an address; its open workplaces are withdrawn. Raises `MoveRefused` when it is closed."""
    establishment = locked(establishment)
    if establishment.closed_on is not None:
        raise MoveRefused("Deze vestiging is al gesloten.")
    establishment.closed_on = on
    establishment.save(update_fields=["closed_on", "updated_at"])
    journal.record(actor=actor, verb="establishment_closed", subject=establishment)
    for workplace in Workplace.objects.filter(establishment=establishment, state=WorkplaceState.OPEN):
        withdraw_workplace(actor=actor, workplace=workplace, reason="De vestiging is gesloten.")
    return establishment


def _tell_workplaces(establishment: Establishment) -> None:
    for workplace_id in Workplace.objects.filter(establishment=establishment).values_list("pk", flat=True):
        events.announce_changed(Workplace, workplace_id)
