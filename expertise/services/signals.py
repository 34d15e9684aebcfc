"""Signals: heard, grouped, weighed, put before the POF, sent, answered, closed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from catalogue.selectors import rule_value
from core import clock
from core.states import MoveRefused, require_move
from expertise.enums import SIGNAL_MOVES, Addressee, SignalState, Weight
from expertise.models import NetworkMeeting, PolicySignal, PolicySignalLog, Signal
from expertise.rules import may_group
from learners.rules.notes import has_national_number
from privacy import journal

NUMBER = "Hier staat een rijksregisternummer in. Een signaal gaat nooit over één persoon: haal het weg."


@transaction.atomic
def note_signal(
    *,
    actor: Actor,
    once_key: str,
    topic: str,
    source: str,
    text: str,
    heard_on: dt.date,
    subregion_id: int | None = None,
    programme_id: int | None = None,
) -> Signal:
    """Keep what was heard. The same form twice is one signal. Raises `MoveRefused` for a text with a national number."""
    if has_national_number(text):
        raise MoveRefused(NUMBER)
    signal, created = Signal.objects.get_or_create(
        once_key=once_key,
        defaults={
            "topic": topic,
            "source": source,
            "text": text,
            "heard_on": heard_on,
            "subregion_id": subregion_id,
            "programme_id": programme_id,
        },
    )
    if created:
        journal.record(actor=actor, verb="signal_noted", subject=signal, topic=topic)
    return signal


@transaction.atomic
def group_signals(
    *, actor: Actor, signals: Sequence[Signal], title: str = "", group: PolicySignal | None = None
) -> PolicySignal:
    """Put signals about one topic in a new policy signal, or in one that is there. Raises `MoveRefused`."""
    rows = list(
        Signal.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in signals]).order_by("pk")
    )
    verdict = may_group([row.topic for row in rows] + ([group.topic] if group else []) if rows else [])
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    if group is None:
        text = "\n".join(f"- {row.text}" for row in rows)
        group = PolicySignal.objects.create(
            title=(title or str(rows[0]))[:160], topic=rows[0].topic, what_is_wrong=text
        )
        PolicySignalLog.objects.create(policy_signal=group, to_state=SignalState.OPEN, actor_label=actor.label[:120])
    elif group.state == SignalState.CLOSED:
        raise MoveRefused("Dit signaal aan het beleid is al afgesloten.")
    Signal.objects.filter(pk__in=[row.pk for row in rows]).update(group=group)
    journal.record(actor=actor, verb="signals_grouped", subject=group, number=len(rows))
    return group


@transaction.atomic
def weigh_signal(*, actor: Actor, policy_signal: PolicySignal, weight: str, why: str) -> PolicySignal:
    """Say how heavy a policy signal is, and why. Raises `MoveRefused`."""
    return _move(actor, policy_signal, SignalState.WEIGHED, weight=Weight(weight), why=why.strip()[:240], due_on=None)


@transaction.atomic
def put_before_pof(*, actor: Actor, policy_signal: PolicySignal, meeting: NetworkMeeting) -> PolicySignal:
    """Put a weighed signal on the agenda of a meeting; to be followed from the day of the meeting. Raises `MoveRefused`."""
    day = max(clock.today(), meeting.starts_at.date())
    return _move(actor, policy_signal, SignalState.AT_POF, meeting=meeting, due_on=day)


@transaction.atomic
def send_signal(*, actor: Actor, policy_signal: PolicySignal, addressee: str, proposal: str) -> PolicySignal:
    """Note that a signal went to who decides; an answer is expected within the agreed days. Raises `MoveRefused`."""
    today = clock.today()
    due = today + dt.timedelta(days=int(rule_value("signal-answer-days", on=today)))
    values: dict[str, Any] = {
        "addressee": Addressee(addressee),
        "proposal": proposal.strip(),
        "sent_on": today,
        "due_on": due,
    }
    return _move(actor, policy_signal, SignalState.SENT, **values)


@transaction.atomic
def note_answer(*, actor: Actor, policy_signal: PolicySignal, answer: str) -> PolicySignal:
    """Keep the answer of who decides. Raises `MoveRefused`."""
    values: dict[str, Any] = {"answer": answer.strip(), "answered_on": clock.today(), "due_on": None}
    return _move(actor, policy_signal, SignalState.ANSWERED, **values)


@transaction.atomic
def close_signal(*, actor: Actor, policy_signal: PolicySignal, reason: str = "") -> PolicySignal:
    """Close a policy signal. Raises `MoveRefused`."""
    return _move(actor, policy_signal, SignalState.CLOSED, reason=reason, due_on=None)


def _move(actor: Actor, row: PolicySignal, target: SignalState, *, reason: str = "", **changes: Any) -> PolicySignal:
    fresh = PolicySignal.objects.select_for_update(of=("self",)).get(pk=row.pk)
    source = SignalState(fresh.state)
    require_move(SIGNAL_MOVES, source, target, f"Dat kan niet: dit signaal staat op ‘{source.label}’.")
    values = {"state": target, **changes}
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=[*values, "updated_at"])
    PolicySignalLog.objects.create(
        policy_signal=fresh, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(
        actor=actor, verb="policy_signal_moved", subject=fresh, from_state=source.value, to_state=target.value
    )
    return fresh
