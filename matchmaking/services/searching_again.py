"""Looking for another place as soon as one fell away. What is found are drafts: a colleague approves them."""

from django.db import transaction

from accounts.actor import SYSTEM
from core import clock
from core.queue import enqueue
from learners.models import BreakOff, Learner
from learners.services.break_offs import note_searched
from matchmaking import sentences
from matchmaking.adapters.scope import IN_MARKET
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors.terms import terms
from matchmaking.services.next_best import draft_best

SEARCH = "matchmaking.tasks.search_after_loss"


def queue_search(*, break_off_id: int) -> None:
    """Ask a worker to search now; should that get lost, then the sweep finds it within a minute."""
    with transaction.atomic():
        enqueue(SEARCH, break_off_id=break_off_id)


@transaction.atomic
def search_after_loss(*, break_off_id: int) -> int | None:
    """Make drafts of the best places for the learner, as many as may be open at once, and tell the owner how many.

    Returns how many were made; None when there is nothing to do: searched already, taken back, settled, or the learner
    talks with a colleague first. Raises NoWeights, RuleMissing or TravelTableMissing.
    """
    row = BreakOff.objects.current().select_related("case").filter(pk=break_off_id, searched_at=None).first()
    if row is None or row.case.state not in IN_MARKET:
        return None
    learner = Learner.objects.select_for_update(of=("self",)).get(pk=row.case.learner_id)
    live = list(Proposal.objects.live().filter(learner=learner).values_list("state", flat=True))
    room = terms(clock.today()).open_per_learner - len(live)
    made = draft_best(learner, room, reason=sentences.AFTER_LOSS) if room > 0 and learner.programme_id else []
    drafts = len(made) + live.count(ProposalState.DRAFT)
    if not note_searched(actor=SYSTEM, break_off_id=row.pk, drafts=drafts):
        return None
    return drafts
