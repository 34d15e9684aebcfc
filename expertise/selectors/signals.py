"""Signals of one year, for the report."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from expertise.enums import SignalState
from expertise.models import PolicySignal, Signal


@dataclass(frozen=True, slots=True)
class SignalReport:
    """What was heard in a year and what became of it. `per_topic` sums to `heard`, `per_state` to `groups`."""

    year: int
    heard: int
    alone: int
    per_topic: list[tuple[str, int]]
    per_state: list[tuple[str, int]]
    groups: Sequence[PolicySignal]


def signal_report(year: int) -> SignalReport:
    """Return the report of a calendar year: signals heard in it, and the policy signals they belong to."""
    heard = Signal.objects.filter(heard_on__year=year).select_related("subregion")
    rows = list(heard.order_by("heard_on", "pk"))
    topics = _counted(row.get_topic_display() for row in rows)
    ours = Prefetch("signals", queryset=heard.order_by("heard_on", "pk"), to_attr="of_the_year")
    groups = list(
        PolicySignal.objects.filter(signals__heard_on__year=year)
        .distinct()
        .prefetch_related(ours)
        .order_by("-weight", "pk")
    )
    states = _counted(group.get_state_display() for group in groups)
    alone = sum(1 for row in rows if row.group_id is None)
    return SignalReport(year, len(rows), alone, topics, states, groups)


def report_years(today: dt.date) -> list[int]:
    """Return the calendar years with signals, newest first; this year when there are none."""
    years = [day.year for day in Signal.objects.dates("heard_on", "year", order="DESC")]
    return years or [today.year]


def open_groups(topic: str) -> list[PolicySignal]:
    """Return the policy signals about a topic that are not closed, with how many signals they hold, newest first."""
    rows = PolicySignal.objects.filter(topic=topic).exclude(state=SignalState.CLOSED)
    return list(rows.annotate(number=Count("signals")).order_by("-created_at", "-pk"))


def _counted(labels: object) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for label in labels:  # type: ignore[attr-defined]
        counts[label] = counts.get(label, 0) + 1
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
