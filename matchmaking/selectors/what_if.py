"""What a finished round would have given with something changed. Calculated from its kept input; nothing is written."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from learners.models import Learner
from matchmaking import engine, sentences
from matchmaking.adapters.outcome import mode_name
from matchmaking.adapters.shared import policy_of
from matchmaking.engine.what_if import (
    Changes,
    Difference,
    Effect,
    Trial,
    changed,
    differences,
    most_wanted,
    settle_trial,
)
from matchmaking.models import MatchRound, RoundSnapshot
from matchmaking.selectors.row_names import RowNames
from matchmaking.selectors.snapshots import KeptInput, input_of
from matchmaking.selectors.travel import travel_notes
from matchmaking.selectors.trial_figures import Measure, measures_of

SHOWN, SHOWN_FULL, SHOWN_PLACES = 50, 10, 15
PIN, FORBID, PLACE = "zet_vast", "sluit_uit", "plaats"
EFFECTS = {
    Effect.GAINS_PLACE: ("krijgt een plek", "krijgen een plek", "ok"),
    Effect.LOSES_PLACE: ("verliest de plek", "verliezen hun plek", "alarm"),
    Effect.BETTER: ("krijgt een betere plek", "krijgen een betere plek", "ok"),
    Effect.WORSE: ("krijgt een minder goede plek", "krijgen een minder goede plek", "warn"),
    Effect.OTHER: ("krijgt een even goede plek", "krijgen een even goede plek", "plain"),
}
"""In words about one and about more, and as a tone, in the order of the list on the page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a colleague wants to change. `pairs` are (PIN or FORBID, learner, workplace) by public id; a workplace gets
    one place more each time `places` names it. None leaves the numbers of the round. `learner`: whose places to list.
    """

    pairs: tuple[tuple[str, UUID, UUID], ...] = ()
    places: tuple[UUID, ...] = ()
    weights: Mapping[str, float] | None = None
    policy: Mapping[str, int] | None = None
    max_level: int | None = None
    learner: Learner | None = None


@dataclass(frozen=True, slots=True)
class ChangedLearner:
    """A learner who gets something else, with both places in words."""

    learner: str
    public_id: str
    before: str
    after: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words, and the parameter of the address it comes from."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Option:
    """A place of the chosen learner; `pair` names both for the address."""

    place: str
    workplace: str
    journey: str
    score: int
    is_now: bool
    pair: str


@dataclass(frozen=True, slots=True)
class FullPlace:
    """A workplace that learners without a place could have had."""

    place: str
    programme: str
    workplace: str
    waiting: int


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """Everything on the page. `milliseconds` is what the engine needed for the changed round and the difference;
    `same_engine` is False when the round as it was cannot be repeated exactly any more.
    """

    measures: list[Measure]
    counts: list[tuple[int, str, str]]
    rows: list[ChangedLearner]
    more: int
    lines: list[ChangeLine]
    dropped: int
    milliseconds: int
    same_engine: bool
    full: list[FullPlace]
    options: list[Option]


def learner_of_round(round_: MatchRound, code: str) -> Learner | None:
    """Return the learner with this code when the kept input of the round is about that learner (1 query)."""
    people = RoundSnapshot.objects.filter(round=round_).values("learners")
    return Learner.objects.with_case().filter(code=code, pk__in=people).first()


def what_if(round_: MatchRound, asked: Asked) -> WhatIfPage:
    """Calculate the round as it was and as asked, and tell the difference (at most 6 queries). Raises NoSnapshot."""
    kept = input_of(round_)
    names = RowNames(kept)
    changes, lines = _changes(kept, names, asked)
    base = settle_trial(kept.problem)
    started = time.perf_counter()
    other = settle_trial(changed(kept.problem, changes))
    found = differences(base, other)
    spent = time.perf_counter() - started
    order = list(EFFECTS)
    shown = sorted(found, key=lambda one: (order.index(one.effect), one.learner))[:SHOWN]
    wanted = dict(list(most_wanted(other).items())[:SHOWN_FULL])
    best = _best(kept, other, asked.learner)
    names.read_offers(
        [one.before for one in shown] + [one.after for one in shown] + [*wanted, *(o.offer for o in best)]
    )
    names.read_learners(names.id_of(one.learner) for one in shown)
    return WhatIfPage(
        measures=measures_of(base, other),
        counts=_counts(found),
        rows=[_row(names, one) for one in shown],
        more=len(found) - len(shown),
        lines=lines,
        dropped=len(asked.pairs) + len(asked.places) - len(lines),
        milliseconds=max(1, round(1000 * spent)),
        same_engine=engine.fingerprint(base.packed, base.assignment) == round_.result_fingerprint,
        full=_full(names, wanted),
        options=_options(names, kept, other, asked.learner, best),
    )


def _changes(kept: KeptInput, names: RowNames, asked: Asked) -> tuple[Changes, list[ChangeLine]]:
    """The changes in rows and in words; what names no row of this round is left out."""
    offers = names.read_workplaces({place for *_rest, place in asked.pairs} | set(asked.places))
    names.read_learners(str(learner) for _kind, learner, _place in asked.pairs)
    rows: dict[str, list[tuple[int, int]]] = {PIN: [], FORBID: []}
    lines, extra = [], dict[int, int]()
    for kind, learner, place in asked.pairs:
        row = kept.learner_rows.get(str(learner))
        if row is None or place not in offers:
            continue
        rows[kind].append((row, int(kept.problem.offers.site[offers[place]])))
        words = (
            f"{names.learner(str(learner))} {'vast op' if kind == PIN else 'niet bij'} {names.place(offers[place])}"
        )
        lines.append(ChangeLine(kind, f"{learner}.{place}", words))
    for place in asked.places:
        if place in offers:
            extra[offers[place]] = extra.get(offers[place], 0) + 1
            lines.append(ChangeLine(PLACE, str(place), f"Een plaats erbij: {names.place(offers[place])}"))
    weights = None if asked.weights is None else engine.Weights.from_mapping(asked.weights)
    first_bus = kept.problem.policy.first_transit_minute
    policy = None if asked.policy is None else policy_of(asked.policy, first_bus=first_bus)
    return Changes(tuple(rows[PIN]), tuple(rows[FORBID]), extra, weights, policy, asked.max_level), lines


def _counts(found: list[Difference]) -> list[tuple[int, str, str]]:
    """How many learners per effect, in words and with a tone; effects nobody has are left out."""
    counted = Counter(one.effect for one in found)
    return [
        (counted[effect], one if counted[effect] == 1 else more, tone)
        for effect, (one, more, tone) in EFFECTS.items()
        if counted[effect]
    ]


def _row(names: RowNames, one: Difference) -> ChangedLearner:
    public_id = names.id_of(one.learner)
    words, _more, tone = EFFECTS[one.effect]
    return ChangedLearner(
        names.learner(public_id), public_id, names.place(one.before), names.place(one.after), words, tone
    )


def _full(names: RowNames, wanted: Mapping[int, int]) -> list[FullPlace]:
    known = names.places
    return [
        FullPlace(names.place(row), known[row].programme.name, str(known[row].public_id), count)
        for row, count in wanted.items()
        if row in known
    ]


def _best(kept: KeptInput, trial: Trial, learner: Learner | None) -> list[engine.Candidate]:
    row = None if learner is None else kept.learner_rows.get(str(learner.public_id))
    return [] if row is None else engine.shortlist(trial.packed, row, k=SHOWN_PLACES)


def _options(
    names: RowNames, kept: KeptInput, trial: Trial, learner: Learner | None, best: list[engine.Candidate]
) -> list[Option]:
    if learner is None or not best:
        return []
    now, notes = trial.assignment.offer[kept.learner_rows[str(learner.public_id)]], travel_notes()
    return [
        Option(
            place=names.place(one.offer),
            workplace=str(names.places[one.offer].public_id),
            journey=sentences.journey(one.minutes, mode_name(one.mode), notes),
            score=round(one.learner_score / 10),
            is_now=one.offer == now,
            pair=f"{learner.public_id}.{names.places[one.offer].public_id}",
        )
        for one in best
        if one.offer in names.places
    ]
