"""Helpers for parsers: what a cell refers to, and cells that may be empty."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from catalogue.services.reference import Parse, Row, RowProblem, Values


def ids_by(model: type[models.Model], attribute: str) -> dict[Any, int]:
    """Return the primary keys of all rows by a unique attribute."""
    return dict(model._default_manager.values_list(attribute, "pk"))


def refer(ids: Mapping[str, int], what: str, code: str) -> int:
    """Return the primary key a cell refers to. Raises RowProblem when there is no such row."""
    if code not in ids:
        raise RowProblem(f"{what} '{code}' bestaat niet." if code else f"{what} is leeg.")
    return ids[code]


def refer_or_none(ids: Mapping[str, int], what: str, code: str) -> int | None:
    """Return the primary key a cell refers to, None for an empty cell."""
    return refer(ids, what, code) if code else None


def plain(*columns: str, **renamed: str) -> Parse:
    """Return the parser that copies cells as they are; `attribute="column"` copies under another name."""

    def parse(row: Row) -> list[Values]:
        return [{column: row[column] for column in columns} | {name: row[cell] for name, cell in renamed.items()}]

    return parse
