"""Reading a list in pieces: claimed by one worker, stored row by row, taken over when the worker fell silent.

Each piece stores its rows and their answers in one transaction, so that a list that was interrupted goes on after its
last answer. A row that was stored keeps its answer when the list is read once more.
"""

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import SYSTEM, Actor
from catalogue.rules import RuleMissing
from core import claims, clock
from core.lists import RowAnswer, RowOutcome, RowRefused, as_text, cells_by_field, table_of
from core.states import require_move
from privacy import journal
from schools.enums import HANDED_IN_MOVES, ListKind, ListState
from schools.models import HandedInList
from schools.selectors.list_runs import reader_of
from schools.services.handed_in import GONE

log = logging.getLogger(__name__)
PIECE = 20
SENDER_LEFT = "Wie deze lijst doorgaf, werkt niet meer bij de school."
BROKE = "Bij ons liep iets mis. Lukt het ook straks niet, bel ons dan."
Answer = list[Any]
Store = Callable[[Sequence[str], Mapping[str, int]], RowAnswer]
Opening = Callable[[Actor, HandedInList], Store]


class ListLost(Exception):
    """The list was stopped, or another worker took it over."""


def run_list(*, list_id: int, opening: Opening) -> None:
    """Read one waiting list with the store that `opening` gives. Safe to run twice: only the first claim works.

    A list that broke goes back to who sent it with a sentence; a worker that was killed is followed by another.
    """
    claim = claim_list(list_id=list_id)
    if claim is None:
        return
    row = HandedInList.objects.select_related("school", "started_by").get(pk=list_id)
    actor, table = reader_of(row), table_of(row.content)
    try:
        if actor is None:
            give_back_list(list_id=list_id, claim=claim, error=SENDER_LEFT)
            return
        store = opening(actor, row)
        while read_piece(actor=actor, list_id=list_id, claim=claim, table=table, store=store):
            pass
    except ListLost:
        log.info("list %s was stopped or taken over", list_id)
    except RuleMissing as error:
        _give_back_if_ours(list_id, claim, f"De gegevens kloppen niet: {error}")
    except Exception:
        # Without this the next sweep would try the same row again, without end. What was stored is recognised later.
        _give_back_if_ours(list_id, claim, BROKE)
        raise


@transaction.atomic
def claim_list(*, list_id: int) -> str | None:
    """Take a waiting list for this worker; return the key, None when it is not there to take."""
    rows = HandedInList.objects.filter(pk=list_id)
    key = claims.take(rows, waiting=ListState.WAITING, running=ListState.RUNNING)
    if key:
        journal.record(actor=SYSTEM, verb="list_running", subject=rows.get())
    return key


@transaction.atomic
def read_piece(*, actor: Actor, list_id: int, claim: str, table: Sequence[Sequence[str]], store: Store) -> bool:
    """Store the next rows and their answers; return whether rows are left. Raises `ListLost`."""
    fresh = _ours(list_id, claim)
    heading, *rows = table
    first, last = fresh.done, min(fresh.done + PIECE, len(rows))
    known = {answer[0]: answer for answer in fresh.answers if answer[1] != RowOutcome.BAD}
    read = [
        known.get(number) or [number, *_answer(store, rows[number - 2], fresh.mapping)]
        for number in range(first + 2, last + 2)
    ]
    fresh.answers = [*fresh.answers[:first], *read, *fresh.answers[last:]]
    fresh.done, fresh.heartbeat_at = last, clock.now()
    fresh.save(update_fields=["answers", "done", "heartbeat_at", "updated_at"])
    if last < len(rows):
        return True
    _finish(actor, fresh, heading, rows)
    return False


def _answer(store: Store, cells: Sequence[str], mapping: Mapping[str, int]) -> tuple[str, str]:
    """Store one row on its own: a row that is refused undoes only itself."""
    if not any(cells_by_field(cells, mapping).values()):
        return RowOutcome.SAME.value, "Lege rij: overgeslagen."
    try:
        with transaction.atomic():
            answer = store(cells, mapping)
    except RowRefused as refusal:
        return RowOutcome.BAD.value, str(refusal)
    return str(answer.outcome), answer.message


def _finish(actor: Actor, fresh: HandedInList, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Note that a locked list with all its answers is read."""
    require_move(HANDED_IN_MOVES, fresh.state, ListState.DONE, GONE)
    fresh.state, fresh.finished_at, fresh.claim = ListState.DONE, clock.now(), ""
    fresh.content = kept_rows(fresh, heading, rows)
    fresh.save(update_fields=["content", "state", "finished_at", "claim", "updated_at"])
    bad = sum(answer[1] == RowOutcome.BAD for answer in fresh.answers)
    journal.record(actor=actor, verb="list_read_in", subject=fresh, rows=fresh.total, bad=bad)


def kept_rows(fresh: HandedInList, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return what is kept of a list: a row about a learner that was stored is emptied, so that it is not kept twice."""
    if fresh.kind != ListKind.LEARNERS:
        return as_text([heading, *rows])
    stored = {number for number, outcome, _text in fresh.answers if outcome != RowOutcome.BAD}
    told = enumerate(rows, start=2)
    return as_text([heading, *([""] * len(cells) if number in stored else cells for number, cells in told)])


@transaction.atomic
def give_back_list(*, list_id: int, claim: str, error: str) -> HandedInList:
    """Make a list that could not be read a draft again, with a sentence for the page. Raises `ListLost`."""
    fresh = _ours(list_id, claim)
    require_move(HANDED_IN_MOVES, fresh.state, ListState.DRAFT, GONE)
    fresh.state, fresh.claim, fresh.error = ListState.DRAFT, "", error[:300]
    fresh.save(update_fields=["state", "claim", "error", "updated_at"])
    journal.record(actor=SYSTEM, verb="list_given_back", subject=fresh)
    return fresh


def _give_back_if_ours(list_id: int, claim: str, error: str) -> None:
    with contextlib.suppress(ListLost):
        give_back_list(list_id=list_id, claim=claim, error=error)


@transaction.atomic
def rescue_list(*, list_id: int) -> None:
    """Let a list whose worker fell silent wait for another."""
    fresh = HandedInList.objects.select_for_update().get(pk=list_id)
    if fresh.state == ListState.RUNNING and claims.is_silent(fresh.heartbeat_at, clock.now()):
        fresh.state, fresh.claim = ListState.WAITING, ""
        fresh.save(update_fields=["state", "claim", "updated_at"])
        journal.record(actor=SYSTEM, verb="list_rescued", subject=fresh)


def _ours(list_id: int, claim: str) -> HandedInList:
    found = claims.owned(HandedInList.objects.filter(pk=list_id), running=ListState.RUNNING, claim=claim)
    if found is None:
        raise ListLost
    return found
