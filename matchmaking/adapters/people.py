"""Learners as a table of the engine.

What was not answered never shuts somebody out: without languages we count on Dutch (every programme is in Dutch),
without a way to travel on walking and public transport (which everybody has), without a start on today. Who never said
which licences are held, may hold any: somebody asks before the introduction.
"""

import datetime as dt
from typing import NamedTuple

from catalogue.enums import TravelMode
from catalogue.rules import SchoolCalendar
from catalogue.selectors import school_calendar
from companies.enums import Accessibility, Licence, SpokenLanguage
from learners.models import Learner
from learners.rules.ages import Birth
from learners.rules.countdown import TermRules, countdown, stretches_from
from learners.rules.week import counting_days
from matchmaking import engine
from matchmaking.adapters.activities import Activities
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.shared import DatedNumbers, Roads, bits_of, hour_need
from matchmaking.models import WeightProfile
from matchmaking.rules import is_disadvantaged, may_rise

DEFAULT_MODES = (TravelMode.WALK, TravelMode.PUBLIC_TRANSPORT)
DEFAULT_LANGUAGES = (SpokenLanguage.DUTCH,)
LONGEST = 254


class Person(NamedTuple):
    """The columns one query reads of a learner."""

    pk: int
    public_id: object
    programme: int | None
    nis: str | None
    birth_year: int
    birth_month: int | None
    modes: list[str]
    max_minutes: int
    start_on: dt.date | None
    clock_started_on: dt.date | None
    languages: list[str]
    licences: list[str]
    accessibility: list[str]
    barriers: list[str]
    may_promote: bool
    promote_reason: str
    earliest_start: dt.time | None
    slug: str | None
    week_at_school: str
    week_at_work: str
    clock_pauses: list[list[str | None]]
    school: int | None


FIELDS = (
    "pk", "public_id", "programme", "municipality__nis", "birth_year", "birth_month", "modes", "max_minutes",
    "start_on", "clock_started_on", "languages", "licences", "accessibility", "barriers", "may_promote",
    "promote_reason", "earliest_start", "programme__slug", "week_at_school", "week_at_work", "clock_pauses", "school",
)  # fmt: skip
FOREIGN = ("programme", "school")


def read_people(scope: Scope) -> list[Person]:
    """Return the learners in scope (1 query)."""
    return [Person(*row) for row in scope.learners().values_list(*FIELDS)]


def person_of(learner: Learner) -> Person:
    """Return the same columns of a learner that was read already."""
    place = learner.municipality
    values = {name: getattr(learner, name) for name in FIELDS if "__" not in name and name not in FOREIGN}
    slug = learner.programme.slug if learner.programme else None
    keys = {name: getattr(learner, f"{name}_id") for name in FOREIGN}
    return Person(**values, **keys, slug=slug, nis=place.nis if place else None)


def learner_table(
    people: list[Person],
    scope: Scope,
    roads: Roads,
    activities: Activities,
    rules: DatedNumbers,
    profile: WeightProfile,
) -> engine.LearnerTable:
    """Return the table of these people (no query, 2 for a round: the training days left count only there)."""
    calendar = school_calendar() if scope.for_round else None
    policy = profile.policy
    counted, standard = policy.get("disadvantaged_barriers", ()), policy.get("standard_minutes", 0)
    return engine.LearnerTable.build(
        id=[str(one.public_id) for one in people],
        programme=[-1 if one.programme is None else one.programme for one in people],
        zone=[roads.zone_of.get(one.nis or "", -1) for one in people],
        modes=[bits_of(one.modes or DEFAULT_MODES, TravelMode.ORDER) for one in people],
        max_minutes=[min(one.max_minutes, LONGEST) for one in people],
        begin=[engine.day_number(max(one.start_on or scope.as_of, scope.as_of)) for one in people],
        turns=engine.birthdays([Birth(one.birth_year, one.birth_month).last_possible_day for one in people]),
        languages=[spoken_bits(one.languages) for one in people],
        has=[bits_of(one.licences or Licence.ORDER, Licence.ORDER) for one in people],
        needs=[bits_of(one.accessibility, Accessibility.ORDER) | hour_need(one.earliest_start) for one in people],
        to_learn=engine.bit_words([activities.whole(one.programme) for one in people]),
        wants=engine.bit_words([activities.some(one.programme, activities.wanted[one.pk]) for one in people]),
        days_left=[days_left(one, scope.as_of, rules.search, calendar) for one in people],
        disadvantaged=[is_disadvantaged(one.barriers, counted) for one in people],
        max_level=[profile.max_level if _rises(one, standard) else 0 for one in people],
    )


def _rises(one: Person, standard: int) -> bool:
    return may_rise(allowed=one.may_promote, max_minutes=one.max_minutes, standard=standard, reason=one.promote_reason)


def spoken_bits(languages: list[str]) -> int:
    """Return the languages as bits; without one of the list we count on Dutch."""
    return bits_of(languages, SpokenLanguage.ORDER) or bits_of(DEFAULT_LANGUAGES, SpokenLanguage.ORDER)


def days_left(one: Person, today: dt.date, rules: TermRules, calendar: SchoolCalendar | None) -> int:
    """Return the training days left to find a place, today included; -1 when no clock runs (or nobody asked), when it
    is paused, or when the school calendar does not reach far enough to count.
    """
    if one.clock_started_on is None or calendar is None:
        return -1
    weekdays = counting_days(one.week_at_school, one.week_at_work, one.slug or "", rules.week)
    pauses = stretches_from(one.clock_pauses)
    state = countdown(one.clock_started_on, today, rules, calendar, weekdays=weekdays, pauses=pauses)
    return state.days_left if state.is_known and not state.is_paused else -1
