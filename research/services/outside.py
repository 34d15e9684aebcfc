"""The life of a table from elsewhere: kept, read in, thrown away, or taken back as a whole."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.actor import Actor
from core import clock
from core.lists import as_text
from core.states import MoveRefused, require_move
from privacy import journal
from research import rules_import as rules
from research.models import ColumnMemory, OutsideAnswer, OutsideFigure, OutsideTable
from research.outside_enums import OUTSIDE_IMPORT_MOVES, ImportState
from research.rules_tables import SPECS
from research.selectors import outside as selectors


@transaction.atomic
def keep_table(
    *,
    actor: Actor,
    kind: str,
    source: str,
    definition: str,
    data_date: dt.date,
    file_name: str,
    rows: Sequence[Sequence[str]],
) -> OutsideTable:
    """Keep a table (heading first) until somebody says which column is what; the columns of last time are proposed."""
    table = OutsideTable.objects.create(
        kind=kind,
        source=source,
        definition=definition,
        data_date=data_date,
        file_name=file_name[:200],
        content=as_text(rows),
        mapping=rules.guess_columns(SPECS[kind], rows[0], selectors.remembered(kind)),
        total=len(rows) - 1,
        made_by_id=actor.user_id,
    )
    journal.record(actor=actor, verb="outside_table_kept", subject=table, rows=table.total)
    return table


@transaction.atomic
def choose_columns(*, actor: Actor, table: OutsideTable, mapping: Mapping[str, int]) -> OutsideTable:
    """Say which column is what, to look at what would happen. Raises `MoveRefused`."""
    table = _locked(table)
    _require(table, ImportState.DONE)
    if faults := rules.mapping_faults(SPECS[table.kind], mapping):
        raise MoveRefused(" ".join(faults))
    table.mapping = dict(mapping)
    table.save(update_fields=["mapping", "updated_at"])
    journal.record(actor=actor, verb="outside_columns_chosen", subject=table)
    return table


@transaction.atomic
def read_in(*, actor: Actor, table: OutsideTable) -> OutsideTable:
    """Store the figures of a table; what was the same stays as it was. Raises `MoveRefused` for shifted columns."""
    table = _locked(table)
    _require(table, ImportState.DONE)
    reading = selectors.read_table(table, table.mapping)
    if reading.faults:
        raise MoveRefused(" ".join(reading.faults))
    changed = _store(table, reading)
    OutsideAnswer.objects.bulk_create(
        OutsideAnswer(table=table, row=row, outcome=answer.outcome, message=answer.message)
        for row, answer in reading.answers.items()
    )
    headings = selectors.rows_of(table)[0]
    ColumnMemory.objects.update_or_create(
        kind=table.kind, defaults={"headings": {key: headings[at] for key, at in table.mapping.items()}}
    )
    table.imported_at = clock.now()
    return _move(actor, table, ImportState.DONE, "imported_at", figures=changed)


def _store(table: OutsideTable, reading: selectors.Reading) -> int:
    """Store the figures that are new or other than before; return how many."""
    present = selectors.current_figures({key[0] for key in reading.figures})
    wanted = {
        key: (present.get(key), value, note)
        for key, (value, note) in reading.figures.items()
        if key not in present or present[key][1] != value
    }
    old = [known[0] for known, _value, _note in wanted.values() if known]
    OutsideFigure.objects.filter(pk__in=old).update(is_current=False)
    OutsideFigure.objects.bulk_create(
        OutsideFigure(
            table=table,
            measure=measure,
            programme_id=programme,
            subregion_id=subregion,
            municipality_id=municipality,
            period=period,
            value=value,
            note=note,
            replaces_id=known[0] if known else None,
        )
        for (measure, programme, subregion, municipality, period), (known, value, note) in wanted.items()
    )
    return len(wanted)


@transaction.atomic
def undo_table(*, actor: Actor, table: OutsideTable) -> OutsideTable:
    """Take a whole table back; the figures it replaced hold again. Raises `MoveRefused` when a newer one stands on it."""
    table = _locked(table)
    _require(table, ImportState.UNDONE)
    if not selectors.is_newest(table):
        raise MoveRefused("Er is daarna nog een tabel van deze soort ingelezen. Draai die eerst terug.")
    before = [pk for pk in table.figures.values_list("replaces", flat=True) if pk is not None]
    table.figures.update(is_current=False)
    OutsideFigure.objects.filter(pk__in=before).update(is_current=True)
    table.undone_at = clock.now()
    return _move(actor, table, ImportState.UNDONE, "undone_at", figures=len(before))


@transaction.atomic
def drop_table(*, actor: Actor, table: OutsideTable) -> OutsideTable:
    """Throw a table away that was not read in. Raises `MoveRefused`."""
    table = _locked(table)
    _require(table, ImportState.DROPPED)
    table.content = ""
    return _move(actor, table, ImportState.DROPPED, "content")


def _locked(table: OutsideTable) -> OutsideTable:
    return OutsideTable.objects.select_for_update(of=("self",)).get(pk=table.pk)


def _require(table: OutsideTable, target: str) -> None:
    require_move(
        OUTSIDE_IMPORT_MOVES, table.state, target, f"Dat kan niet: de tabel staat op ‘{table.get_state_display()}’."
    )


def _move(actor: Actor, table: OutsideTable, target: str, *columns: str, **facts: int) -> OutsideTable:
    source, table.state = table.state, target
    table.save(update_fields=["state", *columns, "updated_at"])
    journal.record(actor=actor, verb=f"outside_table_{target}", subject=table, was=source, **facts)
    return table
