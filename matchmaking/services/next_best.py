"""The next best place after a no, as a draft for a colleague."""

from django.db import transaction

from accounts.actor import SYSTEM
from core import clock
from learners.models import Learner
from matchmaking import engine, sentences
from matchmaking.adapters import Scope, proposal_values, take_snapshot
from matchmaking.adapters.scope import IN_MARKET
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, TakenPlace
from matchmaking.selectors.load import full_this_month
from matchmaking.selectors.terms import current_profile, terms
from matchmaking.services.moves import log_proposal
from matchmaking.services.prospects import touch_learner

LOOK_AT = 50


@transaction.atomic
def find_next_best(*, learner_id: int) -> Proposal | None:
    """Make a draft of the best place that this learner did not have yet; None when there is none or nothing to do.

    Nothing to do: the learner no longer searches, an agreement is being made, a draft waits already, or enough
    proposals are open. Safe to run twice. Raises NoWeights, RuleMissing or TravelTableMissing when reference data are missing.
    """
    learner = Learner.objects.select_for_update(of=("self",)).select_related("case").filter(pk=learner_id).first()
    if learner is None or learner.case.state not in IN_MARKET:
        return None
    states = list(Proposal.objects.live().filter(learner=learner).values_list("state", flat=True))
    if TakenPlace.objects.filter(learner=learner, freed_at=None).exists():
        return None
    if ProposalState.DRAFT in states or states.count(ProposalState.OPEN) >= terms(clock.today()).open_per_learner:
        return None
    return next(iter(draft_best(learner, 1, reason=sentences.NEXT_BEST)), None)


def draft_best(learner: Learner, most: int, *, reason: str) -> list[Proposal]:
    """Make drafts of the best places a locked learner did not have yet, at most so many, each at another address.

    A company that got the number of proposals it wants this month is passed over.

    Raises NoWeights, RuleMissing or TravelTableMissing when reference data are missing.
    """
    today = clock.today()
    snapshot = take_snapshot(Scope.of_learner(learner, today), current_profile(today), learner=learner)
    packed = engine.pack(snapshot.problem)
    row, taken = snapshot.learner_row(learner.pk), set(snapshot.had_turn)
    drafts: list[Proposal] = []
    found = engine.shortlist(packed, row, k=LOOK_AT)
    full = full_this_month(snapshot.workplace_ids[candidate.offer] for candidate in found)
    for candidate in found:
        pair = (learner.pk, snapshot.site_ids[candidate.site])
        if len(drafts) < most and pair not in taken and snapshot.workplace_ids[candidate.offer] not in full:
            taken.add(pair)
            values = proposal_values(packed, row, candidate.offer)
            draft = Proposal.objects.create(
                learner=learner, workplace_id=snapshot.workplace_ids[candidate.offer], **values
            )
            log_proposal(actor=SYSTEM, proposal=draft, source="", reason=reason)
            drafts.append(draft)
    if drafts:
        touch_learner(learner_id=learner.pk)
    return drafts
