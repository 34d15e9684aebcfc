"""The same round with something changed: what it would give, and for whom the difference is a gain or a loss.

Nothing is stored. Both sides of a comparison are measured by the scores of the round as it was, so that changed weights
do not make a place look better or worse than it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum

import numpy as np

from matchmaking.engine.assign import Assignment, level_round
from matchmaking.engine.packing import Packed, pack
from matchmaking.engine.pairs import Pairs, build_pairs
from matchmaking.engine.problem import Decisions, Policy, Problem, Weights
from matchmaking.engine.result import metrics
from matchmaking.engine.score import explain
from matchmaking.engine.types import Kind


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different, in rows: pins and forbids (learner, site), places added per offer, weights and policy.

    `None` leaves weights, policy or highest level as they were.
    """

    pins: tuple[tuple[int, int], ...] = ()
    forbids: tuple[tuple[int, int], ...] = ()
    places: Mapping[int, int] = field(default_factory=dict)
    weights: Weights | None = None
    policy: Policy | None = None
    max_level: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One settled round without its certificate: enough to compare, not enough to publish."""

    packed: Packed
    pairs: Pairs
    assignment: Assignment
    metrics: dict[str, float]


class Effect(Enum):
    """What a change does to one learner. `OTHER` is another place that scores the same."""

    GAINS_PLACE = "gains_place"
    LOSES_PLACE = "loses_place"
    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """A learner row that gets another offer: offer rows (-1 none) and the learner's score of each in the base round."""

    learner: int
    effect: Effect
    before: int
    after: int
    score_before: int
    score_after: int


def changed(problem: Problem, changes: Changes) -> Problem:
    """The problem with the changes made. A new pin replaces the learner's old one; a forbid drops the pin of its pair.

    An added place counts as open, even where the workplace was full or shut.
    """
    offers = problem.offers
    capacity, inside, is_open = problem.sites.capacity.copy(), offers.capacity.copy(), offers.open.copy()
    for offer, number in changes.places.items():
        capacity[offers.site[offer]] += number
        inside[offer] += number if inside[offer] >= 0 else 0
        is_open[offer] = True
    learners, highest = problem.learners, problem.max_level
    if changes.max_level is not None and changes.max_level != highest:
        own = learners.max_level
        learners = replace(learners, max_level=np.where(own > 0, changes.max_level, own).astype(own.dtype))
        highest = changes.max_level
    return replace(
        problem,
        learners=learners,
        sites=replace(problem.sites, capacity=capacity),
        offers=replace(offers, open=is_open, capacity=inside),
        decisions=_decided(problem.decisions, changes),
        weights=changes.weights or problem.weights,
        policy=changes.policy or problem.policy,
        max_level=highest,
    )


def _decided(made: Decisions, changes: Changes) -> Decisions:
    new_pins, barred = dict(changes.pins), set(changes.forbids)
    pins = {one: site for one, site in made.pairs(Kind.PIN).tolist() if one not in new_pins} | new_pins
    built = Decisions.build(
        pins=sorted(pair for pair in pins.items() if pair not in barred),
        forbids=[*map(tuple, made.pairs(Kind.FORBID).tolist()), *sorted(barred)],
        declines=[tuple(pair) for pair in made.pairs(Kind.DECLINE).tolist()],
    )
    orders = {one.name: getattr(made, one.name) for one in fields(made) if one.name.startswith("order_")}
    return replace(built, **orders)


def settle_trial(problem: Problem) -> Trial:
    """The round of a problem, without certificate and reasons. Raises EngineError when the problem is faulty."""
    packed = pack(problem)
    pairs = build_pairs(packed)
    assignment = level_round(packed, pairs).assignment()
    return Trial(packed, pairs, assignment, metrics(packed, pairs, assignment))


def differences(base: Trial, other: Trial) -> list[Difference]:
    """Every learner who gets another offer, in row order."""
    before, after = base.assignment.offer, other.assignment.offer
    found = []
    for row in np.flatnonzero(before != after).tolist():
        old, new = int(before[row]), int(after[row])
        scores = _score(base.packed, row, old), _score(base.packed, row, new)
        found.append(Difference(row, _effect(old, new, *scores), old, new, *scores))
    return found


def _score(packed: Packed, learner: int, offer: int) -> int:
    return explain(packed, learner, offer).learner_score if offer >= 0 else 0


def _effect(before: int, after: int, score_before: int, score_after: int) -> Effect:
    if before < 0 or after < 0:
        return Effect.GAINS_PLACE if before < 0 else Effect.LOSES_PLACE
    if score_after == score_before:
        return Effect.OTHER
    return Effect.BETTER if score_after > score_before else Effect.WORSE


def most_wanted(trial: Trial) -> dict[int, int]:
    """Offer rows that learners without a place could have had, were there one more: how many learners each."""
    packed, pairs, without = trial.packed, trial.pairs, trial.assignment.site < 0
    own = np.repeat(np.arange(pairs.ptr.size - 1), np.diff(pairs.ptr))
    rows = packed.offers.row[pairs.offer[without[packed.learners.row[own]]]]
    counted = np.bincount(rows, minlength=len(packed.problem.offers))
    best = np.argsort(-counted, kind="stable")
    return {int(row): int(counted[row]) for row in best if counted[row]}
