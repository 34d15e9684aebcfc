"""Who could come to a workplace, as its company may see it: nobody is named, nothing tells who it is."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.rules import RuleMissing, TravelTableMissing
from companies.models import Workplace
from matchmaking import engine, sentences
from matchmaking.adapters import Scope, Snapshot, take_snapshot
from matchmaking.adapters.outcome import mode_name
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.selectors.travel import notes_of

log = logging.getLogger(__name__)
SHOWN = 3


@dataclass(frozen=True, slots=True)
class NamelessCandidate:
    """One learner: the journey, the first possible day, and why the place fits, in words."""

    journey: str
    start: dt.date
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class CompanyCandidates:
    """The best candidates of this moment and how many there are in all. `total` None: it cannot be worked out now.

    `takes_part` is False when something keeps the place from everybody.
    """

    rows: list[NamelessCandidate]
    total: int | None
    takes_part: bool = True


def company_candidates(place: Workplace, today: dt.date) -> CompanyCandidates:
    """Return who meets every rule of a workplace and had no turn there yet, best for the place first."""
    try:
        snapshot = take_snapshot(Scope(today, programme_ids=(place.programme_id,)), current_profile(today))
    except (NoWeights, RuleMissing, TravelTableMissing):
        log.exception("no candidates: reference data are missing")
        return CompanyCandidates([], None)
    packed, offer = engine.pack(snapshot.problem), snapshot.offer_row(place.pk)
    site = int(snapshot.problem.offers.site[offer])
    everybody = engine.candidates(packed, site, k=len(snapshot.learner_ids), offer=offer)
    fresh = [
        one
        for one in everybody
        if (snapshot.learner_ids[one.learner], snapshot.site_ids[site]) not in snapshot.had_turn
    ]
    rows = [_row(packed, snapshot, one) for one in fresh[:SHOWN]]
    return CompanyCandidates(rows, len(fresh), takes_part=not snapshot.facts[offer])


def _row(packed: engine.Packed, snapshot: Snapshot, one: engine.Candidate) -> NamelessCandidate:
    notes, mode = notes_of(snapshot.travel), mode_name(one.mode)
    begin = int(max(packed.begin[one.learner], snapshot.problem.offers.begin[one.offer]))
    told = engine.explain(packed, one.learner, one.offer)
    return NamelessCandidate(
        journey=sentences.journey(one.minutes, mode, notes),
        start=dt.date.fromordinal(begin),
        reasons=_reasons({part.criterion: part.raw for part in told.site_parts}),
    )


def _reasons(raw: Mapping[str, float]) -> list[str]:
    """Why a learner fits, from what the side of the company counts."""
    percent = round(raw.get("site_coverage", 0) * 100)
    words = [_("Leert bij jullie %(percent)d procent van de activiteiten van de opleiding.") % {"percent": percent}]
    if raw.get("site_language", 0) >= 1:
        words.append(_("Spreekt de talen van jullie werkvloer."))
    elif raw.get("site_language", 0) > 0:
        words.append(_("Spreekt een van de talen van jullie werkvloer."))
    return words
