"""Columns of a table: how a raw value becomes an array, and how a wrong one is named by row and fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


class EngineError(ValueError):
    """Bad input. `entry` names the row or key, `fault` says what is wrong; str() is one line."""

    def __init__(self, entry: str, fault: str) -> None:
        super().__init__(f"{entry}: {fault}")
        self.entry, self.fault = entry, fault


@dataclass(frozen=True, slots=True)
class Column:
    """Type, default and allowed range of one column. `width` 0: (N,); 3: (N, 3); -1: (N, any number of words)."""

    dtype: type[np.generic]
    default: Any = None
    low: float | None = None
    high: float | None = None
    width: int = 0
    nan: bool = False
    among: tuple[int, ...] = ()

    @property
    def required(self) -> bool:
        return self.default is None


Schema = Mapping[str, Column]


def ids_of(values: Any, table: str) -> NDArray[Any]:
    """Ids as int64 when all are integers, else as strings; raises EngineError on a second axis."""
    ids = np.asarray(values)
    if ids.ndim != 1:
        raise EngineError(f"{table}.id", f"expected one value a row, got shape {ids.shape}")
    if ids.size == 0 or ids.dtype.kind == "i" or (ids.dtype.kind == "u" and int(ids.max()) < 2**63):
        return ids.astype(np.int64)
    return np.array([str(one) for one in ids])


def cast_all(table: str, ids: NDArray[Any], schema: Schema, given: Mapping[str, Any]) -> dict[str, NDArray[Any]]:
    """Every column of the schema as an array of its own type; defaults filled in, unknown names refused."""
    unknown = sorted(set(given) - set(schema))
    if unknown:
        raise EngineError(table, f"unknown column {unknown[0]!r}")
    missing = [name for name, column in schema.items() if column.required and name not in given]
    if missing:
        raise EngineError(table, f"column {missing[0]!r} is missing")
    cast = {}
    for name, column in schema.items():
        values = given.get(name)
        if values is None:
            values = _default(column, ids.size)
        cast[name] = _cast(f"{table}.{name}", ids, column, values)
    return cast


def _default(column: Column, size: int) -> NDArray[Any]:
    shape = (size,) if column.width == 0 else (size, abs(column.width))
    return np.full(shape, column.default, column.dtype)


def _cast(name: str, ids: NDArray[Any], column: Column, values: Any) -> NDArray[Any]:
    """Cast without silent wrap-around or truncation of NaN."""
    try:
        raw = np.asarray(values)
        if raw.dtype.kind not in "biuf":
            raw = np.asarray(values, np.float64 if column.dtype is np.float32 else column.dtype)
    except (ValueError, TypeError, OverflowError) as error:
        raise EngineError(name, f"not a column of numbers ({error})") from error
    if raw.size == 0 and raw.ndim < 2 and column.width:
        raw = raw.reshape(0, abs(column.width))
    _check_shape(name, ids, column, raw)
    if column.dtype is not np.float32:
        _check_whole(name, ids, column, raw)
    return np.ascontiguousarray(raw.astype(column.dtype))


def _check_shape(name: str, ids: NDArray[Any], column: Column, values: NDArray[Any]) -> None:
    wide = {0: values.ndim == 1, -1: values.ndim == 2 and values.shape[-1] >= 1}
    right = wide.get(column.width, values.ndim == 2 and values.shape[-1] == column.width)
    if not right or values.shape[0] != ids.size:
        raise EngineError(name, f"{ids.size} rows expected, got shape {values.shape}")


def _check_whole(name: str, ids: NDArray[Any], column: Column, raw: NDArray[Any]) -> None:
    """Refuse what an integer column cannot hold exactly."""
    if raw.dtype.kind == "f":
        _refuse(name, ids, ~np.isfinite(raw) | (raw != np.floor(raw)), raw, "is not a whole number")
    if column.dtype is np.bool_:
        _refuse(name, ids, (raw != 0) & (raw != 1), raw, "is not true or false")
        return
    room = np.iinfo(np.dtype(column.dtype).name)
    if raw.dtype.kind == "u" and raw.dtype.itemsize == 8:
        bad = raw > np.uint64(room.max)
    elif column.dtype is np.uint64:
        bad = raw < 0
    else:
        bad = (raw < room.min) | (raw > room.max)
    _refuse(name, ids, bad, raw, f"does not fit in {np.dtype(column.dtype).name}")


def _refuse(name: str, ids: NDArray[Any], bad: NDArray[np.bool_], values: NDArray[Any], fault: str) -> None:
    if not bad.any():
        return
    row = int(np.argwhere(bad)[0][0])
    value = values[tuple(np.argwhere(bad)[0])]
    table, _, column = name.partition(".")
    raise EngineError(f"{table}[id={ids[row]}].{column}", f"{value} {fault}")


def check_all(table: str, ids: NDArray[Any], schema: Schema, columns: Mapping[str, NDArray[Any]]) -> None:
    """Shape, type, NaN, range and duplicate ids; raises EngineError with the first row at fault."""
    ordered = np.sort(ids)
    twice = np.flatnonzero(ordered[1:] == ordered[:-1])
    if twice.size:
        raise EngineError(f"{table}[id={ordered[twice[0]]}]", "this id occurs twice")
    for name, column in schema.items():
        values, full = columns[name], f"{table}.{name}"
        _check_shape(full, ids, column, values)
        if values.dtype != column.dtype:
            raise EngineError(full, f"type {values.dtype} instead of {np.dtype(column.dtype).name}")
        if column.dtype is np.float32:
            _refuse(full, ids, np.isinf(values) if column.nan else ~np.isfinite(values), values, "is not a number")
        if column.low is not None and column.high is not None:
            inside = (values >= column.low) & (values <= column.high) | np.isnan(values)
            _refuse(full, ids, ~inside, values, f"is outside {column.low:g}..{column.high:g}")
        if column.among:
            _refuse(full, ids, ~np.isin(values, column.among), values, f"is not one of {list(column.among)}")
