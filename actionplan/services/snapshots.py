"""Freezing the figures of a school year."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from actionplan.enums import Missing, Origin
from actionplan.models import Snapshot, SnapshotLine
from actionplan.rules.progress import Progress
from actionplan.rules.years import year_named
from actionplan.selectors.measures import Figure, IndicatorFigures, indicator_figures
from actionplan.selectors.plan import current_version, whole_plan
from core import clock
from privacy import journal


@transaction.atomic
def take_snapshot(*, actor: Actor, school_year: str, foreword: str = "") -> Snapshot:
    """Freeze every figure of a school year with the words that go with it, and how far the actions are.

    Figures without a reading are frozen as unknown, with what is missing. Raises `ValidationError` when the year is
    frozen already, is no school year, or is not over: what is frozen is never counted again.
    """
    today = clock.today()
    year = year_named(school_year, today)
    if year is None:
        raise ValidationError({"school_year": "Kies een schooljaar dat begonnen is, bijvoorbeeld 2026-2027."})
    if year.last >= today:
        raise ValidationError({"school_year": f"Dit schooljaar loopt tot {year.last:%d/%m/%Y}. Leg het daarna vast."})
    if Snapshot.objects.select_for_update().filter(school_year=year.name).exists():
        raise ValidationError({"school_year": "Dit schooljaar is al vastgelegd."})
    progress: Progress = whole_plan(current_version()).progress
    snapshot = Snapshot.objects.create(
        school_year=year.name,
        taken_on=today,
        taken_by=actor.label[:120],
        actions_planned=progress.planned,
        actions_started=progress.started,
        actions_done=progress.done,
        actions_stopped=progress.stopped,
        foreword=foreword,
    )
    rows = indicator_figures(year.name, smallest=1)
    goals = _goals_by_indicator()
    lines = [_line(snapshot, row, figure, goals) for row in rows for figure in row.figures if figure.formula]
    SnapshotLine.objects.bulk_create(lines)
    journal.record(actor=actor, verb="year_frozen", subject=snapshot, year=year.name, figures=len(lines))
    return snapshot


def _goals_by_indicator() -> dict[int, str]:
    version = current_version()
    found: dict[int, list[str]] = {}
    if version is not None:
        for goal in version.goals.prefetch_related("indicators").order_by("number"):
            for indicator in goal.indicators.all():
                found.setdefault(indicator.pk, []).append(f"{goal.number}. {goal.title}")
    return {key: "; ".join(titles) for key, titles in found.items()}


def _line(snapshot: Snapshot, row: IndicatorFigures, figure: Figure, goals: dict[int, str]) -> SnapshotLine:
    measure, formula, reading = figure.measure, figure.formula, figure.reading
    assert formula is not None  # noqa: S101 - the caller leaves out what has no formula
    unknown = Missing.NOT_ENTERED if measure.origin == Origin.MANUAL else Missing.NO_YEAR
    return SnapshotLine(
        snapshot=snapshot,
        measure=measure,
        goals=goals.get(row.indicator.pk, ""),
        indicator_number=row.indicator.number,
        indicator_title=row.indicator.title,
        title=measure.title,
        unit=measure.unit,
        origin=measure.origin,
        about_people=measure.about_people,
        formula_number=formula.number,
        definition=formula.definition,
        numerator_words=formula.numerator,
        denominator_words=formula.denominator,
        source=formula.source,
        numerator=reading.numerator if reading else None,
        denominator=reading.denominator if reading else None,
        value=reading.value if reading else None,
        missing=reading.missing if reading else unknown,
        as_of=reading.as_of if reading else None,
        baseline=figure.baseline.value if figure.baseline else None,
        target=figure.target.value if figure.target else None,
        doubt=figure.doubt,
    )
