"""What went on between learners and places so far: who fills a place, which pairs had their turn, how companies answer.

A pair fills one place when a proposal is live or an agreement was begun, and only one when both are there. An agreement
that is over frees the place, also when the introduction before it was never closed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q, Value

from matchmaking.adapters.answers import FIELDS as ANSWER_FIELDS
from matchmaking.adapters.answers import Asked, shares_of
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.shared import DatedNumbers
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, TakenPlace

AGREEMENT = "agreement"
Pair = tuple[int, int]


class Claim(NamedTuple):
    """A live proposal, or an agreement (`state` AGREEMENT). `since`: when it was introduced, or freed (None: it holds)."""

    learner: int
    workplace: int
    establishment: int
    state: str
    since: dt.datetime | None


class History(NamedTuple):
    """Proposals and agreements so far. A pair is (learner, establishment); `live_pairs` are those that fill a place.

    `held` are the learners with an agreement that is being made or runs.
    """

    live_workplace: Counter[int]
    live_establishment: Counter[int]
    had_turn: frozenset[Pair]
    live_pairs: frozenset[Pair]
    held: frozenset[int]
    responsiveness: dict[int, float]


def read_history(scope: Scope, rules: DatedNumbers) -> History:
    """Return what went on at the places in scope (1 query)."""
    within = Q()
    if scope.programme_ids is not None or scope.establishment_id is not None:
        within = Q(workplace__establishment__in=scope.establishments())
    answers: list[Asked] = []
    claims: list[Claim] = []
    had_turn = set()
    for learner, workplace, since, *columns in _rows(within):
        answer = Asked(*columns)
        claims.append(Claim(learner, workplace, answer.establishment, answer.state, since))
        if answer.state != AGREEMENT:
            answers.append(answer)
            had_turn.add((learner, answer.establishment))
    filled = filled_places(claims)
    shares = shares_of(answers, scope.as_of, days=rules.answer_days, months=rules.answer_months)
    return History(
        Counter(workplace for _learner, workplace in filled),
        Counter(filled.values()),
        frozenset(had_turn),
        frozenset((learner, place) for (learner, _workplace), place in filled.items()),
        frozenset(one.learner for one in claims if one.state == AGREEMENT and one.since is None),
        shares,
    )


def filled_places(claims: Iterable[Claim]) -> dict[Pair, int]:
    """Return the establishment of every (learner, workplace) that fills a place; claims of other states count for nothing."""
    known = list(claims)
    freed = {(one.learner, one.workplace): one.since for one in known if one.state == AGREEMENT and one.since}
    filled = {}
    for one in known:
        pair = one.learner, one.workplace
        live = one.state in ProposalState.LIVE and not _is_over(one, freed.get(pair))
        if live or (one.state == AGREEMENT and one.since is None):
            filled[pair] = one.establishment
    return filled


def _is_over(proposal: Claim, freed_at: dt.datetime | None) -> bool:
    """An introduction that led to an agreement which is over."""
    if freed_at is None or proposal.state != ProposalState.INTRODUCED:
        return False
    return proposal.since is None or proposal.since <= freed_at


def _rows(within: Q) -> Iterable[tuple[Any, ...]]:
    """Both kinds in one question: learner, workplace, moment, and the columns of `Asked`."""
    proposals = Proposal.objects.exclude(state=ProposalState.WITHDRAWN).filter(within).order_by()
    agreements = TakenPlace.objects.filter(within).order_by()
    asked = proposals.values_list("learner", "workplace", "introduced_at", *ANSWER_FIELDS)
    columns = {field.name: field for field in Proposal._meta.fields}
    empty = [Value(None, output_field=columns[name]) for name in ANSWER_FIELDS[2:]]
    taken = agreements.values_list(
        "learner", "workplace", "freed_at", "workplace__establishment", Value(AGREEMENT), *empty
    )
    return asked.union(taken, all=True)


def claims_at(establishment_id: int) -> list[tuple[Claim, int | None, int | None]]:
    """Return what claims a place of an establishment, with the proposal and its round (None for an agreement; 1 query)."""
    nothing = Value(None, output_field=Proposal._meta.pk)
    proposals = Proposal.objects.live().filter(workplace__establishment=establishment_id).order_by()
    agreements = TakenPlace.objects.filter(workplace__establishment=establishment_id).order_by()
    live = proposals.values_list(
        "learner", "workplace", "workplace__establishment", "state", "introduced_at", "pk", "round"
    )
    taken = agreements.values_list(
        "learner", "workplace", "workplace__establishment", Value(AGREEMENT), "freed_at", nothing, nothing
    )
    return [(Claim(*row[:5]), row[5], row[6]) for row in live.union(taken, all=True)]
