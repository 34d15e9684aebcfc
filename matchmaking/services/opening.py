"""From draft to proposal: a colleague approves, and the two sides are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from companies.models import Workplace
from core import clock
from core.queue import enqueue
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb
from learners.models import Learner
from learners.services.cases import start_matching
from learners.services.timeline import add_event
from matchmaking import rules, sentences
from matchmaking.adapters import Scope, proposal_values, take_snapshot
from matchmaking.engine import pack, reasons
from matchmaking.enums import ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.selectors import people
from matchmaking.selectors.load import load_of, place_now
from matchmaking.selectors.terms import current_profile, terms
from matchmaking.services import mails
from matchmaking.services.asking import ask_company
from matchmaking.services.moves import lock_proposal, lock_round, log_proposal, move_proposal, move_round

APPROVE_ALL = "matchmaking.tasks.approve_drafts"


@dataclass(frozen=True, slots=True)
class Published:
    """What came of approving several drafts; `skipped` holds (proposal, sentence)."""

    opened: int
    skipped: tuple[tuple[Proposal, str], ...]


@transaction.atomic
def approve_proposal(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Open a draft: the learner is asked, and the company when the learner agreed to share.

    What changed at the place since the draft was made counts too, also when its news did not come through yet. Raises
    MoveRefused with every reason when the learner or the place is no longer free, or the round is not clean.
    """
    locked = lock_proposal(proposal.pk)
    Learner.objects.select_for_update().get(pk=locked.learner_id)
    today = clock.today()
    agreed = terms(today)
    place = place_now(locked.workplace_id)
    stands = rules.still_stands(place, proposed_at=locked.created_at, company_answer=locked.company_answer)
    faults = (*rules.may_open(load_of(locked), agreed).reasons, *stands.reasons)
    if faults:
        raise MoveRefused(" ".join(faults))
    if locked.round is not None:
        _require_clean(locked.round)
    move_proposal(
        actor=actor,
        proposal=locked,
        target=ProposalState.OPEN,
        approved_by_id=actor.user_id,
        approved_at=clock.now(),
        answer_due_on=rules.due_on(today, agreed),
    )
    _tell(actor, people.with_people(locked.pk))
    return locked


def _require_clean(round_: MatchRound) -> None:
    certificate = round_.metrics.get("certificate", {})
    state = RoundState.READY if round_.state == RoundState.CLOSED else round_.state
    verdict = rules.may_publish(
        state=state, blocking=certificate.get("blocking"), infeasible=certificate.get("infeasible")
    )
    if not verdict:
        raise MoveRefused(" ".join(verdict.reasons))


def _tell(actor: Actor, proposal: Proposal) -> None:
    case = proposal.learner.case
    if case.state == CaseState.CONTACTED:
        start_matching(actor=actor, case=case)
    add_event(
        case=case,
        actor=actor,
        verb=EventVerb.PROPOSED,
        text=sentences.proposed_line(proposal),
        for_learner=True,
    )
    mails.ask_learner(proposal)
    if rules.may_ask_company(
        learner_answer=proposal.learner_answer, consent_share=people.agreed_to_share(proposal.learner_id)
    ):
        ask_company(proposal=proposal)


@transaction.atomic
def publish_round(*, actor: Actor, round_: MatchRound) -> MatchRound:
    """Release the proposals of a round for approval. Raises MoveRefused unless its certificate is clean."""
    locked = lock_round(round_.pk)
    _require_clean(locked)
    if locked.state == RoundState.PUBLISHED:
        return locked
    return move_round(actor=actor, round_=locked, target=RoundState.PUBLISHED, published_at=clock.now())


def approve_proposals(*, actor: Actor, round_: MatchRound, chosen: Iterable[UUID]) -> Published:
    """Publish the round and open the chosen drafts, each on its own.

    A draft whose place or learner is no longer free stays a draft and is named with the reason. Raises MoveRefused
    when the round may not be published.
    """
    publish_round(actor=actor, round_=round_)
    drafts = round_.proposals.filter(state=ProposalState.DRAFT, public_id__in=list(chosen)).order_by("pk")
    return _open_each(actor, drafts)


@transaction.atomic
def approve_all(*, actor: Actor, round_: MatchRound) -> MatchRound:
    """Publish the round and let a worker open every draft. Raises MoveRefused when it may not be published."""
    published = publish_round(actor=actor, round_=round_)
    enqueue(APPROVE_ALL, round_id=published.pk, user_id=actor.user_id, name=actor.name)
    return published


def approve_drafts(*, actor: Actor, round_: MatchRound) -> Published:
    """Open what is still a draft in a published round (the worker's half of `approve_all`)."""
    if round_.state != RoundState.PUBLISHED:
        return Published(0, ())
    return _open_each(actor, round_.proposals.filter(state=ProposalState.DRAFT).order_by("pk"))


def _open_each(actor: Actor, drafts: Iterable[Proposal]) -> Published:
    opened, skipped = 0, []
    for draft in drafts:
        try:
            approve_proposal(actor=actor, proposal=draft)
        except MoveRefused as refusal:
            skipped.append((draft, str(refusal)))
        else:
            opened += 1
    return Published(opened, tuple(skipped))


@transaction.atomic
def propose_by_hand(*, actor: Actor, learner: Learner, workplace: Workplace, reason: str) -> Proposal:
    """Propose a workplace that a colleague chose, whatever the engine says of it. The broken rules go in the log.

    Raises ValidationError without a reason, for another programme, or when this pair already has a live proposal;
    MoveRefused when learner or place is not free.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Noteer waarom je deze plek zelf voorstelt."})
    if learner.programme_id != workplace.programme_id:
        raise ValidationError({"workplace": "Deze plek hoort bij een andere opleiding dan die van de lerende."})
    Learner.objects.select_for_update().get(pk=learner.pk)
    if Proposal.objects.live().filter(learner=learner, workplace=workplace).exists():
        raise ValidationError({"workplace": "Deze plek is al voorgesteld aan deze lerende."})
    today = clock.today()
    snapshot = take_snapshot(Scope.of_learner(learner, today), current_profile(today), learner=learner)
    packed = pack(snapshot.problem)
    row, offer = snapshot.learner_row(learner.pk), snapshot.offer_row(workplace.pk)
    broken = sentences.rules_in_words(reasons(packed, row, offer))
    proposal = Proposal.objects.create(learner=learner, workplace=workplace, **proposal_values(packed, row, offer))
    note = f"{reason.strip()} (tegen de regels: {broken})" if broken else reason.strip()
    log_proposal(actor=actor, proposal=proposal, source="", reason=note)
    return approve_proposal(actor=actor, proposal=proposal)
