"""What a school sees of one of its learners."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from learners.enums import EventVerb
from learners.models import BreakOff, Case, CaseEvent, Learner
from learners.rules.words import before_moment
from learners.selectors.clock import HAS_INTERVIEWS

LINES = 30


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One step of the timeline of a learner, as the component wants it."""

    title: str
    detail: str
    when: str
    state: str


def learner_of_school(actor: Actor, public_id: uuid.UUID) -> QuerySet[Learner]:
    """Return the learner with this public id if the actor follows that learner at a school (zero or one row).

    `is_lost` says that the workplace fell away and no other was found yet.
    """
    seen = Learner.objects.visible_to(without_codes(actor)).with_case()
    seen = seen.annotate(is_lost=Exists(_lost()), has_interviews=HAS_INTERVIEWS)
    return seen.filter(public_id=public_id, school__isnull=False, contact__isnull=False, case__isnull=False)


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


def without_codes(actor: Actor) -> Actor:
    """Return the same person, known by sign-in only (`actor` may be the lazy one of a request)."""
    return Actor(
        user_id=actor.user_id, is_staff=actor.is_staff, director_of=actor.director_of, coach_of=actor.coach_of
    )
