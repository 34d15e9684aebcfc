"""Whose training days run out, over all learners at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Case as Choose
from django.db.models import Count, F, Q, QuerySet, Value, When

from learners.enums import CaseState, Route
from learners.models import Case
from learners.rules.countdown import Countdown, Tone
from learners.selectors.clock import Counter

COORDINATOR_ALERT = 3
OWNER_ALERT = 2
PILES = ("red", "few", "lead", "unknown")
NOBODY = Q(pk__in=())
RUNNING = Q(state__in=CaseState.OPEN, route__in=Route.MATCHED)
BEGAN = "learner__clock_started_on"
PROGRAMME = "learner__programme__slug"
PLAIN = {"learner__clock_pauses": [], "learner__week_at_school": "", "learner__week_at_work": ""}


@dataclass(frozen=True, slots=True)
class Running:
    """Which cases have a term that runs out, by what they ask of us: conditions for a queryset of cases. `numbers` says
    how many cases each pile has.
    """

    red: Q = NOBODY
    few: Q = NOBODY
    lead: Q = NOBODY
    unknown: Q = NOBODY
    numbers: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(PILES, 0))


def running_terms(counter: Counter) -> Running:
    """Return whose days run out: `red` few days left, `few` those and who is past the day of the owner's task, `lead` past
    that of the coordinator, `unknown` the school calendar does not reach far enough (2 queries, 1 when no term is counted
    apart). A paused term asks nothing.

    Most learners have no pause and no week of their own. The day on which their term began (and, where the rules give
    programmes a week, the programme) says it all: those terms are read once for everybody who has them, the others
    case by case.
    """
    weeks = counter.rules.week.has_programmes
    rows = list(_terms(weeks=weeks))
    own = _own_weeks_and_pauses([apart for apart, *_term in rows if apart])
    days, keys, numbers = defaultdict(list), defaultdict(list), dict.fromkeys(PILES, 0)
    for apart, programme, began, number in rows:
        for pile in _piles(counter.count(began, programme or "", *own.get(apart, ("", "", ())))):
            numbers[pile] += number
            if apart:
                keys[pile].append(apart)
            else:
                days[pile, programme].append(began)
    found = {pile: Q(pk__in=keys[pile]) for pile in PILES}
    for (pile, programme), begun in days.items():
        found[pile] |= Q(RUNNING, _of(programme, weeks=weeks), **{f"{BEGAN}__in": begun}, **PLAIN)
    return Running(**found, numbers=numbers)


def _terms(*, weeks: bool) -> QuerySet[Case, tuple[int | None, str | None, dt.date, int]]:
    """Each term that runs: its case when it is counted apart, the programme when that matters, the first day, and for how
    many cases.

    Which cases run is asked while counting and not as a condition. Nearly all of them do, and by the index of states a
    database would read them one here and one there; now it reads both tables from begin to end, three times as fast.
    """
    begun = Case.objects.filter(**{f"{BEGAN}__isnull": False}).order_by()
    apart, slug = Choose(When(~Q(**PLAIN), then="pk")), F(PROGRAMME) if weeks else Value("")
    counted = begun.values(BEGAN, apart=apart, slug=slug).annotate(number=Count("pk", filter=RUNNING))
    return counted.filter(number__gt=0).values_list("apart", "slug", BEGAN, "number")


def _own_weeks_and_pauses(cases: list[int]) -> dict[int | None, tuple[str, str, list[list[str | None]]]]:
    """The week at school, the week at work and the pauses of cases that are counted apart (1 query, none without any)."""
    rows = (
        Case.objects.filter(pk__in=cases)
        .order_by()
        .values_list("pk", "learner__week_at_school", "learner__week_at_work", "learner__clock_pauses")
    )
    return {key: (at_school, at_work, pauses) for key, at_school, at_work, pauses in rows}


def _of(programme: str | None, *, weeks: bool) -> Q:
    """The condition on the programme; none when it does not matter."""
    if not weeks:
        return Q()
    return Q(**{PROGRAMME: programme}) if programme else Q(learner__programme=None)


def _piles(state: Countdown) -> Iterable[str]:
    if not state.is_known:
        yield "unknown"
    elif not state.is_paused:
        if state.tone is Tone.URGENT:
            yield "red"
        if state.tone is Tone.URGENT or state.alert >= OWNER_ALERT:
            yield "few"
        if state.alert >= COORDINATOR_ALERT:
            yield "lead"
