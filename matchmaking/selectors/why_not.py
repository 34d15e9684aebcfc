"""Why a named workplace is not on a learner's list: THE rule first, the others after it, and what to do."""

import datetime as dt
import logging
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from catalogue.enums import TravelMode
from catalogue.rules import RuleMissing, TravelTableMissing
from companies.enums import Accessibility, Licence, SpokenLanguage
from companies.models import Workplace
from core.db import fold
from learners.models import Learner
from matchmaking import engine, sentences
from matchmaking.adapters import Scope, Snapshot, take_snapshot
from matchmaking.adapters.outcome import mode_name
from matchmaking.adapters.people import DEFAULT_MODES
from matchmaking.adapters.places import minute_of
from matchmaking.models import Proposal
from matchmaking.selectors.terms import NoWeights, current_profile
from matchmaking.selectors.travel import notes_of

log = logging.getLogger(__name__)
FOUND = 12


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One workplace to choose from."""

    public_id: UUID
    company: str
    municipality: str


@dataclass(frozen=True, slots=True)
class WhyNotPage:
    """The answer. `first` None: nothing stands in the way, `sentence` says so. `score` is out of 100."""

    place: Workplace
    first: sentences.Obstacle | None
    others: list[sentences.Obstacle]
    sentence: str
    journey: str
    score: int
    parts: list[sentences.PartInWords]


def find_places(learner: Learner, typed: str) -> list[NamedPlace]:
    """Return workplaces of the learner's programme by name of company or municipality, in order (1 query)."""
    rows = Workplace.objects.with_place().filter(programme=learner.programme_id)
    for word in fold(typed).split():
        rows = rows.filter(
            Q(establishment__company__search_text__contains=word)
            | Q(establishment__municipality__search_text__contains=word)
        )
    ordered = rows.order_by("establishment__company__search_text", "pk")[:FOUND]
    return [
        NamedPlace(row.public_id, row.establishment.company.name, row.establishment.municipality.name)
        for row in ordered
    ]


def why_not(learner: Learner, place_id: UUID, today: dt.date) -> WhyNotPage | None:
    """Explain one workplace of the learner's own programme; None when there is no such workplace.

    Raises NoWeights, RuleMissing or TravelTableMissing when reference data are missing.
    """
    place = Workplace.objects.with_place().filter(public_id=place_id, programme=learner.programme_id).first()
    if place is None or learner.programme_id is None:
        return None
    snapshot = take_snapshot(Scope.of_learner(learner, today), current_profile(today), learner=learner)
    packed = engine.pack(snapshot.problem)
    row, offer = snapshot.learner_row(learner.pk), snapshot.offer_row(place.pk)
    site = int(snapshot.problem.offers.site[offer])
    told = engine.why_not(packed, row, site)
    score = engine.explain(packed, row, offer)
    reasons = told.reasons
    if (learner.pk, place.pk) in snapshot.too_young:
        reasons = (reasons | engine.Reason.TOO_YOUNG) & ~engine.Reason.FORBIDDEN
    found = sentences.obstacles(reasons, snapshot.facts[offer], _pair(learner, place, snapshot, told, offer))
    live = Proposal.objects.live().filter(learner=learner, workplace=place).exists()
    notes = notes_of(snapshot.travel)
    mode = mode_name(told.mode)
    return WhyNotPage(
        place=place,
        first=found[0] if found and not live else None,
        others=found[1:] if not live else [],
        sentence=_("Deze plek is jou al voorgesteld.") if live else _("Niets houdt deze plek tegen."),
        journey=sentences.journey(told.minutes, mode, notes),
        score=round(score.learner_score / 10),
        parts=sentences.parts_in_words([list(part) for part in score.learner_parts], told.minutes, mode, notes),
    )


def _pair(learner: Learner, place: Workplace, snapshot: Snapshot, told: engine.WhyNot, offer: int) -> sentences.Pair:
    provided = set(place.accessibility)
    return sentences.Pair(
        minutes=told.minutes,
        mode=mode_name(told.mode),
        max_minutes=learner.max_minutes,
        minimum_age=snapshot.ages[offer],
        missing_licences=[
            one for one in Licence.ORDER if one in place.required_licences and one not in learner.licences
        ],
        missing_needs=[one for one in Accessibility.ORDER if one in learner.accessibility and one not in provided],
        languages=[one for one in SpokenLanguage.ORDER if one in place.languages],
        too_early_for_bus=_by_bus_only_too_early(learner, place, snapshot.problem.policy.first_transit_minute),
    )


def _by_bus_only_too_early(learner: Learner, place: Workplace, first_bus: int) -> bool:
    """Tell whether the learner counts on bus or train, which bring nobody there in time for the working day."""
    by_bus = TravelMode.PUBLIC_TRANSPORT in (learner.modes or DEFAULT_MODES)
    return by_bus and 0 <= minute_of(place.shift_start) < first_bus


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The whole page: places found by name, and the answer about the chosen one. `sentence` says what is missing."""

    found: list[NamedPlace]
    answer: WhyNotPage | None
    sentence: str


def page_of(learner: Learner, typed: str, chosen: str, today: dt.date) -> SearchPage:
    """Return the page for what was typed and chosen; nonsense in the address is as good as nothing."""
    if learner.programme_id is None:
        return SearchPage([], None, _("Kies eerst een opleiding. Dan kunnen we zeggen welke plekken passen."))
    found = find_places(learner, typed) if typed.strip() else []
    sentence = _("Geen plek gevonden voor jouw opleiding. Kijk de naam na.") if typed.strip() and not found else ""
    try:
        place_id = UUID(chosen)
    except ValueError:
        return SearchPage(found, None, sentence)
    try:
        answer = why_not(learner, place_id, today)
    except (NoWeights, RuleMissing, TravelTableMissing):
        log.exception("no explanation: reference data are missing")
        return SearchPage(found, None, _("We kunnen dit nu niet uitrekenen. Bel ons, dan zoeken we het samen uit."))
    return SearchPage(found, answer, sentence)
