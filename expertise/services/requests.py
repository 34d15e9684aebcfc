"""Asking the pool, triage within a working day, time spent, the outcome and how satisfied the asker is."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from catalogue.selectors import first_contact_due
from core import clock, tokens
from core.links import absolute
from core.states import MoveRefused, require_move
from expertise.enums import REQUEST_MOVES, Outcome, RequestState, Route, Satisfaction
from expertise.links import SATISFACTION
from expertise.models import Expert, ExpertiseRequest, HourLine, RequestLog
from expertise.rules import may_note_hours
from expertise.selectors.experts import expert_terms
from mailing.services import queue_mail
from privacy import journal

ALREADY = "Deze vraag is ondertussen al verder gezet. Herlaad de pagina."


@transaction.atomic
def ask_pool(
    *,
    actor: Actor,
    once_key: str,
    topic: str,
    body: str,
    name: str,
    email: str,
    school_id: int | None = None,
    company_id: int | None = None,
    programme_id: int | None = None,
) -> ExpertiseRequest:
    """Store a request with the moment we promise to look at it, and confirm it by mail.

    The same form sent twice is one request and one mail. Raises `catalogue.rules.RuleMissing` without a promise.
    """
    request, created = ExpertiseRequest.objects.get_or_create(
        once_key=once_key,
        defaults={
            "topic": topic,
            "body": body,
            "name": name[:120],
            "email": email,
            "school_id": school_id,
            "company_id": company_id,
            "programme_id": programme_id,
            "promised_by": first_contact_due(clock.now()),
        },
    )
    if created:
        RequestLog.objects.create(request=request, to_state=RequestState.NEW, actor_label=actor.label[:120])
        journal.record(actor=actor, verb="expertise_asked", subject=request, topic=topic)
        _mail(request, "request_received")
    return request


@transaction.atomic
def answer_self_help(*, actor: Actor, request: ExpertiseRequest, answer: str) -> ExpertiseRequest:
    """Close a request with an explanation the asker can go on with. Raises `MoveRefused`."""
    fresh = _lock(request)
    return _finish(actor, fresh, Outcome.SOLVED, answer, route=Route.SELF_HELP)


@transaction.atomic
def give_to_colleague(*, actor: Actor, request: ExpertiseRequest, colleague_id: int) -> ExpertiseRequest:
    """A colleague of the Steunpunt takes the request. Raises `MoveRefused`."""
    fresh = _lock(request)
    fresh = _take(actor, fresh, Route.COLLEAGUE, colleague_id=colleague_id, expert=None)
    _mail(fresh, "request_taken")
    return fresh


@transaction.atomic
def give_to_expert(*, actor: Actor, request: ExpertiseRequest, expert: Expert) -> ExpertiseRequest:
    """An expert takes the request. Raises `MoveRefused` also when the expert cannot be asked now."""
    fresh, today = _lock(request), clock.today()
    if not Expert.objects.available(today).filter(pk=expert.pk).exists():
        raise MoveRefused(f"{expert} kan nu niet gevraagd worden. Kies iemand anders.")
    fresh = _take(actor, fresh, Route.EXPERT, expert=expert, colleague_id=actor.user_id)
    _mail(fresh, "request_taken")
    if expert.email:
        _mail(fresh, "request_for_expert", to=expert.email)
    return fresh


@transaction.atomic
def note_hours(
    *,
    actor: Actor,
    request: ExpertiseRequest,
    once_key: str,
    on: dt.date,
    minutes: int,
    what: str,
    over_allowed: bool = False,
) -> HourLine:
    """Note time of the expert on a request; the expert is locked, so that two lines together cannot go over unseen.

    Raises `MoveRefused` when the request is not with an expert, or when the bought hours do not suffice.
    """
    fresh = _lock(request)
    known = HourLine.objects.filter(once_key=once_key).first()
    if known is not None:
        return known
    if fresh.expert_id is None or fresh.state != RequestState.IN_PROGRESS:
        raise MoveRefused("Uren noteer je alleen bij een vraag die een expert nu opneemt.")
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=fresh.expert_id)
    spent = Expert.objects.with_spent().get(pk=expert.pk).minutes_spent
    verdict = may_note_hours(
        is_expert_route=fresh.route == Route.EXPERT,
        bought=expert.minutes_bought,
        spent=spent,
        minutes=minutes,
        over_allowed=over_allowed,
    )
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    line = HourLine.objects.create(
        once_key=once_key,
        request=fresh,
        expert=expert,
        on=on,
        minutes=minutes,
        what=what,
        noted_by=actor.label[:120],
    )
    journal.record(actor=actor, verb="expert_hours_noted", subject=fresh, minutes=minutes, over=over_allowed)
    return line


@transaction.atomic
def finish_request(*, actor: Actor, request: ExpertiseRequest, outcome: str, answer: str) -> ExpertiseRequest:
    """Note the outcome and ask how satisfied the asker is. Raises `MoveRefused`."""
    return _finish(actor, _lock(request), Outcome(outcome), answer)


@transaction.atomic
def back_to_triage(*, actor: Actor, request: ExpertiseRequest, reason: str = "") -> ExpertiseRequest:
    """Put a request back on the list to be looked at, with a new promise. Raises `MoveRefused`."""
    fresh = _lock(request)
    values = {
        "promised_by": first_contact_due(clock.now()),
        "due_on": None,
        "route": "",
        "expert": None,
        "colleague_id": None,
        "outcome": "",
        "done_at": None,
        "satisfaction": "",
    }
    return _move(actor, fresh, RequestState.NEW, reason=reason, **values)


@transaction.atomic
def withdraw_request(*, actor: Actor, request: ExpertiseRequest) -> ExpertiseRequest:
    """The asker does not need help any more. Raises `MoveRefused` when it is over already."""
    return _move(actor, _lock(request), RequestState.WITHDRAWN, due_on=None)


@transaction.atomic
def note_satisfaction(*, actor: Actor, request: ExpertiseRequest, satisfaction: str, remark: str) -> ExpertiseRequest:
    """Keep how satisfied the asker is; a second answer takes the place of the first. Raises `MoveRefused`."""
    fresh = _lock(request)
    if fresh.state != RequestState.DONE:
        raise MoveRefused("Deze vraag is weer open. Je kunt antwoorden zodra ze is afgerond.")
    fresh.satisfaction, fresh.remark = Satisfaction(satisfaction), remark
    fresh.save(update_fields=["satisfaction", "remark", "updated_at"])
    journal.record(actor=actor, verb="expertise_rated", subject=fresh)
    return fresh


def _lock(request: ExpertiseRequest) -> ExpertiseRequest:
    return ExpertiseRequest.objects.select_for_update(of=("self",)).with_asker().get(pk=request.pk)


def _take(actor: Actor, fresh: ExpertiseRequest, route: Route, **who: Any) -> ExpertiseRequest:
    today = clock.today()
    due = today + dt.timedelta(days=expert_terms(today).follow_days)
    return _move(actor, fresh, RequestState.IN_PROGRESS, route=route, due_on=due, **who)


def _finish(actor: Actor, fresh: ExpertiseRequest, outcome: Outcome, answer: str, **changes: Any) -> ExpertiseRequest:
    values = {"outcome": outcome, "answer": answer.strip(), "done_at": clock.now(), "due_on": None, **changes}
    fresh = _move(actor, fresh, RequestState.DONE, **values)
    _mail(fresh, "request_done")
    return fresh


def _move(
    actor: Actor, fresh: ExpertiseRequest, target: RequestState, *, reason: str = "", **changes: Any
) -> ExpertiseRequest:
    source = RequestState(fresh.state)
    require_move(REQUEST_MOVES, source, target, ALREADY)
    values = {"state": target, **changes}
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*values, "updated_at"])
    RequestLog.objects.create(
        request=fresh, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb="expertise_moved", subject=fresh, from_state=source.value, to_state=target.value)
    return fresh


def _mail(request: ExpertiseRequest, news: str, to: str = "") -> None:
    token = tokens.sign(SATISFACTION, request.public_id)
    queue_mail(
        key=f"expertise-{news}:{request.public_id}:{request.updated_at:%Y%m%d%H%M%S%f}",
        template=f"expertise/email/{news}",
        to=to or request.email,
        context={
            "request_row": request,
            "link": absolute(reverse("expertise:request", args=[request.public_id])),
            "rate_link": absolute(reverse("expertise:satisfaction", args=[token])),
            "start_link": absolute(reverse("expertise:start")),
        },
    )
