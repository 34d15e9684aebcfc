"""The figures of a region report about a school year that is over: what was counted then, never what is there today."""

import datetime as dt

from django.db.models import Count, Q

from core import clock
from research.models import RegionReport, SupplyDemand, SupplyDemandRun
from research.report_enums import ReportColumn
from research.selectors.borders import regions_on
from research.selectors.market_counts import wished_on
from schools.enums import EvidenceLevel, OfferStatus
from schools.models import OfferYear

Counts = dict[int, int]
STORED = (
    ReportColumn.CAPACITY,
    ReportColumn.ENROLLED,
    ReportColumn.WAITING,
    ReportColumn.RECOGNISED,
    ReportColumn.ACTIVE,
    ReportColumn.GREEN,
)


def day_counted(school_year: str, today: dt.date) -> dt.date | None:
    """Return the day of which the figures of a school year are: today, or the last count of a year that is over.

    None when nobody counted that year (one query at most).
    """
    if school_year == clock.school_year_of(today):
        return today
    return SupplyDemandRun.objects.filter(school_year=school_year).values_list("as_of", flat=True).first()


def columns_of_past(report: RegionReport, day: dt.date | None) -> dict[str, Counts | None]:
    """Return every column by programme as it was on the last day counted; None for a column that nobody knows."""
    if day is None:
        return dict.fromkeys(ReportColumn.values)
    own = Q(subregion=report.subregion_id) if report.subregion_id else Q()
    towns = _towns(report, day)
    inside = Q() if towns is None else Q(municipality__in=towns)
    rows = list(SupplyDemand.objects.of_year(report.school_year).filter(own).summed("programme"))
    found: dict[str, Counts | None] = {}
    for name in STORED:
        told = {row["programme"]: row[f"n_{name}"] for row in rows if row[f"n_{name}"] is not None}
        found[name] = {pk: number for pk, number in told.items() if number} if told or not rows else None
    wishes = wished_on(day).filter(inside).order_by().values("programme").annotate(n=Count("email", distinct=True))
    return found | {
        ReportColumn.SCHOOLS: _schools(report, towns),
        ReportColumn.WISHES: dict(wishes.values_list("programme", "n")),
    }


def _towns(report: RegionReport, day: dt.date) -> list[int] | None:
    """Return the municipalities that belonged to the sub-region of a report on a day; None for the whole province."""
    if not report.subregion_id:
        return None
    return [pk for pk, region in regions_on(day, is_past=True).items() if region == report.subregion_id]


def _schools(report: RegionReport, towns: list[int] | None) -> Counts:
    """Return the schools by programme; a programme of which nobody kept that year is not in it: nought is no answer."""
    rows = OfferYear.objects.filter(school_year=report.school_year)
    if towns is not None:
        rows = rows.filter(offer__campus__municipality__in=towns)
    shown = Q(status__in=OfferStatus.SHOWN, offer__campus__school__evidence_level__in=EvidenceLevel.SHOWN)
    grouped = rows.order_by().values("offer__programme")
    counted = grouped.annotate(n=Count("offer__campus__school", distinct=True, filter=shown))
    return dict(counted.values_list("offer__programme", "n"))
