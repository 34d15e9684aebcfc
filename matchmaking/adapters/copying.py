"""Whole-number columns of a query as arrays: in one binary stream (COPY) on PostgreSQL, row by row elsewhere."""

from typing import Any

import numpy as np
from django.db import connections, models
from django.db.models.functions import Cast
from numpy.typing import NDArray

_SIGNATURE = b"PGCOPY\n\xff\r\n\x00"
_HEADER = len(_SIGNATURE) + 8
_TRAILER = b"\xff\xff"
_WIDTH = 8


def integer_columns(rows: "models.QuerySet[Any]", *names: str) -> tuple[NDArray[np.int64], ...]:
    """Return one int64 array per name, in the order of the queryset (1 query).

    A bit set with bit 63 on is a negative number in both databases; `.view(np.uint64)` gives the bits back. Raises
    ValueError when a value is NULL: give it a number in the query.
    """
    return fetch_integers(integers(rows, *names), len(names))


def integers(rows: "models.QuerySet[Any]", *columns: "str | models.Value") -> "models.QuerySet[Any, Any]":
    """Return the columns of a queryset as whole numbers, unread: several of as many columns can go in one union."""
    whole = {f"_whole_{place}": Cast(name, models.BigIntegerField()) for place, name in enumerate(columns)}
    return rows.annotate(**whole).values_list(*whole)


def fetch_integers(told: "models.QuerySet[Any, Any]", width: int) -> tuple[NDArray[np.int64], ...]:
    """Return one int64 array per column of `integers`, or of a union of them (1 query)."""
    if connections[told.db].vendor != "postgresql":
        return _from_rows(list(told), width)
    sql, params = told.query.get_compiler(told.db).as_sql()
    operations: Any = connections[told.db].ops
    statement = operations.compose_sql(sql, params)
    return unpack(_copy(told.db, f"COPY ({statement}) TO STDOUT (FORMAT BINARY)"), width)


def unpack(data: bytes, width: int) -> tuple[NDArray[np.int64], ...]:
    """Return the columns of a binary COPY of `width` bigint columns. Raises ValueError on NULL or another layout."""
    if not data.startswith(_SIGNATURE) or not data.endswith(_TRAILER):
        raise ValueError("not a whole binary COPY")
    row = np.dtype([("width", ">i2"), *((f"{part}{i}", kind) for i in range(width) for part, kind in _PARTS)])
    size, rest = divmod(len(data) - _HEADER - len(_TRAILER), row.itemsize)
    table = np.frombuffer(data, row, size, _HEADER)
    lengths = [(table[f"length{i}"] == _WIDTH).all() for i in range(width)]
    if rest or not (table["width"] == width).all() or not all(lengths):
        raise ValueError("expected whole numbers of eight bytes in every column, and no NULL")
    return tuple(table[f"value{i}"].astype(np.int64) for i in range(width))


_PARTS = (("length", ">i4"), ("value", ">i8"))


def _from_rows(rows: list[tuple[int | None, ...]], width: int) -> tuple[NDArray[np.int64], ...]:
    if any(value is None for row in rows for value in row):
        raise ValueError("expected whole numbers in every column, and no NULL")
    return tuple(np.array(rows, np.int64).reshape(-1, width).T.copy())


def _copy(using: str, statement: str) -> bytes:
    """Everything the server sends; counted and logged like any other query."""
    with connections[using].cursor() as cursor, cursor.copy(statement) as stream:
        return b"".join(stream)
