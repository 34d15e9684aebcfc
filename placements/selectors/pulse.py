"""Reads for the question how it goes: whom to ask today, who stayed silent, whom to call."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from placements.enums import AgreementState, Party, PersonRole, PulseSide, PulseState
from placements.models import Agreement, AgreementPerson, Pulse, PulseStop, PulseTask
from placements.rules.pulse import week_to_ask
from placements.selectors.follow_terms import PulseTerms
from placements.selectors.readers import signer_of

ROWS = ("agreement__learner__contact", "agreement__workplace__establishment__company", "agreement__coach")


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask: of which agreement, to which side, for which week."""

    agreement: Agreement
    side: PulseSide
    week: int


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Why to call, whom, and what each side answered; for who follows the learner only."""

    task: PulseTask
    pulses: tuple[Pulse, ...]
    people: tuple[AgreementPerson, ...]


def to_ask(today: dt.date, terms: PulseTerms) -> Iterator[Question]:
    """Yield what to ask today (3 queries): running agreements, without who wants no questions."""
    running = Agreement.objects.filter(state=AgreementState.RUNNING, starts_on__lte=today).order_by("pk")
    stops, asked = defaultdict(set), defaultdict(set)
    for agreement_id, side in PulseStop.objects.values_list("agreement", "side"):
        stops[agreement_id].add(side)
    rows = Pulse.objects.filter(agreement__state=AgreementState.RUNNING)
    for agreement_id, side, number in rows.values_list("agreement", "side", "week"):
        asked[agreement_id].add((side, number))
    for agreement in running.select_related("workplace__establishment__company"):
        week = week_to_ask(agreement.starts_on or today, today, terms.weeks, terms.window_days)
        for side in PulseSide:
            if week and side not in stops[agreement.pk] and (side, week) not in asked[agreement.pk]:
                yield Question(agreement, side, week)


def address_of(agreement: Agreement, side: PulseSide) -> tuple[str, str]:
    """Return the name and the mail address of who answers; empty when unknown (2 queries at most)."""
    if side == PulseSide.LEARNER:
        return signer_of(agreement, Party.LEARNER)
    mentor = AgreementPerson.objects.filter(agreement=agreement, role=PersonRole.MENTOR).exclude(email="").first()
    return (mentor.name, mentor.email) if mentor else signer_of(agreement, Party.COMPANY)


def silent_by(today: dt.date) -> QuerySet[Pulse]:
    """Return the questions nobody answered before their day."""
    return Pulse.objects.filter(state=PulseState.ASKED, state_due_on__lt=today).order_by("pk")


def pulse_by(public_id: uuid.UUID) -> Pulse | None:
    """Return the question behind a mailed link."""
    return (
        Pulse.objects.select_related("agreement__workplace__establishment__company")
        .filter(public_id=public_id)
        .first()
    )


def pulse_tasks_for(actor: Actor) -> QuerySet[PulseTask]:
    """Return the calls an actor still has to make, the most urgent first."""
    return PulseTask.objects.visible_to(actor).open().select_related(*ROWS).order_by("state_due_on", "pk")


def task_for(actor: Actor, public_id: uuid.UUID) -> QuerySet[PulseTask]:
    """Return one call when the actor may see it."""
    return PulseTask.objects.visible_to(actor).select_related(*ROWS).filter(public_id=public_id)


def task_page(task: PulseTask) -> TaskPage:
    """Return the page of a call (2 queries)."""
    pulses = Pulse.objects.filter(agreement=task.agreement_id, week=task.week).order_by("side")
    people = AgreementPerson.objects.filter(agreement=task.agreement_id, role__in=PersonRole.OF_COMPANY)
    return TaskPage(task, tuple(pulses), tuple(people.order_by("role")))
