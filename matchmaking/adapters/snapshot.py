"""One consistent reading of the database for one calculation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from django.db.models import Q

from catalogue.selectors import TravelTable
from learners.models import Learner
from matchmaking import engine
from matchmaking.adapters.activities import Activities
from matchmaking.adapters.ages import too_young
from matchmaking.adapters.facts import OfferFact
from matchmaking.adapters.history import History, read_history
from matchmaking.adapters.people import Person, learner_table, person_of, read_people
from matchmaking.adapters.places import Places, read_places
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.shared import policy_of, read_roads, read_rules, weights_of
from matchmaking.enums import DecisionKind, ProposalState
from matchmaking.models import PairDecision, Proposal, WeightProfile


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The problem, and per row of its tables the primary key behind it.

    `facts` says per offer row what keeps it from everybody. `left_out` are learners of the scope that a round skips
    because enough is going on around them; `lost` those whose municipality we do not know. `ages` are the exact minimum
    ages per offer row, `too_young` the pairs (learner, workplace) that only those keep apart.
    """

    scope: Scope
    problem: engine.Problem
    learner_ids: tuple[int, ...]
    school_ids: tuple[int | None, ...]
    site_ids: tuple[int, ...]
    workplace_ids: tuple[int, ...]
    facts: tuple[OfferFact, ...]
    had_turn: frozenset[tuple[int, int]]
    travel: Mapping[str, TravelTable]
    left_out: tuple[int, ...]
    lost: tuple[int, ...]
    ages: tuple[int, ...]
    too_young: frozenset[tuple[int, int]]

    @property
    def is_empty(self) -> bool:
        """True when there is nobody to find a place for."""
        return not self.learner_ids

    def learner_row(self, learner_id: int) -> int:
        """Row of a learner. Raises ValueError when the snapshot does not hold it."""
        return self.learner_ids.index(learner_id)

    def offer_row(self, workplace_id: int) -> int:
        """Row of a workplace. Raises ValueError when the snapshot does not hold it."""
        return self.workplace_ids.index(workplace_id)

    def fingerprint(self) -> str:
        """Return a SHA-256 of everything the engine reads: the same rows give the same fingerprint."""
        problem, digest = self.problem, sha256()
        for part in (problem.learners, problem.sites, problem.offers, problem.decisions):
            for field in fields(part):
                array = np.ascontiguousarray(getattr(part, field.name))
                digest.update(f"{field.name}:{array.dtype.str}:{array.shape};".encode())
                digest.update(array.tobytes())
        digest.update(getattr(problem.travel, "matrix", np.zeros(0)).tobytes())
        rest = (problem.as_of, problem.seed, problem.max_level, problem.weights, problem.policy)
        digest.update(repr(rest).encode())
        return digest.hexdigest()


def take_snapshot(
    scope: Scope, profile: WeightProfile, *, seed: int = 0, most_open: int = 1, learner: Learner | None = None
) -> Snapshot:
    """Read the scope in a constant number of queries.

    A round skips learners with `most_open` open proposals. `learner` is the one learner of the scope, when the caller
    has it already. Raises `engine.EngineError` naming a faulty row,
    `RuleMissing` or `TravelTableMissing` when the reference data were not loaded.
    """
    roads, activities, rules = read_roads(), Activities(scope), read_rules(scope.as_of)
    history = read_history(scope, rules)
    everybody = [person_of(learner)] if learner else read_people(scope)
    decided = _read_decisions(scope)
    left_out = _left_out(scope, decided, most_open) | history.held if scope.for_round else frozenset()
    people = [one for one in everybody if one.pk not in left_out]
    learners = learner_table(people, scope, roads, activities, rules, profile)
    places = read_places(scope, roads, activities, rules, history, rules.availability_days)
    young = too_young(people, places, scope.as_of)
    problem = engine.Problem(
        learners=learners,
        sites=places.sites,
        offers=places.offers,
        as_of=engine.day_number(scope.as_of),
        decisions=_decisions(scope, decided, people, places, history, young),
        weights=weights_of(profile.learner_weights, profile.site_weights),
        policy=policy_of(profile.policy, first_bus=rules.first_bus),
        travel=roads.matrix,
        seed=seed,
        max_level=profile.max_level,
    )
    return Snapshot(
        scope=scope,
        problem=problem,
        learner_ids=tuple(one.pk for one in people),
        school_ids=tuple(one.school for one in people),
        site_ids=tuple(places.site_rows),
        workplace_ids=tuple(row.pk for row in places.rows),
        facts=tuple(places.facts),
        had_turn=history.had_turn,
        travel=roads.tables,
        left_out=tuple(one.pk for one in everybody if one.pk in left_out),
        lost=tuple(one.pk for one in people if (one.nis or "") not in roads.zone_of),
        ages=tuple(places.ages),
        too_young=frozenset((people[row].pk, places.rows[offer].pk) for row, offer in young),
    )


