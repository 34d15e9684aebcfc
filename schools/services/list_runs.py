"""What somebody decides about the reading of a list: it starts, it stops, it goes on or reads what was refused again."""

from collections.abc import Mapping

from django.db import transaction

from accounts.actor import Actor
from core.lists import RowOutcome, table_of
from core.queue import enqueue
from core.states import MoveRefused, require_move
from privacy import journal
from schools.enums import HANDED_IN_MOVES, ListState
from schools.models import HandedInList
from schools.services.handed_in import GONE
from schools.services.list_pieces import kept_rows

NOT_BUSY = "Deze lijst wordt niet meer ingelezen."
NOTHING_LEFT = "Elke rij van deze lijst is al ingelezen."
NOT_YET = "Deze lijst is nog niet klaar of niet gestopt."


@transaction.atomic
def start_list(*, actor: Actor, handed_in: HandedInList, mapping: Mapping[str, int], task: str) -> HandedInList:
    """Let a worker read a draft with these columns, for who presses. Raises `MoveRefused`, also for who presses second.

    What a list that broke had stored keeps its answer, unless the columns changed.
    """
    if len(set(mapping.values())) != len(mapping):
        raise MoveRefused("Eén kolom kan maar één ding zijn. Je koos een kolom twee keer.")
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    if fresh.state != ListState.DRAFT:  # a list that runs may wait again too, but only for another worker
        raise MoveRefused(GONE)
    if dict(mapping) != fresh.mapping:
        fresh.answers = []
    fresh.mapping, fresh.done = dict(mapping), 0
    return _wait(actor, fresh, "list_started", task)


@transaction.atomic
def stop_list(*, actor: Actor, handed_in: HandedInList) -> HandedInList:
    """Stop a list that waits or is being read; what was stored stays. Raises `MoveRefused`."""
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    require_move(HANDED_IN_MOVES, fresh.state, ListState.STOPPED, NOT_BUSY)
    heading, *rows = table_of(fresh.content)
    fresh.state, fresh.claim, fresh.content = ListState.STOPPED, "", kept_rows(fresh, heading, rows)
    fresh.save(update_fields=["state", "claim", "content", "updated_at"])
    journal.record(actor=actor, verb="list_stopped", subject=fresh, rows=fresh.done)
    return fresh


@transaction.atomic
def repeat_list(*, actor: Actor, handed_in: HandedInList, task: str) -> HandedInList:
    """Go on with a list that was stopped, or read the refused rows of one that is done again. Raises `MoveRefused`."""
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    if fresh.state not in ListState.ANSWERED:
        raise MoveRefused(NOT_YET)
    if fresh.state == ListState.DONE:
        if not any(answer[1] == RowOutcome.BAD for answer in fresh.answers):
            raise MoveRefused(NOTHING_LEFT)
        fresh.done, fresh.finished_at = 0, None
    return _wait(actor, fresh, "list_repeated", task)


def _wait(actor: Actor, fresh: HandedInList, verb: str, task: str) -> HandedInList:
    """Let a locked list wait for a worker, who reads it in the name of who asked."""
    require_move(HANDED_IN_MOVES, fresh.state, ListState.WAITING, GONE)
    fresh.state, fresh.error, fresh.started_by_id = ListState.WAITING, "", actor.user_id
    columns = ["answers", "mapping", "done", "finished_at", "state", "error", "started_by", "updated_at"]
    fresh.save(update_fields=columns)
    journal.record(actor=actor, verb=verb, subject=fresh, rows=fresh.total)
    enqueue(task, list_id=fresh.pk)
    return fresh
