"""A company comes and goes: confirm, cease, reopen."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from companies.enums import COMPANY_MOVES, CompanyState, WorkplaceState
from companies.models import Company, CompanyContact, Workplace
from companies.services.locking import locked
from companies.services.workplaces import withdraw_workplace
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal


@transaction.atomic
def confirm_company(*, actor: Actor, contact: CompanyContact) -> Company:
    """Note that the contact's mail address works and make the company active. Harmless when done before.

    Raises `MoveRefused` when the company ceased meanwhile.
    """
    company = locked(contact.company)
    if company.state == CompanyState.CEASED:
        raise MoveRefused("Dit bedrijf staat bij ons als stopgezet. Klopt dat niet? Bel ons even.")
    _note_address(actor=actor, contact=contact)
    return activate_company(actor=actor, company=company) if company.state == CompanyState.UNCONFIRMED else company


@transaction.atomic
def activate_company(*, actor: Actor, company: Company) -> Company:
    """Make an unconfirmed company active, after its mail was confirmed or a colleague called.

    Raises `MoveRefused` from any other state.
    """
    company = locked(company)
    if company.state != CompanyState.UNCONFIRMED:
        raise MoveRefused(f"Dat kan niet: de status is ‘{company.get_state_display()}’.")
    _move(actor=actor, company=company, verb="company_confirmed", target=CompanyState.ACTIVE)
    company.save(update_fields=["state", "updated_at"])
    return company


def _note_address(*, actor: Actor, contact: CompanyContact) -> None:
    fresh = locked(contact)
    if fresh.email_confirmed_at is None:
        fresh.email_confirmed_at = clock.now()
        fresh.save(update_fields=["email_confirmed_at", "updated_at"])
        journal.record(actor=actor, verb="company_address_confirmed", subject=fresh)


@transaction.atomic
def cease_company(*, actor: Actor, company: Company, on: dt.date) -> Company:
    """Note that a company stopped on a day; its open workplaces are withdrawn.

    Raises `MoveRefused` when it already stopped.
    """
    company = locked(company)
    _move(actor=actor, company=company, verb="company_ceased", target=CompanyState.CEASED)
    company.ceased_on = on
    company.save(update_fields=["state", "ceased_on", "updated_at"])
    for workplace in Workplace.objects.filter(establishment__company=company, state=WorkplaceState.OPEN):
        withdraw_workplace(actor=actor, workplace=workplace, reason="Het bedrijf is stopgezet.")
    return company


@transaction.atomic
def reopen_company(*, actor: Actor, company: Company) -> Company:
    """Make a ceased company active again; its workplaces stay withdrawn until somebody opens them.

    Raises `MoveRefused` when it did not cease.
    """
    company = locked(company)
    if company.state != CompanyState.CEASED:
        raise MoveRefused("Dit bedrijf is niet stopgezet.")
    _move(actor=actor, company=company, verb="company_reopened", target=CompanyState.ACTIVE)
    company.ceased_on = None
    company.save(update_fields=["state", "ceased_on", "updated_at"])
    return company


def _move(*, actor: Actor, company: Company, verb: str, target: str) -> None:
    source = company.state
    require_move(COMPANY_MOVES, source, target, f"Dat kan niet: de status is ‘{company.get_state_display()}’.")
    company.state = target
    journal.record(actor=actor, verb=verb, subject=company, from_state=source, to_state=target)