class Decided(NamedTuple):
    """A decision that still holds."""

    kind: str
    learner: int
    workplace: int
    establishment: int


def _read_decisions(scope: Scope) -> list[Decided]:
    """Return the decisions that hold on the day of the scope, newest first (1 query)."""
    holds = Q(until=None) | Q(until__gte=scope.as_of)
    rows = PairDecision.objects.filter(holds, learner__in=scope.learners().values("pk")).order_by("-created_at", "-pk")
    return [Decided(*row) for row in rows.values_list("kind", "learner", "workplace", "workplace__establishment")]


def _left_out(scope: Scope, decided: list[Decided], most_open: int) -> frozenset[int]:
    """Learners with a draft, an introduction, a live pin, or as many open proposals as allowed (1 query)."""
    pins = {(one.learner, one.workplace) for one in decided if one.kind == DecisionKind.PIN}
    live = Proposal.objects.filter(learner__in=scope.learners().values("pk"), state__in=ProposalState.LIVE)
    opened, skipped = Counter[int](), set()
    for learner, workplace, state in live.values_list("learner", "workplace", "state"):
        opened[learner] += 1
        if state != ProposalState.OPEN or (learner, workplace) in pins or opened[learner] >= most_open:
            skipped.add(learner)
    return frozenset(skipped)


def _decisions(
    scope: Scope,
    decided: list[Decided],
    people: list[Person],
    places: Places,
    history: History,
    young: list[tuple[int, int]],
) -> engine.Decisions:
    """Decisions in rows. In a round a pair that had its turn is not proposed again, unless somebody pinned it.

    Pairs that an exact minimum age keeps apart count as excluded.
    """
    row_of = {one.pk: row for row, one in enumerate(people)}
    pins: dict[int, int] = {}
    refused: dict[str, set[tuple[int, int]]] = {DecisionKind.FORBID: set(), DecisionKind.DECLINE: set()}
    for one in decided:
        if one.learner not in row_of or one.establishment not in places.site_rows:
            continue
        learner, site = row_of[one.learner], places.site_rows[one.establishment]
        if one.kind != DecisionKind.PIN:
            refused[one.kind].add((learner, site))
        elif (one.learner, one.establishment) not in history.live_pairs:
            pins.setdefault(learner, site)
    if scope.for_round:
        turns = ((row_of.get(learner), places.site_rows.get(place)) for learner, place in history.had_turn)
        refused[DecisionKind.FORBID] |= {
            (learner, site)
            for learner, site in turns
            if learner is not None and site is not None and pins.get(learner) != site
        }
    refused[DecisionKind.FORBID] |= {(row, places.site_rows[places.rows[offer].establishment]) for row, offer in young}
    return engine.Decisions.build(
        pins=sorted(pins.items()),
        forbids=sorted(refused[DecisionKind.FORBID]),
        declines=sorted(refused[DecisionKind.DECLINE]),
    )
