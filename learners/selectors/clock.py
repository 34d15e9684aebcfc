"""The clock of training days of stored learners: the number, the words, and whose days run out."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.rules import SchoolCalendar
from catalogue.selectors import school_calendar
from core import clock
from learners.enums import CaseState, Route
from learners.models import Case, Interview, Learner
from learners.rules.countdown import Countdown, Stretch, TermRules, countdown, stretches_from
from learners.rules.week import Weekdays, counting_days
from learners.rules.words import days_left_in_words, long_date
from learners.selectors.terms import terms_on

HAS_INTERVIEWS = Exists(Interview.objects.filter(learner=OuterRef("pk")))
"""Annotation on learners, so that a page without interviews costs no query for them."""
Key = tuple[dt.date, Weekdays, tuple[Stretch, ...]]


@dataclass(frozen=True, slots=True)
class ClockWords:
    """The clock as a page says it: `headline` always, `detail` when there is more to say; without a number unless
    `state` is there.
    """

    headline: str
    detail: str
    state: Countdown | None


@dataclass
class Counter:
    """Counts many learners on one day with one calendar; equal terms are counted once."""

    today: dt.date
    rules: TermRules
    calendar: SchoolCalendar
    _known: dict[Key, Countdown] = field(default_factory=dict)

    def of(self, learner: Learner) -> Countdown | None:
        """Return the state of the term, None when no term runs. Read `is_known` before you show a number."""
        return self.of_case(learner, getattr(learner, "case", None))

    def of_case(self, learner: Learner, case: Case | None) -> Countdown | None:
        """Return the same for a learner whose case was read apart."""
        started_on = learner.clock_started_on
        if started_on is None or case is None or not runs_in(case):
            return None
        slug = learner.programme.slug if self.rules.week.has_programmes and learner.programme else ""
        return self.count(started_on, slug, learner.week_at_school, learner.week_at_work, learner.clock_pauses)

    def count(self, started_on: dt.date, slug: str, at_school: str, at_work: str, pauses: Any) -> Countdown:
        """Return the state of a term by what a learner's row says of it; `slug` is that of the programme, or empty."""
        weekdays = counting_days(at_school, at_work, slug, self.rules.week)
        key = (started_on, weekdays, stretches_from(pauses))
        if key not in self._known:
            self._known[key] = countdown(
                started_on, self.today, self.rules, self.calendar, weekdays=weekdays, pauses=key[2]
            )
        return self._known[key]


def runs_in(case: Case) -> bool:
    """Return whether the term can run: an open case on the dual route. Elsewhere nobody has to find a workplace."""
    return case.state in CaseState.OPEN and case.route in Route.MATCHED


def counter_on(today: dt.date) -> Counter:
    """Return the counter of a day (3 queries). Raises RuleMissing."""
    return Counter(today, terms_on(today).search, school_calendar())


def countdown_of(
    learner: Learner, *, calendar: SchoolCalendar | None = None, rules: TermRules | None = None
) -> Countdown | None:
    """Return the state of the term of a learner; None when no term runs or when the calendar does not reach that far.

    Give `calendar` and `rules` when you ask for many learners, so that they are read once.
    """
    state = _state_of(learner, calendar, rules)
    return state if state and state.is_known else None


def clock_words_of(
    learner: Learner, *, calendar: SchoolCalendar | None = None, rules: TermRules | None = None
) -> ClockWords | None:
    """Return what a page says about the term; None when no term runs."""
    state = _state_of(learner, calendar, rules)
    return words_of(state) if state else None


def words_of(state: Countdown) -> ClockWords:
    """Return a term in words. Without a calendar there is no number, only who finds it out."""
    if not state.is_known:
        text = _("De schoolkalender voor die periode is nog niet ingevuld. Wij zoeken je laatste lesdag voor je uit.")
        return ClockWords(_("We kunnen je lesdagen nog niet tellen"), text, None)
    headline = days_left_in_words(state.days_left)
    if state.is_paused:
        return ClockWords(headline, _("De teller staat nu stil."), state)
    last = state.last_day
    detail = _("Tot en met %(day)s.") % {"day": long_date(last)} if last and state.days_left else ""
    return ClockWords(headline, detail, state)


def _state_of(learner: Learner, calendar: SchoolCalendar | None, rules: TermRules | None) -> Countdown | None:
    case = getattr(learner, "case", None)
    if learner.clock_started_on is None or case is None or not runs_in(case):
        return None
    today = clock.today()
    return Counter(today, rules or terms_on(today).search, calendar or school_calendar()).of(learner)


def interviews_of(learner: Learner) -> list[Interview]:
    """Return the interviews of a learner, the newest first (1 query; none when `has_interviews` says there are none)."""
    known: bool = getattr(learner, "has_interviews", True)
    return list(Interview.objects.filter(learner=learner)) if known else []


def interview_for(actor: Actor, public_id: uuid.UUID) -> QuerySet[Interview]:
    """Return the interview an actor may see, with the learner, the school and the name (zero or one row)."""
    seen = Interview.objects.visible_to(actor).filter(public_id=public_id, learner__contact__isnull=False)
    return seen.select_related("learner__contact", "learner__school", "learner__programme")
