"""A fresh link for somebody whose link is too old: to the address we have, at most one a day."""

from django.db import transaction

from core import clock
from matchmaking import links
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.services import mails
from matchmaking.services.asking import ask_company


@transaction.atomic
def send_new_link(*, side: str, proposal: Proposal) -> bool:
    """Mail the proposal once more to one side; False when there is nothing left to answer or nobody to mail."""
    if proposal.state != ProposalState.OPEN:
        return False
    occasion = f"again:{clock.today():%Y%m%d}"
    if side == links.LEARNER:
        return mails.ask_learner(people.with_people(proposal.pk), occasion=occasion)
    return ask_company(proposal=proposal, occasion=occasion)
