"""Pure questions about a region report: hiding small numbers, its fingerprint, and filling in a text block."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

Value = int | None
Row = Mapping[str, Any]
HIDDEN = -1
"""Stands in the frozen figures for "fewer than the smallest number that is told"; None is "not known"."""
ABOUT_PEOPLE = ("enrolled", "waiting", "wishes")


def hide_small(values: Sequence[Value], least: int) -> list[Value]:
    """Return a column with its small numbers hidden.

    When only one number is hidden, the next smallest is hidden too: otherwise the total would tell it.
    """
    shown = [HIDDEN if value is not None and 0 < value < least else value for value in values]
    others = [at for at, value in enumerate(shown) if value is not None and value > 0]
    if shown.count(HIDDEN) == 1 and others:
        shown[min(others, key=lambda at: (values[at] or 0, at))] = HIDDEN
    return shown


def total_of(values: Sequence[Value], shown: Sequence[Value], least: int) -> Value:
    """Return the total of a column; None when nothing is known, hidden when it is small or would tell a single row."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    total = sum(known)
    return HIDDEN if 0 < total < least or list(shown).count(HIDDEN) == 1 else total


def canonical(figures: Mapping[str, Any]) -> str:
    """Return the figures as one text that is always the same for the same figures."""
    return json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(figures: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical text: who has the figures can make it again."""
    return hashlib.sha256(canonical(figures).encode()).hexdigest()


def filled_in(text: str, name: str, school_year: str) -> str:
    """Return a text block of a template with the name and school year of the report."""
    return text.replace("{naam}", name).replace("{schooljaar}", school_year)


def in_words(value: Value, least: int) -> str:
    """Return a frozen number as the page shows it."""
    if value is None:
        return "niet bekend"
    return f"minder dan {least}" if value == HIDDEN else str(value)
