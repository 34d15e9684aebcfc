"""What a file of the hand-over is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.tables import Column


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the hand-over: its name, what it holds, its columns with what each means, and its rows."""

    name: str
    about: str
    columns: tuple[tuple[Column, str], ...]
    rows: Iterable[Any]


def c(label: str, value: Any, meaning: str) -> tuple[Column, str]:
    """Return a column with what it means."""
    return Column(label, value), meaning
