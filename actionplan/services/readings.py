"""Counting the figures, typing the others, and freezing a school year."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import SYSTEM, Actor
from actionplan.enums import Missing, Origin, Timing, Unit
from actionplan.models import Formula, Measure, Reading, Snapshot
from actionplan.rules.figures import Counted, missing_of, value_of
from actionplan.rules.years import Year, year_before, year_named, year_of
from actionplan.selectors.counts import count_for
from actionplan.selectors.measures import newest_formulas
from actionplan.selectors.plan import current_version
from catalogue.rules import RuleMissing
from core import clock
from privacy import journal

FROZEN = "Dit schooljaar is vastgelegd. Aan die cijfers verandert niets meer."
WRONG_YEAR = "Kies een schooljaar dat begonnen is, bijvoorbeeld 2026-2027."


@transaction.atomic
def refresh_figures(*, actor: Actor = SYSTEM) -> int:
    """Count every computed figure of this school year, and the year before while nobody froze it.

    Twice is the same as once: a year has one reading for each formula. Returns how many readings were made or renewed.
    """
    today, frozen = clock.today(), set(Snapshot.objects.values_list("school_year", flat=True))
    now_year = year_of(today)
    before = year_before(now_year)
    done = 0
    for formula in newest_formulas(Origin.COMPUTED, today):
        years = [now_year] if now_year.name not in frozen else []
        if formula.measure.timing == Timing.YEAR and before.name not in frozen:
            years.append(before)
        for year in years:
            _keep(formula, year, _count(formula, year))
            done += 1
    version = current_version()
    if version is not None:
        journal.record(actor=actor, verb="figures_refreshed", subject=version, readings=done)
    return done


@transaction.atomic
def enter_figure(
    *, actor: Actor, measure: Measure, school_year: str, value: Decimal, as_of: dt.date, note: str
) -> Reading:
    """Write down a figure that people look up elsewhere; `note` says where. It is marked as typed, for ever.

    Raises `ValidationError` for a figure the portal counts, a frozen or future year, and a share over a hundred.
    """
    year = year_named(school_year, clock.today())
    formula = newest_formulas(Origin.MANUAL, clock.today()).filter(measure=measure).first()
    if formula is None:
        raise ValidationError("Dit cijfer telt het portaal zelf.")
    if year is None:
        raise ValidationError({"school_year": WRONG_YEAR})
    if Snapshot.objects.filter(school_year=year.name).exists():
        raise ValidationError({"school_year": FROZEN})
    if value < 0 or (measure.unit == Unit.PERCENT and value > 100):
        raise ValidationError(
            {"value": "Typ een getal van 0 tot 100." if measure.unit == Unit.PERCENT else "Typ een getal vanaf 0."}
        )
    reading, _made = Reading.objects.update_or_create(
        formula=formula,
        school_year=year.name,
        defaults={
            "value": value,
            "missing": "",
            "as_of": as_of,
            "counted_at": clock.now(),
            "entered_by": actor.label[:120],
            "note": note,
        },
    )
    journal.record(actor=actor, verb="figure_entered", subject=reading, year=year.name)
    return reading


def _count(formula: Formula, year: Year) -> Counted:
    count = count_for(formula.function)
    if count is None:
        return Counted(missing=Missing.NO_FORMULA)
    try:
        return count(year)
    except RuleMissing:  # a term that nobody filled in: the figure says so
        return Counted(missing=Missing.NO_RULE)


def _keep(formula: Formula, year: Year, counted: Counted) -> None:
    unit = formula.measure.unit
    Reading.objects.update_or_create(
        formula=formula,
        school_year=year.name,
        defaults={
            "numerator": counted.numerator,
            "denominator": counted.denominator,
            "value": value_of(counted, unit),
            "missing": missing_of(counted, unit),
            "as_of": year.until,
            "counted_at": clock.now(),
        },
    )
