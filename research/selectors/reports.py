"""What the pages of region reports read: only what was frozen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from research import rules_report as rules
from research.models import RegionReport, ReportTemplate
from research.report_enums import ReportColumn

UNTOLD = (None, rules.HIDDEN)
BARS = 15


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as page and paper show it, made from its own figures alone.

    `bars` are the programmes with most learners without a workplace and free workplaces, as far as both may be told.
    """

    report: RegionReport
    headings: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]
    totals: list[tuple[str, str]]
    bars: list[tuple[str, int, int]]
    as_of: dt.date | None
    is_whole: bool


def reports_for(actor: Actor) -> QuerySet[RegionReport]:
    """Return the reports an actor may read, newest school year first."""
    rows = RegionReport.objects.visible_to(actor).select_related("subregion", "sector").defer("figures")
    return rows.order_by("-school_year", "sector__name", "subregion__name", "pk")


def report_by(actor: Actor, public_id: UUID) -> QuerySet[RegionReport]:
    """Return the report with this id, as far as the actor may read it (zero or one row)."""
    rows = RegionReport.objects.visible_to(actor).select_related("subregion", "sector")
    return rows.filter(public_id=public_id)


def report_page(report: RegionReport) -> ReportPage:
    """Return the page of a report. `is_whole` tells whether the figures still have their fingerprint (no query)."""
    figures: dict[str, Any] = report.figures
    least = figures.get("least", 0)
    headings = [str(column.label) for column in ReportColumn]

    def cells(row: dict[str, Any]) -> list[tuple[str, str]]:
        told = [rules.in_words(row.get(column), least) for column in ReportColumn.values]
        return list(zip(headings, told, strict=True))

    rows = figures.get("rows", [])
    both = [(row["programme"], row["waiting"], row["green"]) for row in rows]
    told = [(name, waiting, green) for name, waiting, green in both if waiting not in UNTOLD and green not in UNTOLD]
    busy = sorted((row for row in told if row[1] or row[2]), key=lambda row: (-row[1] - row[2], row[0]))
    return ReportPage(
        report=report,
        headings=headings,
        rows=[(row["programme"], cells(row)) for row in rows],
        totals=cells(figures.get("totals", {})) if figures else [],
        bars=busy[:BARS],
        as_of=dt.date.fromisoformat(day) if (day := figures.get("counted_on")) else None,
        is_whole=rules.fingerprint(figures) == report.fingerprint,
    )


def template_for(scope: str) -> ReportTemplate | None:
    """Return the text blocks with which a report of this sort starts."""
    return ReportTemplate.objects.filter(scope=scope).first()
