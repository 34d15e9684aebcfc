"""What people decide about a learner and a workplace: fixed, excluded, declined. Always with a reason."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor
from companies.models import Workplace
from core import clock
from learners.models import Learner
from matchmaking.enums import DecisionKind, ProposalState
from matchmaking.models import PairDecision, Proposal, TakenPlace
from matchmaking.services.prospects import touch_learner
from matchmaking.services.withdrawing import withdraw_proposal
from privacy import journal

OfPair = Proposal | TakenPlace


@transaction.atomic
def pin_pair(
    *, actor: Actor, learner: Learner, workplace: Workplace, reason: str, until: dt.date | None = None
) -> PairDecision:
    """Fix a place for a learner in the next round. Raises ValidationError without a reason, with another pin, or when
    the pair is excluded.
    """
    _require_reason(reason)
    Learner.objects.select_for_update().get(pk=learner.pk)
    holding = PairDecision.objects.filter(_holds(), learner=learner)
    if holding.filter(kind=DecisionKind.PIN).exclude(workplace=workplace).exists():
        raise ValidationError({"workplace": "Deze lerende is al vastgezet op een andere plek. Haal dat eerst weg."})
    if holding.filter(kind=DecisionKind.FORBID, workplace=workplace).exists():
        raise ValidationError({"workplace": "Dit koppel is uitgesloten. Haal dat eerst weg."})
    return _decide(actor, DecisionKind.PIN, learner, workplace, reason, until)


@transaction.atomic
def forbid_pair(
    *, actor: Actor, learner: Learner, workplace: Workplace, reason: str, until: dt.date | None = None
) -> PairDecision:
    """Exclude a pair; a draft or open proposal of it is withdrawn and a pin is dropped. Raises ValidationError."""
    _require_reason(reason)
    Learner.objects.select_for_update().get(pk=learner.pk)
    PairDecision.objects.filter(learner=learner, workplace=workplace, kind=DecisionKind.PIN).delete()
    decision = _decide(actor, DecisionKind.FORBID, learner, workplace, reason, until)
    waiting = (ProposalState.DRAFT, ProposalState.OPEN)
    for proposal in Proposal.objects.filter(learner=learner, workplace=workplace, state__in=waiting):
        withdraw_proposal(actor=actor, proposal=proposal, reason=reason)
    return decision


@transaction.atomic
def lift_decision(*, actor: Actor, decision: PairDecision, reason: str) -> None:
    """Remove a decision; the journal keeps that it was there. Raises ValidationError without a reason."""
    _require_reason(reason)
    journal.record(actor=actor, verb="decision_lifted", subject=decision, kind=decision.kind)
    PairDecision.objects.filter(pk=decision.pk).delete()
    touch_learner(learner_id=decision.learner_id)


def note_decline(*, actor: Actor, pair: OfPair, reason: str, until: dt.date | None) -> PairDecision:
    """Remember that one side refused this pair, so that it is not proposed again before `until`."""
    return _decide(actor, DecisionKind.DECLINE, pair.learner, pair.workplace, reason, until)


def forget_decline(*, actor: Actor, pair: OfPair, reason: str) -> None:
    """Take away what was remembered about a pair for that reason: it was a mistake."""
    rows = PairDecision.objects.filter(
        learner=pair.learner_id, workplace=pair.workplace_id, kind=DecisionKind.DECLINE, reason=reason
    )
    for row in rows:
        journal.record(actor=actor, verb="decision_lifted", subject=row, kind=row.kind)
        row.delete()
    touch_learner(learner_id=pair.learner_id)


def _decide(
    actor: Actor, kind: DecisionKind, learner: Learner, workplace: Workplace, reason: str, until: dt.date | None
) -> PairDecision:
    if until is not None and until < clock.today():
        raise ValidationError({"until": "Kies vandaag of een latere dag."})
    decision, _created = PairDecision.objects.update_or_create(
        learner=learner,
        workplace=workplace,
        kind=kind,
        defaults={"reason": reason.strip()[:300], "decided_by": actor.label[:200], "until": until},
    )
    journal.record(actor=actor, verb="decision_made", subject=decision, kind=kind)
    touch_learner(learner_id=learner.pk)
    return decision


def _holds() -> Q:
    return Q(until=None) | Q(until__gte=clock.today())


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Noteer waarom. De lerende en het bedrijf mogen dat vragen."})
