"""Pure questions about supply and demand: school years by name, and hiding small numbers in a table with totals."""

import datetime as dt
from collections.abc import Sequence

from research.rules_report import HIDDEN

Value = int | None
SUMMER_MONTH, LAST_DAY = 8, 31


def last_day(school_year: str) -> dt.date:
    """Return the last day of a school year such as '2026-2027'."""
    return dt.date(int(school_year[-4:]), SUMMER_MONTH, LAST_DAY)


def years_before(school_year: str, number: int) -> list[str]:
    """Return the school years before one, the nearest first."""
    start = int(school_year[:4])
    return [f"{start - back}-{start - back + 1}" for back in range(1, number + 1)]


def hide_grid(rows: Sequence[Sequence[Value]], least: int) -> list[list[Value]]:
    """Return a table with its small numbers hidden, so that neither the total of a row nor of a column tells one.

    A row or column with exactly one hidden number gets a second one: its smallest. That goes on until none is alone.
    """
    shown: list[list[Value]] = [
        [HIDDEN if value is not None and 0 < value < least else value for value in row] for row in rows
    ]
    width = len(shown[0]) if shown else 0
    lines = [[(y, x) for x in range(width)] for y in range(len(shown))]
    lines += [[(y, x) for y in range(len(shown))] for x in range(width)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            if sum(shown[y][x] == HIDDEN for y, x in line) != 1:
                continue
            others = [(y, x) for y, x in line if (shown[y][x] or 0) > 0]
            if others:
                y, x = min(others, key=lambda at: (rows[at[0]][at[1]] or 0, at))
                shown[y][x], changed = HIDDEN, True
    return shown
