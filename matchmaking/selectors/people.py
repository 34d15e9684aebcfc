"""Who must hear about a proposal, and what the other side may know of a learner."""

from collections.abc import Iterable

from companies.models import CompanyContact
from core.languages import DUTCH
from learners.models import ContactDetails, Intake, Learner
from matchmaking.models import Proposal
from schools.enums import SchoolRole
from schools.models import Membership


def contact_of(learner: Learner) -> ContactDetails | None:
    """Return how to reach a learner, None once that was wiped."""
    return getattr(learner, "contact", None)


def learner_address(learner: Learner) -> str:
    """Return the mail address of the learner, else of who helps; empty for a phone-only learner."""
    contact = contact_of(learner)
    return (contact.email or contact.helper_email) if contact else ""


def learner_language(learner: Learner) -> str:
    """Return the language in which the learner wants mails."""
    contact = contact_of(learner)
    return contact.language if contact else DUTCH


def initials_of(learner: Learner) -> str:
    """Return initials such as 'Y. B.', or a word when the name was wiped."""
    contact = contact_of(learner)
    return contact.initials if contact else "een lerende"


def company_contacts(company_id: int) -> list[CompanyContact]:
    """Return the people of a company who confirmed their address."""
    rows = CompanyContact.objects.filter(company=company_id, email_confirmed_at__isnull=False)
    return list(rows.order_by("pk"))


def agreed_to_share(learner_id: int) -> bool:
    """Tell whether the learner agreed in the intake that a company gets initials, programme and municipality."""
    return Intake.objects.filter(learner=learner_id, consent_share=True).exists()


def school_addresses(learner: Learner) -> list[str]:
    """Return the mail addresses of the trajectory coach and the directors of the learner's school."""
    if learner.school_id is None:
        return []
    directors = Membership.objects.filter(
        school=learner.school_id, role=SchoolRole.DIRECTOR, user__is_active=True
    ).values_list("user__email", flat=True)
    coach = [learner.coach.email] if learner.coach is not None and learner.coach.is_active else []
    return _once([*coach, *directors])


def _once(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(address for address in addresses if address))


def with_people(proposal_id: int) -> Proposal:
    """Return a proposal with all a mail says."""
    return Proposal.objects.with_pair().select_related("learner__coach").get(pk=proposal_id)
