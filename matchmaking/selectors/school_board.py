"""What the desk of a school adds to its learners: proposals, and the nearest places that can be proposed today.

A place counts when its company is active, its light is green and confirmed in time, it is recognised for the
programme today, there is or will be a mentor, and a place is free. Age and licences are judged by the engine later.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from numpy.typing import NDArray

from catalogue.enums import MatrixKind, TravelMode
from catalogue.models import TravelMatrix
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from companies.enums import MentorState
from companies.models import Recognition, Workplace
from core import clock
from learners.models import Learner
from learners.rules.countdown import TermRules
from learners.selectors.school_learners import SchoolLearner
from learners.selectors.search_rules import SEARCH_KEYS, search_rules
from matchmaking.adapters.people import DEFAULT_MODES
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.sentences import TravelNote, journey

SHOWN = 2
WEEK = dt.timedelta(days=7)
UNREACHABLE = 255
AVAILABILITY = "availability-term"
NORM = "programme-norm"


@dataclass(frozen=True, slots=True)
class BoardTerms:
    """The terms a school's desk counts with: the search for a workplace, how long a green light counts (days), and how
    many learners a programme should have (None when nobody filled that in).
    """

    search: TermRules
    availability_days: int
    norm: int | None = None


@dataclass(frozen=True, slots=True)
class NearPlace:
    """A place a learner can reach."""

    company: str
    municipality: str
    minutes: int
    mode: str
    notes: Mapping[str, TravelNote] = field(repr=False)

    @property
    def journey(self) -> str:
        """The way in words, such as '18 minuten met de fiets, schatting'; made when asked, as few rows are on a page."""
        return journey(self.minutes, self.mode, self.notes)

    def __str__(self) -> str:
        return f"{self.municipality}, {self.journey}"


@dataclass(frozen=True, slots=True)
class ReachablePlace:
    """A workplace with a free place that learners (primary keys) of a school can reach."""

    company: str
    municipality: str
    programme_id: int
    programme: str
    free: int
    added_on: dt.date
    confirmed_on: dt.date
    learners: frozenset[int]

    def is_new(self, today: dt.date) -> bool:
        """Whether it came to the portal in the last seven days."""
        return self.added_on > today - WEEK


@dataclass(slots=True)
class Nearby:
    """The nearest places per learner (primary key), and the workplaces that the learners can reach.

    `unknown` are the learners about whose distances nothing can be said: no travel tables, or not for their town.
    """

    places: dict[int, list[NearPlace]] = field(default_factory=dict)
    workplaces: list[ReachablePlace] = field(default_factory=list)
    unknown: set[int] = field(default_factory=set)


class _Offer(NamedTuple):
    programme: int
    nis: str
    company: str
    municipality: str
    programme_name: str
    added_at: dt.datetime
    confirmed_at: dt.datetime
    free: int


class _Roads(NamedTuple):
    zone_of: dict[str, int]
    minutes: NDArray[np.uint8]
    notes: dict[str, TravelNote]


def board_terms(today: dt.date) -> BoardTerms:
    """Return the terms that hold on a day (1 query). Raises RuleMissing when one is not filled in."""
    rows = rules_in_force((*SEARCH_KEYS, AVAILABILITY, NORM), on=today).values_list(
        "key", "scope", "valid_from", "value"
    )
    ordered = sorted(rows, key=lambda row: row[2] or dt.date.min)
    values = {(key, scope): int(value) for key, scope, _since, value in ordered}

    def whole(key: str, scope: str = "") -> int:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, today)
        return values[key, scope]

    return BoardTerms(search_rules(values, whole), whole(AVAILABILITY), values.get((NORM, "")))


PROPOSALS = ("open_proposals", "past_proposals", "introduction")


def with_proposals(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Return the learners with `open_proposals` and `past_proposals` (numbers; drafts do not count), and with
    `introduction`: the code of the newest proposal that both sides said yes to, None when there is none.
    """
    met = Proposal.objects.filter(learner=OuterRef("pk"), state=ProposalState.INTRODUCED).order_by("-pk")
    past = (ProposalState.DECLINED, ProposalState.EXPIRED)
    return learners.annotate(
        open_proposals=_number("learner", within={"state": ProposalState.OPEN}),
        past_proposals=_number("learner", within={"state__in": past}),
        introduction=Subquery(met.values("code")[:1]),
    )


def _number(outer: str, to: str = "pk", *, within: dict[str, Any]) -> Coalesce:
    counted = Proposal.objects.filter(**{outer: OuterRef(to)}, **within).order_by().values(outer)
    return Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), 0)


