"""Establishments and workplaces as tables of the engine."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from companies.enums import Accessibility, Licence, MentorState, SpokenLanguage
from matchmaking import engine
from matchmaking.adapters.activities import Activities
from matchmaking.adapters.answers import UNKNOWN
from matchmaking.adapters.facts import CLOSED, UNRECOGNISED, OfferFact, OfferState, facts_of
from matchmaking.adapters.history import History
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.shared import DatedNumbers, Roads, bits_of, hours_provided

MENTOR_SHARE: dict[str, float] = {MentorState.YES: 1.0, MentorState.LATER: 0.5}
AGES = (15, 16, 18)


class Place(NamedTuple):
    """The columns one query reads of a workplace with its establishment, company and recognition (None: never one)."""

    pk: int
    programme: int
    programme_slug: str
    state: str
    places: int
    mentor: str
    availability: str
    confirmed_at: dt.datetime | None
    available_from: dt.date | None
    minimum_age: int | None
    shift_start: dt.time | None
    languages: list[str]
    licences: list[str]
    accessibility: list[str]
    establishment: int
    establishment_id: object
    max_learners: int
    closed_on: dt.date | None
    nis: str
    company_state: str
    recognition: str | None
    valid_from: dt.date | None
    valid_until: dt.date | None


FIELDS = (
    "pk", "programme", "programme__slug", "state", "places", "mentor", "availability", "availability_confirmed_at",
    "available_from", "minimum_age", "shift_start", "languages", "required_licences", "accessibility",
    "establishment", "establishment__public_id", "establishment__max_learners", "establishment__closed_on",
    "establishment__municipality__nis", "establishment__company__state",
    "recognition__state", "recognition__valid_from", "recognition__valid_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The two tables, the rows behind them, and per offer the finer facts and the exact minimum age."""

    sites: engine.SiteTable
    offers: engine.OfferTable
    rows: list[Place]
    site_rows: dict[int, int]
    facts: list[OfferFact]
    ages: list[int]


def read_places(
    scope: Scope,
    roads: Roads,
    activities: Activities,
    rules: DatedNumbers,
    history: History,
    confirm_days: int,
) -> Places:
    """Return the places in scope (1 query)."""
    of_programme = Q(establishment__recognitions__programme=F("programme"))
    recognition = FilteredRelation("establishment__recognitions", condition=of_programme)
    rows = [Place(*row) for row in scope.workplaces().annotate(recognition=recognition).values_list(*FIELDS)]
    site_rows = {pk: index for index, pk in enumerate(sorted({row.establishment for row in rows}))}
    facts = [facts_of(_state_of(row, history), scope.as_of, confirm_days) for row in rows]
    ages = [max(row.minimum_age or 0, rules.programme_age.get(row.programme_slug, 0)) for row in rows]
    free = [max(0, row.places - history.live_workplace[row.pk]) for row in rows]
    offers = _offer_table(rows, free, facts, site_rows, activities, ages)
    return Places(_site_table(rows, facts, site_rows, roads, history), offers, rows, site_rows, facts, ages)


def _state_of(row: Place, history: History) -> OfferState:
    free = min(
        row.places - history.live_workplace[row.pk],
        row.max_learners - history.live_establishment[row.establishment],
    )
    return OfferState(
        company_state=row.company_state,
        closed_on=row.closed_on,
        state=row.state,
        availability=row.availability,
        confirmed_on=timezone.localdate(row.confirmed_at) if row.confirmed_at else None,
        mentor=row.mentor,
        recognition=row.recognition or "",
        free_places=free,
    )


def _offer_table(
    rows: list[Place],
    free: list[int],
    facts: list[OfferFact],
    site_rows: dict[int, int],
    activities: Activities,
    ages: list[int],
) -> engine.OfferTable:
    return engine.OfferTable.build(
        site=[site_rows[row.establishment] for row in rows],
        programme=[row.programme for row in rows],
        capacity=free,
        valid_from=[engine.day_number(row.valid_from) if row.valid_from else 0 for row in rows],
        valid_until=[engine.day_number(row.valid_until) if row.valid_until else engine.FAR for row in rows],
        begin=[engine.day_number(row.available_from) if row.available_from else -1 for row in rows],
        teaches=engine.bit_words([_teaches(row, activities) for row in rows]),
        min_age=[age_step(age) for age in ages],
        requires=[bits_of(row.licences, Licence.ORDER) for row in rows],
        provides=[bits_of(row.accessibility, Accessibility.ORDER) | hours_provided(row.shift_start) for row in rows],
        languages=[bits_of(row.languages, SpokenLanguage.ORDER) for row in rows],
        recognised=[not fact & UNRECOGNISED for fact in facts],
        mentor=[not fact & OfferFact.NO_MENTOR for fact in facts],
        open=[not fact & CLOSED for fact in facts],
        shift_begin=[minute_of(row.shift_start) for row in rows],
    )


def minute_of(moment: dt.time | None) -> int:
    """Return a time of the day in minutes; -1 when it is not known."""
    return -1 if moment is None else moment.hour * 60 + moment.minute


def _teaches(row: Place, activities: Activities) -> list[int]:
    """The bits of what can be learned; a workplace that ticked nothing offers the whole list."""
    ticked = activities.taught.get(row.pk)
    return activities.some(row.programme, ticked) if ticked else activities.whole(row.programme)


def age_step(age: int) -> int:
    """Return the engine's step for a minimum age: the highest of 0, 15, 16 and 18 that is not above it.

    What lies between two steps, or above the last, is `adapters.ages` for.
    """
    return max(step for step in (0, *AGES) if step <= age)


def _site_table(
    rows: list[Place], facts: list[OfferFact], site_rows: dict[int, int], roads: Roads, history: History
) -> engine.SiteTable:
    """One row an establishment; free places are those of its usable workplaces, at most what the house can take."""
    first: dict[int, Place] = {}
    free = Counter[int]()
    mentor: dict[int, float] = defaultdict(float)
    for row, fact in zip(rows, facts, strict=True):
        first.setdefault(row.establishment, row)
        if fact & CLOSED:
            continue
        free[row.establishment] += row.places - history.live_workplace[row.pk]
        mentor[row.establishment] = max(mentor[row.establishment], MENTOR_SHARE.get(row.mentor, 0.0))
    order = sorted(site_rows, key=site_rows.__getitem__)
    room = {pk: first[pk].max_learners - history.live_establishment[pk] for pk in order}
    return engine.SiteTable.build(
        id=[str(first[pk].establishment_id) for pk in order],
        zone=[roads.zone_of.get(first[pk].nis, -1) for pk in order],
        capacity=[max(0, min(free[pk], room[pk])) for pk in order],
        mentor_available=[mentor[pk] for pk in order],
        responsiveness=[history.responsiveness.get(pk, UNKNOWN) for pk in order],
    )
