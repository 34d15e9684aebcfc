"""Whose training days run out, over all learners at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from learners.enums import CaseState, Route
from learners.models import Case
from learners.rules.countdown import Countdown, Tone
from learners.selectors.clock import Counter

COORDINATOR_ALERT = 3
OWNER_ALERT = 2
T = TypeVar("T")
PILES = ("red", "owner", "lead", "unknown")
NOBODY = Q(pk__in=())
BEGAN = "learner__clock_started_on"
PROGRAMME = "learner__programme__slug"
PLAIN = {"learner__clock_pauses": [], "learner__week_at_school": "", "learner__week_at_work": ""}


@dataclass(frozen=True, slots=True)
class Running:
    """Which cases have a term that runs out, by what they ask of us: conditions for a queryset of cases."""

    red: Q = NOBODY
    owner: Q = NOBODY
    lead: Q = NOBODY
    unknown: Q = NOBODY


def running_terms(counter: Counter) -> Running:
    """Return whose days run out: `red` few days left, `owner` past the day of the owner's task, `lead` past that of the
    coordinator, `unknown` the school calendar does not reach far enough (2 queries). A paused term asks nothing.

    Most learners have no pause and no week of their own. The day on which their term began (and, where the rules give
    programmes a week, the programme) says it all: those days are read, not the learners. The others are counted one by one.
    """
    running = Q(state__in=CaseState.OPEN, route__in=Route.MATCHED)
    cases = Case.objects.filter(running, **{f"{BEGAN}__isnull": False}).order_by()
    found = dict.fromkeys(PILES, NOBODY)
    for programme, days in _days_of_plain(cases, counter).items():
        for pile, begun in _by_pile((day, counter.count(day, programme or "", "", "", ())) for day in days).items():
            found[pile] |= Q(running, _of(programme, counter), **{f"{BEGAN}__in": begun}, **PLAIN)
    for pile, keys in _by_pile(_counted_apart(cases, counter)).items():
        found[pile] |= Q(pk__in=keys)
    return Running(**found)


def _days_of_plain(cases: QuerySet[Case], counter: Counter) -> dict[str | None, list[dt.date]]:
    """Return the first days of plain terms by programme; without weeks of programmes all under None."""
    plain = cases.filter(**PLAIN)
    if not counter.rules.week.has_programmes:
        return {None: list(plain.values_list(BEGAN, flat=True).distinct())}
    days = defaultdict(list)
    for programme, day in plain.values_list(PROGRAMME, BEGAN).distinct():
        days[programme].append(day)
    return dict(days)


def _of(programme: str | None, counter: Counter) -> Q:
    if not counter.rules.week.has_programmes:
        return Q()
    return Q(**{PROGRAMME: programme}) if programme else Q(learner__programme=None)


def _counted_apart(cases: QuerySet[Case], counter: Counter) -> Iterable[tuple[int, Countdown]]:
    weeks = counter.rules.week.has_programmes
    for key, day, programme, *term in cases.exclude(**PLAIN).values_list(
        "pk", BEGAN, PROGRAMME, "learner__week_at_school", "learner__week_at_work", "learner__clock_pauses"
    ):
        yield key, counter.count(day, programme or "" if weeks else "", *term)


def _by_pile(counted: Iterable[tuple[T, Countdown]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, state in counted:
        for pile in _piles(state):
            found[pile].append(key)
    return found


def _piles(state: Countdown) -> Iterable[str]:
    if not state.is_known:
        yield "unknown"
    elif not state.is_paused:
        if state.tone is Tone.URGENT:
            yield "red"
        if state.alert >= OWNER_ALERT:
            yield "owner"
        if state.alert >= COORDINATOR_ALERT:
            yield "lead"
