"""Where each party of an agreement reads its mail."""

from core.languages import DUTCH
from learners.models import ContactDetails
from mailing import sms
from matchmaking.selectors.people import company_contacts, learner_language, school_addresses
from placements.enums import Party, PersonRole
from placements.models import Agreement, AgreementPerson

SIGNER = {
    Party.COMPANY: PersonRole.COMPANY_SIGNER,
    Party.SCHOOL: PersonRole.SCHOOL_SIGNER,
    Party.PARENT: PersonRole.PARENT,
}


def signer_of(agreement: Agreement, party: Party) -> tuple[str, str]:
    """Return the name and mail address of who signs for a party; empty when unknown."""
    if party == Party.LEARNER:
        contact = ContactDetails.objects.filter(learner=agreement.learner_id).first()
        return (contact.full_name, contact.email) if contact else ("", "")
    person = AgreementPerson.objects.filter(agreement=agreement, role=SIGNER[party]).first()
    return (person.name, person.email) if person else ("", "")


def phone_of(agreement: Agreement, party: Party) -> str:
    """Return the mobile number (E.164) of who signs for a party; empty when there is none that gets text messages."""
    if party == Party.LEARNER:
        contact = ContactDetails.objects.filter(learner=agreement.learner_id).first()
        return sms.mobile_number(contact.phone) if contact else ""
    person = AgreementPerson.objects.filter(agreement=agreement, role=SIGNER[party]).first()
    return sms.mobile_number(person.phone) if person else ""


def phone_end(agreement: Agreement, party: Party) -> str:
    """Return the last two digits of the mobile number a code can go to; empty when no text message can be sent."""
    return phone_of(agreement, party)[-2:] if sms.is_offered() else ""


def addresses_of(agreement: Agreement, party: Party) -> list[str]:
    """Return who hears news for a party: the signer, and before there is one the people of the organisation."""
    _name, address = signer_of(agreement, party)
    found = [address] if address else []
    if party == Party.SCHOOL and agreement.coach and agreement.coach.email:
        found.append(agreement.coach.email)
    if not found and party == Party.COMPANY:
        found = [contact.email for contact in company_contacts(agreement.workplace.establishment.company_id)]
    if not found and party == Party.SCHOOL:
        found = school_addresses(agreement.learner)
    return list(dict.fromkeys(found))


def language_of(agreement: Agreement, party: Party) -> str:
    """Return the language a party reads its mails in: what the learner chose, Dutch for everybody else."""
    return learner_language(agreement.learner) if party == Party.LEARNER else DUTCH