def nearest_places(learners: Iterable[SchoolLearner], today: dt.date, availability_days: int) -> Nearby:
    """Return the two nearest places of each learner who has a programme, a municipality and a place in reach.

    Two queries, whatever the number of learners: the places of their programmes and the travel tables.
    """
    searching = [one for one in learners if one.programme_id is not None and one.nis is not None]
    offers = _offers({one.programme_id for one in searching if one.programme_id}, today, availability_days)
    roads = _roads()
    if roads is None:
        return Nearby(unknown={one.pk for one in searching})
    found, homes = Nearby(), dict[int, list[SchoolLearner]]()
    for one in searching:
        if one.nis not in roads.zone_of:
            found.unknown.add(one.pk)
        elif one.programme_id is not None:
            homes.setdefault(one.programme_id, []).append(one)
    for programme, mine in _by_programme(offers, roads).items():
        if programme in homes:
            _reach(homes[programme], mine, roads, found)
    return found


def _reach(learners: list[SchoolLearner], offers: list[_Offer], roads: _Roads, found: Nearby) -> None:
    """Note the nearest places of the learners of one programme, and by whom each place can be reached."""
    homes = np.array([roads.zone_of[one.nis or ""] for one in learners])
    places = np.array([roads.zone_of[offer.nis] for offer in offers])
    chosen = [tuple(one.modes or DEFAULT_MODES) for one in learners]
    fits = {modes: [mode in modes for mode in TravelMode.ORDER] for modes in set(chosen)}
    allowed = np.array([fits[modes] for modes in chosen])
    minutes = np.where(allowed[:, None, :], roads.minutes[homes[:, None], places], UNREACHABLE)
    fastest, modes = minutes.min(axis=2), minutes.argmin(axis=2)
    longest = np.array([min(one.max_minutes, UNREACHABLE - 1) for one in learners])
    near = fastest <= longest[:, None]
    order = np.where(near, fastest, UNREACHABLE).argsort(axis=1, kind="stable")[:, :SHOWN]
    for row, learner in enumerate(learners):
        close = [int(column) for column in order[row] if near[row, column]]
        if close:
            found.places[learner.pk] = [
                NearPlace(
                    offers[column].company,
                    offers[column].municipality,
                    int(fastest[row, column]),
                    TravelMode.ORDER[modes[row, column]],
                    roads.notes,
                )
                for column in close
            ]
    keys, zone = np.array([one.pk for one in learners]), timezone.get_current_timezone()
    for column in np.flatnonzero(near.any(axis=0)):
        found.workplaces.append(_reachable(offers[column], keys[near[:, column]].tolist(), zone))


def _reachable(offer: _Offer, by: list[int], zone: dt.tzinfo) -> ReachablePlace:
    added, confirmed = (moment.astimezone(zone).date() for moment in (offer.added_at, offer.confirmed_at))
    place = (offer.company, offer.municipality, offer.programme, offer.programme_name)
    return ReachablePlace(*place, offer.free, added, confirmed, frozenset(by))


def _by_programme(offers: list[_Offer], roads: _Roads) -> dict[int, list[_Offer]]:
    found: dict[int, list[_Offer]] = {}
    for offer in offers:
        if offer.nis in roads.zone_of:
            found.setdefault(offer.programme, []).append(offer)
    return found


def _offers(programmes: set[int], today: dt.date, availability_days: int) -> list[_Offer]:
    """The free places of some programmes, in a fixed order (1 query)."""
    since = clock.now() - dt.timedelta(days=availability_days)
    recognised = Recognition.objects.valid_on(today).filter(
        establishment=OuterRef("establishment"), programme=OuterRef("programme")
    )
    live = {"state__in": ProposalState.LIVE}
    rows = (
        Workplace.objects.proposable(since)
        .filter(Exists(recognised), programme__in=programmes)
        .exclude(mentor=MentorState.NO)
        .annotate(
            free_here=F("places") - _number("workplace", within=live),
            free_house=F("establishment__max_learners")
            - _number("workplace__establishment", "establishment", within=live),
        )
        .annotate(free=Least("free_here", "free_house"))
        .filter(Q(free__gt=0))
        .order_by("establishment__company__search_text", "pk")
    )
    place = ("establishment__municipality__nis", "establishment__company__name", "establishment__municipality__name")
    told = ("programme__name", "created_at", "availability_confirmed_at", "free")
    return [_Offer(*row) for row in rows.values_list("programme", *place, *told)]


def _roads() -> _Roads | None:
    """The travel tables (1 query); None when a mode has no table or when they are not about the same places."""
    rows = {row[0]: row for row in TravelMatrix.objects.values_list("mode", "kind", "data_date", "zones", "minutes")}
    zones = [rows[mode][3] for mode in TravelMode.ORDER if mode in rows]
    if len(zones) < len(TravelMode.ORDER) or any(one != zones[0] for one in zones):
        return None
    size = len(zones[0])
    tables = [np.frombuffer(bytes(rows[mode][4]), np.uint8).reshape(size, size) for mode in TravelMode.ORDER]
    notes = {mode: TravelNote(rows[mode][1] == MatrixKind.ESTIMATE, rows[mode][2]) for mode in TravelMode.ORDER}
    return _Roads({nis: row for row, nis in enumerate(zones[0])}, np.stack(tables, axis=2), notes)
