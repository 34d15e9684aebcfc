"""How far a training plan is, and when a new evaluation is due."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from placements.follow_enums import TO_LEARNER, EvaluationSide, Grade, Progress


@dataclass(frozen=True, slots=True)
class Given:
    """One score that counts: by which side, on which day."""

    side: EvaluationSide
    grade: Grade
    on: dt.date


@dataclass(frozen=True, slots=True)
class Line:
    """One activity of the plan: how far it is, and the newest score of each side."""

    activity_id: int
    text: str
    progress: Progress
    given: tuple[Given, ...]

    @property
    def newest(self) -> Given | None:
        """The newest score; None when nobody gave one."""
        return max(self.given, key=lambda one: one.on, default=None)

    @property
    def to_learner(self) -> str:
        """The newest score in words for the learner; empty when nobody gave one."""
        return str(TO_LEARNER[self.newest.grade]) if self.newest else ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many activities are that far, for the bar: `start` and `size` in percent of the width."""

    progress: Progress
    count: int
    start: str
    size: str


def progress_of(given: Iterable[Given]) -> Progress:
    """Return how far an activity is by its newest score: shown from 'sufficient' on."""
    newest = max(given, key=lambda one: one.on, default=None)
    if newest is None:
        return Progress.NOT_BEGUN
    return Progress.SHOWN if newest.grade in Grade.SHOWN else Progress.BEGUN


def lines_of(plan: Iterable[tuple[int, str]], scores: Mapping[int, tuple[Given, ...]]) -> tuple[Line, ...]:
    """Return each activity (primary key, text) of a plan with how far it is."""
    return tuple(Line(key, text, progress_of(scores.get(key, ())), scores.get(key, ())) for key, text in plan)


def shares_of(lines: Iterable[Line]) -> tuple[Share, ...]:
    """Return the three parts of the bar, the furthest first; together they are 100 percent, or all nothing."""
    progresses = [line.progress for line in lines]
    total, start, found = len(progresses), 0.0, []
    for progress in (Progress.SHOWN, Progress.BEGUN, Progress.NOT_BEGUN):
        count = progresses.count(progress)
        size = 100 * count / total if total else 0.0
        found.append(Share(progress, count, f"{start:.2f}%", f"{size:.2f}%"))
        start += size
    return tuple(found)


def period_after(last: dt.date | None, starts_on: dt.date, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the period a new evaluation is about: from the day after the last one, or the first day, until today."""
    first = last + dt.timedelta(days=1) if last else starts_on
    return min(first, today), today


def next_evaluation_on(last: dt.date | None, starts_on: dt.date, every_days: int) -> dt.date:
    """Return from which day on a new evaluation is due."""
    return (last or starts_on) + dt.timedelta(days=every_days)


def period_faults(first: dt.date, last: dt.date, starts_on: dt.date | None, today: dt.date) -> dict[str, str]:
    """Return what is wrong with a period, by name of the box."""
    if last < first:
        return {"last_day": _("De periode eindigt voor ze begint.")}
    if starts_on and first < starts_on:
        return {
            "first_day": _("De overeenkomst begon later. Kies een dag vanaf %(day)s.")
            % {"day": f"{starts_on:%d/%m/%Y}"}
        }
    if first > today:
        return {"first_day": _("Een evaluatie gaat over wat voorbij is. Kies een vroegere dag.")}
    return {}
