"""The yearly report: the frozen figures of a school year under their indicators."""

from dataclasses import dataclass
from itertools import groupby

from actionplan.models import Snapshot, SnapshotLine
from actionplan.rules.figures import Shown
from actionplan.selectors.measures import frozen_figure


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One frozen figure and how it reads."""

    line: SnapshotLine
    shown: Shown


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One indicator with the goals it serves and its figures."""

    number: str
    title: str
    goals: list[str]
    rows: list[ReportRow]


def report_sections(snapshot: Snapshot, *, smallest: int | None) -> list[ReportSection]:
    """Return the figures of a frozen year by indicator (no query: the lines are loaded)."""
    lines = sorted(snapshot.lines.all(), key=lambda line: (line.indicator_number, line.pk))
    found = []
    for (number, title), group in groupby(lines, key=lambda line: (line.indicator_number, line.indicator_title)):
        rows = [ReportRow(line, frozen_figure(line, smallest)) for line in group]
        goals = [goal for goal in rows[0].line.goals.split("; ") if goal]
        found.append(ReportSection(number, title, goals, rows))
    return found
