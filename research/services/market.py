"""Counting supply and demand. What is over stays as it was; of this school year only the rows that changed are written."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from django.db import transaction

from core import clock
from research import rules_borders as borders
from research import rules_market as rules
from research.market_enums import Count
from research.models import SupplyDemand, SupplyDemandRun
from research.selectors.borders import former_municipalities, regions_on
from research.selectors.market_counts import Counted, Place, count_now, count_past, years_back

BATCH = 2000
Row = tuple[int | None, ...]


def refresh_supply_demand() -> SupplyDemandRun:
    """Count this school year, close the ones that are over, and count older ones once. Returns the run of this year.

    Twice is the same as once.
    """
    today = clock.today()
    year = clock.school_year_of(today)
    _close_before(year)
    run = _refresh(year, lambda: count_now(today), as_of=today)
    for past in rules.years_before(year, years_back(today)):
        if not SupplyDemandRun.objects.filter(school_year=past).exists():
            _refresh(past, lambda past=past: count_past(past, rules.last_day(past)), as_of=rules.last_day(past))  # type: ignore[misc]
    _mend_borders()
    return run


def _mend_borders() -> None:
    """Put towns of closed years in their sub-region of then, also when we heard of a move afterwards; no number changes."""
    former = former_municipalities()
    for run in SupplyDemandRun.objects.filter(is_closed=True) if former else ():
        for town, region in borders.regions_on({}, former, run.as_of).items():
            rows = SupplyDemand.objects.of_year(run.school_year).filter(municipality=town)
            wrong = rows.filter(subregion__isnull=False) if region is None else rows.exclude(subregion=region)
            wrong.update(subregion=region)


def _close_before(year: str) -> None:
    SupplyDemandRun.objects.filter(school_year__lt=year, is_closed=False).update(is_closed=True)


@transaction.atomic
def _refresh(year: str, count: Callable[[], Counted], *, as_of: dt.date) -> SupplyDemandRun:
    is_past = year < clock.school_year_of(clock.today())
    known = {"as_of": as_of, "counted_at": clock.now(), "is_closed": is_past, "is_backfilled": is_past}
    SupplyDemandRun.objects.get_or_create(school_year=year, defaults=known)
    run = SupplyDemandRun.objects.select_for_update().get(school_year=year)  # one count at a time
    counted = count()
    rows = counted.rows()
    run.changed = _write(year, rows, regions_on(as_of, is_past=is_past))
    run.total, run.has_travel = len(rows), counted.has_travel
    for name, value in known.items():
        setattr(run, name, value)
    run.save(update_fields=["changed", "total", "has_travel", *known])
    return run


def _write(year: str, rows: dict[Place, Row], regions: Mapping[int, int | None]) -> int:
    """Make the stored rows of a year those counted; return how many were added, replaced or taken away."""
    columns = ("pk", "programme", "municipality", "subregion", *Count.values)
    kept, gone = set[Place](), list[int]()
    for pk, programme, municipality, region, *told in SupplyDemand.objects.of_year(year).values_list(*columns):
        key = (programme, municipality)
        if rows.get(key) == tuple(told) and region == (regions.get(municipality) if municipality else None):
            kept.add(key)
        else:
            gone.append(pk)
    for batch in _batches(gone):
        SupplyDemand.objects.filter(pk__in=batch).delete()
    fresh = [key for key in rows if key not in kept]
    SupplyDemand.objects.bulk_create(
        [
            SupplyDemand(
                school_year=year,
                programme_id=key[0],
                municipality_id=key[1],
                subregion_id=regions.get(key[1]) if key[1] else None,
                **dict(zip(Count.values, rows[key], strict=True)),
            )
            for key in fresh
        ],
        batch_size=BATCH,
    )
    return max(len(gone), len(fresh))


def _batches(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))
