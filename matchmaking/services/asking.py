"""Asking the company by mail, and knowing at once when nobody there reads mail: then a colleague calls today."""

from django.db import transaction

from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.services import mails


@transaction.atomic
def ask_company(*, proposal: Proposal, occasion: str = "asked") -> bool:
    """Mail the proposal to the company; when nobody gets it (no address, or stopped) it is on the list to call.

    Returns whether a mail goes.
    """
    return _note(proposal, mailed=mails.ask_company(people.with_people(proposal.pk), occasion=occasion))


@transaction.atomic
def remind_company(*, proposal: Proposal) -> bool:
    """Remind the company once; who stopped our mails meanwhile is called. Returns whether a mail goes."""
    return _note(proposal, mailed=mails.remind_company(people.with_people(proposal.pk)))


def _note(proposal: Proposal, *, mailed: bool) -> bool:
    proposal.company_by_phone = not mailed
    proposal.save(update_fields=["company_by_phone", "updated_at"])
    return mailed
