"""Reads of the figures: every indicator with its figures of one school year, one figure over the years."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Max, Prefetch, Q, QuerySet

from actionplan.enums import Missing, Origin
from actionplan.models import Doubt, Formula, Indicator, Measure, Reading, Snapshot, SnapshotLine, StrategicGoal
from actionplan.rules.figures import Shown, shown
from actionplan.selectors.counts import keys
from actionplan.selectors.plan import current_version
from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value
from core import clock

UNCOMPARED = "Nulmeting en streefcijfer horen bij een andere telling. We vergelijken niet."


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one school year with everything a reader needs to judge it.

    `uncompared` says why baseline and target are left out: they belong to another version of the formula.
    """

    measure: Measure
    formula: Formula | None
    reading: Reading | None
    shown: Shown
    baseline: Shown | None
    target: Shown | None
    doubt: str
    uncompared: str

    @property
    def is_typed(self) -> bool:
        """Whether people type it."""
        return self.measure.origin == Origin.MANUAL


@dataclass(frozen=True, slots=True)
class IndicatorFigures:
    """An indicator with its figures."""

    indicator: Indicator
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """A strategic goal with the indicators that tell how far it is."""

    goal: StrategicGoal
    indicators: list[IndicatorFigures]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One school year of one figure; `breaks` when the year before was counted in another way."""

    school_year: str
    formula_number: int
    shown: Shown
    as_of: dt.date
    entered_by: str
    note: str
    breaks: bool


def smallest_group(today: dt.date) -> int | None:
    """Return the smallest group of people a public figure may be about; None when nobody filled that in."""
    try:
        return int(rule_value("quality-min-group", on=today))
    except RuleMissing:  # then no figure about people is shown
        return None


def newest_formulas(origin: str, today: dt.date) -> QuerySet[Formula]:
    """Return the formula of each figure of one origin that holds today: the newest whose first day is there."""
    begun = Q(measure__formulas__valid_from__lte=today)
    newest = Formula.objects.filter(measure__origin=origin, valid_from__lte=today)
    newest = newest.annotate(last=Max("measure__formulas__number", filter=begun))
    return newest.filter(number=F("last")).select_related("measure").order_by("measure__indicator__number", "pk")


def goal_figures(school_year: str, *, smallest: int | None) -> list[GoalFigures]:
    """Return every goal of the plan that holds now with its indicators and their figures of a school year.

    A fixed number of queries. An indicator that serves two goals stands under both.
    """
    by_indicator = {row.indicator.pk: row for row in indicator_figures(school_year, smallest=smallest)}
    goals = StrategicGoal.objects.filter(version=current_version()).prefetch_related("indicators").order_by("number")
    return [
        GoalFigures(goal, [by_indicator[one.pk] for one in sorted(goal.indicators.all(), key=lambda row: row.number)])
        for goal in goals
    ]


def indicator_figures(school_year: str, *, smallest: int | None) -> list[IndicatorFigures]:
    """Return every indicator with its figures of a school year (six queries)."""
    readings = Reading.objects.filter(school_year=school_year)
    formulas = Formula.objects.order_by("-number").prefetch_related(Prefetch("readings", readings, to_attr="of_year"))
    measures = Measure.objects.order_by("pk").prefetch_related(
        Prefetch("formulas", formulas), Prefetch("doubts", Doubt.objects.filter(lifted_at=None), to_attr="open_doubts")
    )
    indicators = Indicator.objects.prefetch_related(Prefetch("measures", measures)).order_by("number")
    return [
        IndicatorFigures(row, [_figure(measure, smallest) for measure in row.measures.all()]) for row in indicators
    ]


def _figure(measure: Measure, smallest: int | None) -> Figure:
    """Return the figure of the newest formula that has a reading; without one, the newest formula and what is missing."""
    formulas = list(measure.formulas.all())
    used = next((formula for formula in formulas if formula.of_year), None)  # type: ignore[attr-defined]
    begun = [formula for formula in formulas if formula.valid_from <= clock.today()]
    formula = used or next(iter(begun or formulas), None)
    fits = formula is None or measure.compared_number in (None, formula.number)
    reading = used.of_year[0] if used else None  # type: ignore[attr-defined]
    doubts = measure.open_doubts  # type: ignore[attr-defined]
    return Figure(
        measure=measure,
        formula=formula,
        reading=reading,
        shown=_shown_reading(measure, reading, smallest),
        baseline=_plain(measure, measure.baseline) if fits else None,
        target=_plain(measure, measure.target) if fits else None,
        doubt=doubts[0].reason if doubts else "",
        uncompared="" if fits else UNCOMPARED,
    )


def _shown_reading(measure: Measure, reading: Reading | None, smallest: int | None) -> Shown:
    if reading is None:
        missing = Missing.NOT_ENTERED if measure.origin == Origin.MANUAL else Missing.NO_YEAR
        return Shown("onbekend", why=missing.label)
    return shown(
        value=reading.value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        missing=reading.missing,
        unit=measure.unit,
        smallest=smallest if measure.about_people else 1,
    )


def _plain(measure: Measure, value: Decimal | None) -> Shown | None:
    if value is None:
        return None
    return shown(value=value, numerator=None, denominator=None, missing="", unit=measure.unit, smallest=1)


def frozen_figure(line: SnapshotLine, smallest: int | None) -> Shown:
    """Return how a frozen figure reads."""
    return shown(
        value=line.value,
        numerator=line.numerator,
        denominator=line.denominator,
        missing=line.missing,
        unit=line.unit,
        smallest=smallest if line.about_people else 1,
    )


def measure_by(code: str) -> QuerySet[Measure]:
    """Return the figure with this code, its indicator loaded (zero or one row)."""
    return Measure.objects.select_related("indicator").filter(code=code)


def years_of(measure: Measure, *, smallest: int | None) -> list[YearRow]:
    """Return the readings of a figure, newest year first. A year counted in two ways stands there with both."""
    rows = list(
        Reading.objects.filter(formula__measure=measure)
        .select_related("formula")
        .order_by("-school_year", "-formula__number")
    )
    found = []
    for place, row in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        found.append(
            YearRow(
                school_year=row.school_year,
                formula_number=row.formula.number,
                shown=_shown_reading(measure, row, smallest),
                as_of=row.as_of,
                entered_by=row.entered_by,
                note=row.note,
                breaks=after is not None and after.formula_id != row.formula_id,
            )
        )
    return found


def formulas_of(measure: Measure) -> list[Formula]:
    """Return the versions of a formula, newest first."""
    return list(measure.formulas.order_by("-number"))


def counts_of(measure: Measure) -> list[str]:
    """Return the counts of the portal that can make this figure: other versions of those it used before."""
    stems = {formula.function.rpartition(".")[0] for formula in measure.formulas.all()}
    return [key for key in keys() if key.rpartition(".")[0] in stems]


def open_doubt(measure: Measure) -> Doubt | None:
    """Return the notice that stands beside a figure now, or None."""
    return Doubt.objects.filter(measure=measure, lifted_at=None).first()


def counted_at() -> dt.datetime | None:
    """Return when the portal counted last, None when it never did."""
    newest: dt.datetime | None = Reading.objects.filter(formula__measure__origin=Origin.COMPUTED).aggregate(
        last=Max("counted_at")
    )["last"]
    return newest


def snapshots() -> QuerySet[Snapshot]:
    """Return the frozen school years, newest first."""
    return Snapshot.objects.order_by("-school_year")


def snapshot_of(school_year: str) -> QuerySet[Snapshot]:
    """Return the frozen figures of a school year with their lines (zero or one row)."""
    lines = SnapshotLine.objects.select_related("measure").order_by("indicator_number", "pk")
    return Snapshot.objects.filter(school_year=school_year).prefetch_related(Prefetch("lines", lines))


def years_with_readings() -> list[str]:
    """Return the school years that have readings, newest first."""
    return list(Reading.objects.order_by("-school_year").values_list("school_year", flat=True).distinct())
