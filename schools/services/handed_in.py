"""A list a school hands in: kept until somebody says which column is what, or thrown away."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.actor import Actor
from core.lists import as_text, guess_columns
from core.states import require_move
from privacy import journal
from schools.enums import HANDED_IN_MOVES, ListKind, ListState
from schools.models import HandedInList, School

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
def drop_list(*, actor: Actor, handed_in: HandedInList) -> HandedInList:
    """Throw a draft away, its rows too. Raises `MoveRefused`."""
    fresh = HandedInList.objects.select_for_update().get(pk=handed_in.pk)
    require_move(HANDED_IN_MOVES, fresh.state, ListState.DROPPED, GONE)
    fresh.state, fresh.content, fresh.mapping, fresh.answers = ListState.DROPPED, "", {}, []
    fresh.save(update_fields=["state", "content", "mapping", "answers", "updated_at"])
    journal.record(actor=actor, verb="list_dropped", subject=fresh)
    return fresh
