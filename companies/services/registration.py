"""A company registers itself; the contact confirms the mail address and gets access."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actor import Actor
from catalogue.models import Programme
from companies.enums import CompanyRole, CompanyState
from companies.events import announce_came_via
from companies.models import Company, CompanyContact
from companies.selectors.terms import link_days
from companies.services.access import give_access
from companies.services.establishments import Address, add_establishment, search_text_of
from companies.services.lifecycle import confirm_company
from companies.services.mentors import MentorAnswers, add_mentor
from companies.services.workplaces import WorkplaceOffer, add_workplace
from core import clock, tokens
from core.links import absolute
from mailing.services import queue_mail
from privacy import journal

CONFIRM = "companies.confirm"


class CompanyKnown(Exception):
    """The enterprise number is registered already. The message is a Dutch sentence that names nobody."""


@dataclass(frozen=True, slots=True)
class NewEstablishment:
    """An address with the number of places for each programme (0 places: not here)."""

    number: str
    address: Address
    places: Mapping[Programme, int]


@dataclass(frozen=True, slots=True)
class NewContact:
    """The person we call and mail, our first contact; never public."""

    name: str
    function: str
    email: str
    phone: str
    signs: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything the wizard asked; `mentors` are names. `offer.places` is not used: each establishment has its own."""

    enterprise_number: str
    name: str
    establishments: tuple[NewEstablishment, ...]
    offer: WorkplaceOffer
    availability: str
    available_from: dt.date | None
    contact: NewContact
    mentors: tuple[str, ...] = ()


def register_company(*, actor: Actor, draft_key: str, registration: Registration, via: str = "") -> Company:
    """Make the company with its establishments, workplaces and contact, and mail a link to confirm.

    `via` is the code of a channel: it is told, not kept. The same draft again returns the company it made. Raises `CompanyKnown` for a number that is taken and
    `EstablishmentKnown` for an establishment that is taken; nothing is kept then.
    """
    made = Company.objects.filter(draft_key=draft_key).first()
    if made is not None:
        return made
    try:
        return _make(actor, draft_key, registration, via)
    except (IntegrityError, CompanyKnown):
        # The same draft may have come through in another process since we looked.
        made = Company.objects.filter(draft_key=draft_key).first()
        if made is not None:
            return made
        raise CompanyKnown("Dit bedrijf is al bij ons bekend.") from None


@transaction.atomic
def _make(actor: Actor, draft_key: str, registration: Registration, via: str) -> Company:
    if Company.objects.filter(enterprise_number=registration.enterprise_number).exists():
        raise CompanyKnown("Dit bedrijf is al bij ons bekend.")
    company = Company.objects.create(
        enterprise_number=registration.enterprise_number,
        name=registration.name,
        search_text=search_text_of(registration.name, registration.enterprise_number),
        draft_key=draft_key,
    )
    journal.record(actor=actor, verb="company_registered", subject=company)
    for new in registration.establishments:
        _add_places(actor, company, new, registration)
    contact = CompanyContact.objects.create(
        company=company,
        name=registration.contact.name,
        function=registration.contact.function,
        email=registration.contact.email.strip().lower(),
        phone=registration.contact.phone,
        signs=registration.contact.signs,
        is_first_contact=True,
    )
    for name in registration.mentors:
        add_mentor(actor=actor, company=company, answers=MentorAnswers(name=name))
    send_confirm_link(contact=contact)
    if via:
        announce_came_via(Company, via)
    return company


def _add_places(actor: Actor, company: Company, new: NewEstablishment, registration: Registration) -> None:
    establishment = add_establishment(actor=actor, company=company, number=new.number, address=new.address)
    for programme, places in new.places.items():
        if places:
            add_workplace(
                actor=actor,
                establishment=establishment,
                programme=programme,
                offer=registration.offer.with_places(places),
                availability=registration.availability,
                available_from=registration.available_from,
            )


def send_confirm_link(*, contact: CompanyContact) -> None:
    """Mail a fresh link to confirm the address; asking twice within the same minute sends one mail."""
    path = reverse("companies:confirm", args=[tokens.sign(CONFIRM, contact.public_id)])
    queue_mail(
        key=f"company-confirm:{contact.public_id}:{clock.now():%Y%m%d%H%M}",
        template="companies/email/confirm",
        to=contact.email,
        context={
            "contact": contact,
            "company": contact.company,
            "link": absolute(path),
            "days": link_days(clock.today()),
        },
    )


@transaction.atomic
def confirm_registration(*, actor: Actor, contact: CompanyContact) -> Company:
    """Make the company active and let its contact sign in. Harmless when done before.

    Raises `MoveRefused` when the company ceased meanwhile.
    """
    first_time = contact.company.state == CompanyState.UNCONFIRMED
    company = confirm_company(actor=actor, contact=contact)
    role = CompanyRole.ADMIN if first_time else CompanyRole.CONTACT
    give_access(actor=actor, company=company, email=contact.email, name=contact.name, role=role)
    return company
