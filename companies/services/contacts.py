"""The people we mail and call."""

from django.db import transaction

from accounts.actor import Actor
from companies.models import Company, CompanyContact
from companies.services.locking import locked
from privacy import journal

COLUMNS = ("name", "email", "phone", "function", "signs", "is_first_contact")


class ContactKnown(Exception):
    """The address is a contact of the company already. The message is a Dutch sentence."""


@transaction.atomic
def add_contact(
    *,
    actor: Actor,
    company: Company,
    name: str,
    email: str,
    phone: str = "",
    function: str = "",
    signs: bool = False,
    is_first_contact: bool = False,
) -> CompanyContact:
    """Add somebody to mail and call; the address still has to be confirmed. Raises `ContactKnown`."""
    locked(company)
    address = email.strip().lower()
    if CompanyContact.objects.filter(company=company, email=address).exists():
        raise ContactKnown("Dit e-mailadres staat al bij dit bedrijf.")
    contact = CompanyContact.objects.create(
        company=company,
        name=name,
        email=address,
        phone=phone,
        function=function,
        signs=signs,
        is_first_contact=is_first_contact,
    )
    journal.record(actor=actor, verb="company_contact_added", subject=contact)
    return contact


@transaction.atomic
def update_contact(
    *,
    actor: Actor,
    contact: CompanyContact,
    name: str,
    email: str,
    phone: str,
    function: str,
    signs: bool,
    is_first_contact: bool,
) -> CompanyContact:
    """Store what changed; another address has to be confirmed again. Raises `ContactKnown`."""
    contact = locked(contact)
    address = email.strip().lower()
    others = CompanyContact.objects.filter(company=contact.company_id, email=address).exclude(pk=contact.pk)
    if others.exists():
        raise ContactKnown("Dit e-mailadres staat al bij dit bedrijf.")
    moved = address != contact.email
    contact.name, contact.email, contact.phone, contact.function = name, address, phone, function
    contact.signs, contact.is_first_contact = signs, is_first_contact
    if moved:
        contact.email_confirmed_at = None
    contact.save(update_fields=[*COLUMNS, "email_confirmed_at", "updated_at"])
    journal.record(actor=actor, verb="company_contact_updated", subject=contact, address_changed=moved)
    return contact
