"""A list a worker reads: started, claimed, read in pieces, taken over when the worker fell silent.

Each piece stores its rows and their answers in one transaction, so that a list that was interrupted goes on after its
last answer. A worker owns a list by the key in `claim`.
"""

import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.actor import SYSTEM, Actor
from core import clock
from core.queue import enqueue
from core.states import MoveRefused, require_move
from privacy import journal
from schools.enums import HANDED_IN_MOVES, ListState
from schools.models import HandedInList
from schools.selectors.list_runs import SILENCE
from schools.services.handed_in import GONE, Store, answers_of, finish_list, require_one_use

PIECE = 20


class ListLost(Exception):
    """Another worker took the list over."""


@transaction.atomic
def start_list(*, actor: Actor, handed_in: HandedInList, mapping: Mapping[str, int], task: str) -> HandedInList:
    """Let a worker read a draft with these columns, for who presses. Raises `MoveRefused`, also for who presses second."""
    require_one_use(mapping)
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    if fresh.state != ListState.DRAFT:  # a list that runs may wait again too, but only for another worker
        raise MoveRefused(GONE)
    fresh.mapping, fresh.answers, fresh.done, fresh.error = dict(mapping), [], 0, ""
    fresh.state, fresh.started_by_id = ListState.WAITING, actor.user_id
    fresh.save(update_fields=["mapping", "answers", "done", "error", "state", "started_by", "updated_at"])
    journal.record(actor=actor, verb="list_started", subject=fresh, rows=fresh.total)
    enqueue(task, list_id=fresh.pk)
    return fresh


@transaction.atomic
def claim_list(*, list_id: int) -> str | None:
    """Take a waiting list for this worker; return the key, None when it is not there to take."""
    key = secrets.token_hex(16)
    taken = HandedInList.objects.filter(pk=list_id, state=ListState.WAITING).update(
        state=ListState.RUNNING, claim=key, heartbeat_at=clock.now()
    )
    if taken:
        journal.record(actor=SYSTEM, verb="list_running", subject=HandedInList.objects.get(pk=list_id))
    return key if taken else None


@transaction.atomic
def read_piece(*, actor: Actor, list_id: int, claim: str, table: Sequence[Sequence[str]], store: Store) -> bool:
    """Store the next rows and their answers; return whether rows are left. Raises `ListLost`."""
    fresh = _ours(list_id, claim)
    heading, *rows = table
    piece = rows[fresh.done : fresh.done + PIECE]
    fresh.answers = [*fresh.answers, *answers_of(piece, fresh.mapping, store, first=fresh.done + 2)]
    fresh.done, fresh.heartbeat_at = fresh.done + len(piece), clock.now()
    fresh.save(update_fields=["answers", "done", "heartbeat_at", "updated_at"])
    if fresh.done < len(rows):
        return True
    finish_list(actor=actor, fresh=fresh, heading=heading, rows=rows)
    return False


@transaction.atomic
def give_back_list(*, list_id: int, claim: str, error: str) -> HandedInList:
    """Make a list that could not be read a draft again, with a sentence for the page. Raises `ListLost`."""
    fresh = _ours(list_id, claim)
    require_move(HANDED_IN_MOVES, fresh.state, ListState.DRAFT, GONE)
    fresh.state, fresh.claim, fresh.error = ListState.DRAFT, "", error[:300]
    fresh.save(update_fields=["state", "claim", "error", "updated_at"])
    journal.record(actor=SYSTEM, verb="list_given_back", subject=fresh)
    return fresh


@transaction.atomic
def rescue_list(*, list_id: int) -> None:
    """Let a list whose worker fell silent wait for another."""
    fresh = HandedInList.objects.select_for_update().get(pk=list_id)
    silent = fresh.heartbeat_at is None or clock.now() - fresh.heartbeat_at > SILENCE
    if fresh.state == ListState.RUNNING and silent:
        fresh.state, fresh.claim = ListState.WAITING, ""
        fresh.save(update_fields=["state", "claim", "updated_at"])
        journal.record(actor=SYSTEM, verb="list_rescued", subject=fresh)


def _ours(list_id: int, claim: str) -> HandedInList:
    rows = HandedInList.objects.select_for_update().filter(pk=list_id, state=ListState.RUNNING, claim=claim)
    found = rows.first()
    if found is None:
        raise ListLost
    return found
