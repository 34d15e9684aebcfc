"""Reading one value of a JSON document; every fault names the entry it was found in."""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from matchmaking.engine.columns import EngineError

Reader = Callable[[Any, str], Any]


def load(text: str) -> Any:
    """Parsed JSON; raises EngineError on broken JSON and on a key that occurs twice in one object."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise EngineError(f"line {error.lineno} column {error.colno}", f"not JSON ({error.msg})") from error
    except RecursionError as error:
        raise EngineError("document", "nested too deeply") from error
    except EngineError:
        raise
    except ValueError as error:
        raise EngineError("document", f"not JSON ({error})") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise EngineError(show(key), "this key occurs twice")
        found[key] = value
    return found


def show(value: Any) -> str:
    """A value as short one-line text for a message."""
    text = value if isinstance(value, str) else repr(value)
    text = text.encode("ascii", "backslashreplace").decode() if not text.isprintable() else text
    return text if len(text) <= 60 else text[:57] + "..."


def mapping(value: Any, entry: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise EngineError(entry, f"expected an object, got {show(value)}")
    return value


def listing(value: Any, entry: str) -> list[Any]:
    if not isinstance(value, list):
        raise EngineError(entry, f"expected a list, got {show(value)}")
    return value


def identity(value: Any, entry: str) -> str | int:
    """A non-empty string or a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value:
        return label(value, entry)
    raise EngineError(entry, f"{show(value)} is not an id (a text or a whole number)")


def label(value: Any, entry: str) -> str:
    """A text that can be stored and printed, or a whole number as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or "\0" in value:
        raise EngineError(entry, f"{show(value)} is not a text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise EngineError(entry, f"{show(value)} is not valid Unicode") from error
    return value


def labels(value: Any, entry: str) -> list[str]:
    return [label(one, f"{entry}[{place}]") for place, one in enumerate(listing(value, entry))]


def number(value: Any, entry: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise EngineError(entry, f"{show(value)} is not a number")
    try:
        exact = float(value)
    except OverflowError:
        exact = math.inf
    if not math.isfinite(exact):
        raise EngineError(entry, f"{show(value)} is not a finite number")
    return exact


def whole(low: int, high: int) -> Reader:
    """Reader of a whole number from low to high."""

    def read(value: Any, entry: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise EngineError(entry, f"{show(value)} is not a whole number")
        if not low <= value <= high:
            raise EngineError(entry, f"{show(value)} is outside {low}..{high}")
        return value

    return read


def flag(value: Any, entry: str) -> bool:
    if not isinstance(value, bool):
        raise EngineError(entry, f"{show(value)} is not true or false")
    return value


def day(value: Any, entry: str) -> date:
    """A date written as YYYY-MM-DD."""
    if isinstance(value, str) and len(value) == len("YYYY-MM-DD") and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise EngineError(entry, f"{show(value)} is not a date (YYYY-MM-DD)")


def fields(row: Any, entry: str, readers: Mapping[str, Reader], required: Iterable[str] = ()) -> dict[str, Any]:
    """The known fields of one object, read; null counts as left out. Raises EngineError on unknown or missing keys."""
    given = mapping(row, entry)
    for key in given:
        if key not in readers:
            raise EngineError(f"{entry}.{show(key)}", "unknown key")
    read = {key: readers[key](value, f"{entry}.{key}") for key, value in given.items() if value is not None}
    for key in required:
        if key not in read:
            raise EngineError(entry, f"{key!r} is missing")
    return read


def told(document: Mapping[str, Any], key: str, default: Any) -> Any:
    """The value of a key; null counts as left out."""
    value = document.get(key)
    return default if value is None else value


def rows(document: Mapping[str, Any], name: str, readers: Mapping[str, Reader], required: Iterable[str]) -> list[Any]:
    """The objects of one list of the document; a missing list is an empty one."""
    listed = listing(told(document, name, []), name)
    return [fields(row, _entry(name, place, row), readers, required) for place, row in enumerate(listed)]


def _entry(name: str, place: int, row: Any) -> str:
    """learners[id=12] when the row has an id, learners[0] when it has none."""
    known = row.get("id") if isinstance(row, dict) else None
    return f"{name}[id={show(known)}]" if isinstance(known, (str, int)) else f"{name}[{place}]"
