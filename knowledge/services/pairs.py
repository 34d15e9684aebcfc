"""Every write to coaching pairs."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from core import clock
from core.states import MoveRefused, require_move
from knowledge.course_enums import PAIR_MOVES, PairState
from knowledge.models import CoachingPair, PairLog, PairMoment
from privacy import journal


@transaction.atomic
def start_pair(*, actor: Actor, pair: CoachingPair) -> CoachingPair:
    """Note that the two began. Raises `MoveRefused`."""
    return _move(actor, pair, PairState.RUNNING)


@transaction.atomic
def finish_pair(*, actor: Actor, pair: CoachingPair, result: str) -> CoachingPair:
    """Close a pair with what came of it. Raises `MoveRefused`, also when the two never met."""
    if not pair.moments.exists():
        raise MoveRefused("Noteer eerst minstens één contactmoment.")
    return _move(actor, pair, PairState.DONE, result=result.strip())


@transaction.atomic
def stop_pair(*, actor: Actor, pair: CoachingPair, reason: str = "") -> CoachingPair:
    """End a pair before its goal was reached. Raises `MoveRefused`."""
    return _move(actor, pair, PairState.STOPPED, reason=reason)


@transaction.atomic
def replan_pair(*, actor: Actor, pair: CoachingPair) -> CoachingPair:
    """Take up a pair that stopped. Raises `MoveRefused`."""
    return _move(actor, pair, PairState.PLANNED)


@transaction.atomic
def note_moment(*, actor: Actor, pair: CoachingPair, on: dt.date, note: str) -> PairMoment:
    """Keep a contact moment; the same one twice stays one. Raises `MoveRefused` when the pair does not run."""
    fresh = CoachingPair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if fresh.state != PairState.RUNNING:
        raise MoveRefused("Contactmomenten noteer je bij een peterschap dat loopt.")
    if on > clock.today():
        raise MoveRefused("Dit moment moet nog komen. Noteer het achteraf.")
    values = {"noted_by": actor.label[:120]}
    moment, made = PairMoment.objects.get_or_create(pair=fresh, on=on, note=note.strip(), defaults=values)
    if made:
        journal.record(actor=actor, verb="pair_moment_noted", subject=fresh)
    return moment


def _move(
    actor: Actor, pair: CoachingPair, target: PairState, *, reason: str = "", result: str | None = None
) -> CoachingPair:
    fresh = CoachingPair.objects.select_for_update(of=("self",)).with_sides().get(pk=pair.pk)
    source = fresh.state
    require_move(PAIR_MOVES, source, target, f"Dat kan niet: dit peterschap staat op ‘{fresh.get_state_display()}’.")
    fresh.state = target
    if result is not None:
        fresh.result = result
    fresh.save(update_fields=["state", "result", "updated_at"])
    PairLog.objects.create(
        pair=fresh, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb=f"pair_{target}", subject=fresh)
    return fresh
