"""A list a school hands in: kept until somebody says which column is what, then read row by row, once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core import clock
from core.lists import RowAnswer, RowOutcome, RowRefused, as_text, cells_by_field, guess_columns, table_of
from core.states import MoveRefused, require_move
from privacy import journal
from schools.enums import HANDED_IN_MOVES, ListKind, ListState
from schools.models import HandedInList, School

Store = Callable[[Sequence[str], Mapping[str, int]], RowAnswer]
GONE = "Deze lijst is al ingelezen of weggegooid. Lees een nieuwe in."


@transaction.atomic
def make_list(
    *,
    actor: Actor,
    school: School | None,
    kind: ListKind,
    file_name: str,
    rows: Sequence[Sequence[str]],
    words: Mapping[str, Sequence[str]],
) -> HandedInList:
    """Keep a list (heading first) as a draft, with the columns as far as `words` lets us guess them."""
    made = HandedInList.objects.create(
        school=school,
        kind=kind,
        file_name=file_name[:200],
        content=as_text(rows),
        mapping=guess_columns(rows[0], words),
        total=len(rows) - 1,
        started_by_id=actor.user_id,
    )
    journal.record(actor=actor, verb="list_handed_in", subject=made, kind=kind, rows=made.total)
    return made


@transaction.atomic
def read_list(*, actor: Actor, handed_in: HandedInList, mapping: Mapping[str, int], store: Store) -> HandedInList:
    """Store every row with `store`, each on its own: a row that is refused undoes only itself.

    Raises `MoveRefused` when a column was chosen twice, or when the list was read already: two people who press at
    the same moment read it once.
    """
    require_one_use(mapping)
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    require_move(HANDED_IN_MOVES, fresh.state, ListState.DONE, GONE)
    heading, *rows = table_of(fresh.content)
    fresh.answers = answers_of(rows, mapping, store, first=2)
    fresh.mapping = dict(mapping)
    return finish_list(actor=actor, fresh=fresh, heading=heading, rows=rows)


def require_one_use(mapping: Mapping[str, int]) -> None:
    """Raise `MoveRefused` when a column was chosen twice."""
    if len(set(mapping.values())) != len(mapping):
        raise MoveRefused("Eén kolom kan maar één ding zijn. Je koos een kolom twee keer.")


def answers_of(
    rows: Sequence[Sequence[str]], mapping: Mapping[str, int], store: Store, *, first: int
) -> list[list[Any]]:
    """Store rows, each on its own; return the answers. `first` is the number of the first row in the file."""
    return [[number, *_answer(store, cells, mapping)] for number, cells in enumerate(rows, start=first)]


def finish_list(
    *, actor: Actor, fresh: HandedInList, heading: Sequence[str], rows: Sequence[Sequence[str]]
) -> HandedInList:
    """Note that a locked list with all its answers is read; of learners only the refused rows are kept."""
    fresh.state, fresh.finished_at, fresh.done, fresh.claim = ListState.DONE, clock.now(), fresh.total, ""
    if fresh.kind == ListKind.LEARNERS:
        fresh.content = as_text([heading, *_refused_only(rows, fresh.answers)])
    columns = ["answers", "content", "mapping", "state", "finished_at", "done", "claim", "updated_at"]
    fresh.save(update_fields=columns)
    bad = sum(answer[1] == RowOutcome.BAD for answer in fresh.answers)
    journal.record(actor=actor, verb="list_read_in", subject=fresh, rows=fresh.total, bad=bad)
    return fresh


def _refused_only(rows: Sequence[Sequence[str]], answers: Sequence[Sequence[Any]]) -> list[list[str]]:
    """Return the rows with only those that were refused filled in: what was stored is not kept twice."""
    return [
        list(cells) if answer[1] == RowOutcome.BAD else [""] * len(cells)
        for cells, answer in zip(rows, answers, strict=True)
    ]


def _answer(store: Store, cells: Sequence[str], mapping: Mapping[str, int]) -> tuple[str, str]:
    if not any(cells_by_field(cells, mapping).values()):
        return RowOutcome.SAME.value, "Lege rij: overgeslagen."
    try:
        with transaction.atomic():
            answer = store(cells, mapping)
    except RowRefused as refusal:
        return RowOutcome.BAD.value, str(refusal)
    return str(answer.outcome), answer.message


@transaction.atomic
def drop_list(*, actor: Actor, handed_in: HandedInList) -> HandedInList:
    """Throw a draft away, its rows too. Raises `MoveRefused`."""
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    require_move(HANDED_IN_MOVES, fresh.state, ListState.DROPPED, GONE)
    fresh.state, fresh.content, fresh.mapping = ListState.DROPPED, "", {}
    fresh.save(update_fields=["state", "content", "mapping", "updated_at"])
    journal.record(actor=actor, verb="list_dropped", subject=fresh)
    return fresh
