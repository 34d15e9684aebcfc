"""Live lists for the desk: learners for a workplace, workplaces for a learner."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from companies.models import Workplace
from learners.models import Learner
from matchmaking import engine, sentences
from matchmaking.adapters import OfferFact, Scope, take_snapshot
from matchmaking.adapters.outcome import mode_name
from matchmaking.models import PairDecision
from matchmaking.selectors.terms import current_profile
from matchmaking.selectors.travel import notes_of
from matchmaking.sentences.why import FACTS

SHOWN = 25


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A learner for a workplace; scores out of 100."""

    learner: Learner
    journey: str
    learner_score: int
    site_score: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A workplace for a learner."""

    place: Workplace
    journey: str
    score: int


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """Candidates of a workplace, best for the place first; `obstacles` keep the place from everybody."""

    place: Workplace
    rows: list[CandidateRow]
    obstacles: list[str]


def workplace_of(public_id: UUID) -> Workplace | None:
    """Return a workplace with its names."""
    return Workplace.objects.with_place().filter(public_id=public_id).first()


def learner_of(public_id: UUID) -> Learner | None:
    """Return a learner with its names."""
    return Learner.objects.with_case().filter(public_id=public_id).first()


def candidates_of(place: Workplace, today: dt.date) -> CandidatesPage:
    """Return who could come here among those who search. Raises NoWeights, RuleMissing or TravelTableMissing."""
    scope = Scope(today, programme_ids=(place.programme_id,))
    snapshot = take_snapshot(scope, current_profile(today))
    packed, offer = engine.pack(snapshot.problem), snapshot.offer_row(place.pk)
    site = int(snapshot.problem.offers.site[offer])
    best = engine.candidates(packed, site, k=SHOWN, offer=offer)
    learners = Learner.objects.with_case().in_bulk([snapshot.learner_ids[one.learner] for one in best])
    notes = notes_of(snapshot.travel)
    rows = [
        CandidateRow(
            learners[snapshot.learner_ids[one.learner]],
            sentences.journey(one.minutes, mode_name(one.mode), notes),
            round(one.learner_score / 10),
            round(one.site_score / 10),
        )
        for one in best
    ]
    facts = snapshot.facts[offer]
    return CandidatesPage(place, rows, [str(FACTS[fact][0]) for fact in OfferFact if fact & facts])


def places_for(learner: Learner, today: dt.date) -> list[PlaceRow]:
    """Return the best workplaces of a learner now. Raises NoWeights, RuleMissing or TravelTableMissing."""
    if learner.programme_id is None:
        return []
    snapshot = take_snapshot(Scope.of_learner(learner, today), current_profile(today), learner=learner)
    packed = engine.pack(snapshot.problem)
    best = engine.shortlist(packed, snapshot.learner_row(learner.pk), k=SHOWN)
    places = Workplace.objects.with_place().in_bulk([snapshot.workplace_ids[one.offer] for one in best])
    notes = notes_of(snapshot.travel)
    return [
        PlaceRow(
            places[snapshot.workplace_ids[one.offer]],
            sentences.journey(one.minutes, mode_name(one.mode), notes),
            round(one.learner_score / 10),
        )
        for one in best
    ]


def choices_for(learner: Learner) -> "QuerySet[Workplace]":
    """Return every workplace of the learner's programme, by name."""
    rows = Workplace.objects.with_place().filter(programme=learner.programme_id)
    return rows.order_by("establishment__company__search_text", "pk")


def decisions_about(learner: Learner) -> list[PairDecision]:
    """Return what was decided about a learner, newest first."""
    rows = PairDecision.objects.filter(learner=learner).select_related(
        "workplace__establishment__company", "workplace__programme"
    )
    return list(rows.order_by("-created_at", "-pk"))
