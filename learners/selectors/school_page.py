"""What a school sees of its own learners: the rows of its desk and the file of one learner."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from catalogue.rules import SchoolCalendar
from learners.enums import CaseState, EventVerb, ReferralState
from learners.models import BreakOff, Case, CaseEvent, Learner, Referral
from learners.rules.countdown import Countdown, TermRules
from learners.rules.words import before_moment
from learners.selectors.clock import HAS_INTERVIEWS, Counter

LINES = 30
BOARD_FIELDS = (
    *("clock_pauses", "week_at_school", "week_at_work"),
    *("public_id", "code", "clock_started_on", "modes", "max_minutes", "earliest_start", "school_id"),
    *("contact__first_name", "contact__last_name", "contact__search_text"),
    *("case__state", "case__route", "case__state_due_on", "case__public_id"),
    *("case__owner__first_name", "case__owner__last_name", "case__owner__email"),
    *("coach__first_name", "coach__last_name", "coach__email", "coach__public_id"),
    *("programme__name", "programme__slug", "municipality__name", "municipality__nis"),
)
"""What the rows of a board show: a big school has hundreds of them, and reading whole rows costs more than the query."""


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One step of the timeline of a learner, as the component wants it."""

    title: str
    detail: str
    when: str
    state: str


def learners_of_school(actor: Actor, school_id: int) -> QuerySet[Learner]:
    """Return the learners of a school with a case that is not closed, as far as the actor follows them there.

    A director (and a colleague of the Steunpunt) sees all of them, a trajectory coach the own ones. Whose data were
    wiped is left out. A code that was typed in this session opens nothing here. `is_lost` and `is_unanswered` say that
    the workplace fell away and no other was found yet, and that a partner did not take the hand-over up yet.
    """
    seen = Learner.objects.visible_to(without_codes(actor))
    seen = seen.select_related("contact", "case__owner", "programme", "municipality", "coach").only(*BOARD_FIELDS)
    found = seen.filter(school=school_id, contact__isnull=False, case__isnull=False)
    found = found.annotate(is_lost=Exists(_lost()), is_unanswered=Exists(_unanswered()))
    return found.exclude(case__state=CaseState.CLOSED).order_by("contact__search_text", "pk")


def learner_of_school(actor: Actor, public_id: uuid.UUID) -> QuerySet[Learner]:
    """Return the learner with this public id if the actor follows that learner at a school (zero or one row).

    `is_lost` says that the workplace fell away and no other was found yet.
    """
    seen = Learner.objects.visible_to(without_codes(actor)).with_case()
    seen = seen.annotate(is_lost=Exists(_lost()), has_interviews=HAS_INTERVIEWS)
    return seen.filter(public_id=public_id, school__isnull=False, contact__isnull=False, case__isnull=False)


def countdowns(
    learners: Iterable[Learner], today: dt.date, rules: TermRules, calendar: SchoolCalendar
) -> dict[int, Countdown]:
    """Return the running term per learner (primary key) of those who have one; equal terms are counted once.

    A term the school calendar cannot count is left out.
    """
    counter = Counter(today, rules, calendar)
    states = ((learner.pk, counter.of(learner)) for learner in learners)
    return {pk: state for pk, state in states if state is not None and state.is_known}


def lines_for_school(case: Case) -> list[SchoolLine]:
    """Return the timeline as the school sees it, newest first: what the learner sees too, and the advice (1 query)."""
    events = CaseEvent.objects.filter(case=case)
    shown = (events.filter(for_learner=True) | events.filter(verb=EventVerb.ADVICE)).order_by("-at", "-pk")[:LINES]
    return [
        SchoolLine(
            title=event.get_to_state_display() if event.to_state else event.get_verb_display(),
            detail=event.text,
            when=before_moment(event.at),
            state="done" if number else "now",
        )
        for number, event in enumerate(shown)
    ]


def _lost() -> QuerySet[BreakOff]:
    return BreakOff.objects.current().filter(case__learner=OuterRef("pk"))


def _unanswered() -> QuerySet[Referral]:
    states = (ReferralState.SENT, ReferralState.SEEN)
    return Referral.objects.filter(case__learner=OuterRef("pk"), state__in=states)


def without_codes(actor: Actor) -> Actor:
    """Return the same person, known by sign-in only (`actor` may be the lazy one of a request)."""
    return Actor(
        user_id=actor.user_id, is_staff=actor.is_staff, director_of=actor.director_of, coach_of=actor.coach_of
    )
