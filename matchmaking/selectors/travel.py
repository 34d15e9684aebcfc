"""Where the minutes come from."""

from collections.abc import Mapping

from catalogue.enums import MatrixKind
from catalogue.models import TravelMatrix
from catalogue.selectors import TravelTable
from matchmaking.sentences import TravelNote


def travel_notes() -> dict[str, TravelNote]:
    """Return per mode whether the minutes are an estimate, and of which day (1 query)."""
    rows = TravelMatrix.objects.values_list("mode", "kind", "data_date")
    return {mode: TravelNote(kind == MatrixKind.ESTIMATE, day) for mode, kind, day in rows}


def notes_of(tables: Mapping[str, TravelTable]) -> dict[str, TravelNote]:
    """Return the same from tables that were read already."""
    return {mode: TravelNote(table.is_estimate, table.data_date) for mode, table in tables.items()}
