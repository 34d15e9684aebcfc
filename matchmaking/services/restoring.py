"""A workplace falls away, or is given back when that report was a mistake."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor
from learners.models import BreakOff, Case
from matchmaking import sentences
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, ProposalLog, TakenPlace
from matchmaking.selectors import people
from matchmaking.services import mails
from matchmaking.services.decisions import forget_decline, note_decline
from matchmaking.services.moves import lock_proposal, move_proposal
from matchmaking.services.taken_places import free_places_of, hold_places_again
from matchmaking.services.withdrawing import withdraw_of_learner


@transaction.atomic
def lose_introductions(*, actor: Actor, learner_id: int) -> int:
    """Withdraw everything of a learner whose workplace fell away, and free the places; return how many were withdrawn.

    The place that was lost is not proposed to this learner again, as after an introduction that led to nothing.
    """
    introduced = Proposal.objects.filter(learner=learner_id, state=ProposalState.INTRODUCED).order_by("pk")
    report = BreakOff.objects.current().filter(case__learner=learner_id).first()
    held = Q(freed_at=None) if report is None else Q(freed_at=None) | Q(freed_at__gte=report.created_at)
    taken = TakenPlace.objects.filter(held, learner=learner_id).order_by("pk")
    pairs: list[Proposal | TakenPlace] = [*introduced.select_related("learner", "workplace")]
    pairs += taken.select_related("learner", "workplace")
    for row in pairs:
        note_decline(actor=actor, pair=row, reason=sentences.PLACE_LOST, until=None)
    free_places_of(learner_id=learner_id)
    return withdraw_of_learner(actor=actor, learner_id=learner_id, reason=sentences.PLACE_LOST, introduced=True)


@transaction.atomic
def restore_introductions(*, actor: Actor, case_id: int, since: dt.datetime) -> int:
    """Make the introductions that a report took away good again, and tell the companies; return how many.

    Only what was withdrawn for that reason since the report, and not when the pair got a new proposal. Twice changes
    nothing.
    """
    learner_id = Case.objects.values_list("learner", flat=True).get(pk=case_id)
    taken = ProposalLog.objects.filter(
        proposal__learner=learner_id,
        proposal__state=ProposalState.WITHDRAWN,
        from_state=ProposalState.INTRODUCED,
        reason=sentences.PLACE_LOST,
        at__gte=since,
    )
    ids = sorted(set(taken.values_list("proposal", flat=True)))
    restored = 0
    for proposal_id in ids:
        locked = lock_proposal(proposal_id)
        again = Proposal.objects.live().filter(learner=learner_id, workplace=locked.workplace_id).exists()
        if locked.state == ProposalState.WITHDRAWN and not again:
            move_proposal(actor=actor, proposal=locked, target=ProposalState.INTRODUCED, reason=sentences.PLACE_KEPT)
            forget_decline(actor=actor, pair=locked, reason=sentences.PLACE_LOST)
            mails.tell_restored(people.with_people(locked.pk))
            restored += 1
    for row in hold_places_again(learner_id=learner_id, since=since):
        forget_decline(actor=actor, pair=row, reason=sentences.PLACE_LOST)
    return restored
