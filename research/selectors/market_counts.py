"""The counts behind supply and demand: one query for a set, grouped by programme and municipality."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from numpy.typing import NDArray

from catalogue.enums import TravelMode
from catalogue.models import Municipality
from catalogue.rules import RuleMissing, TravelTableMissing
from catalogue.selectors import rule_value, travel_tables
from companies.enums import RecognitionState
from companies.models import ProgrammeWish, Recognition, Workplace
from companies.selectors.wake import awake_since
from learners.enums import CaseState
from learners.models import Learner
from placements.enums import AgreementState
from placements.models import Agreement
from research.market_enums import Count as What
from research.selectors.rule_book import RULES
from schools.enums import EvidenceLevel, OfferStatus
from schools.models import OfferYear, ProgrammeOffer

Place = tuple[int, int | None]
"""A programme and a municipality (primary keys)."""
Cells = dict[Place, dict[str, int | None]]


@dataclass(frozen=True, slots=True)
class Counted:
    """The cells of one school year; `columns` are those that are known at all, in the other ones nothing is."""

    cells: Cells
    columns: tuple[str, ...]
    has_travel: bool

    def rows(self) -> dict[Place, tuple[int | None, ...]]:
        """Every cell in the order of `What`: nought where a known column has nothing, None where it is not known."""
        found = {}
        for key, told in self.cells.items():
            row = [told.get(name, _nothing(name)) if name in self.columns else None for name in What.values]
            if any(row):
                found[key] = tuple(row)
        return found


def _nothing(column: str) -> int | None:
    return None if column == What.CAPACITY else 0


def years_back(today: dt.date) -> int:
    """Return how many school years before this one are counted; none when nobody filled that in (1 query)."""
    try:
        return int(rule_value("supply-demand", "years-back", on=today))
    except RuleMissing:
        return 0


def count_now(today: dt.date) -> Counted:
    """Count supply and demand of a day, every column whose rule is there (at most 10 queries)."""
    cells: Cells = defaultdict(dict)
    columns = [name for name in What.values if name not in (*What.REACH, *What.WAKE, What.GREEN)]
    _fill(cells, _learners())
    _fill(cells, _offers())
    valid = Recognition.objects.valid_on(today).filter(establishment__closed_on=None)
    columns += _fill_recognised(cells, valid, today)
    _fill(cells, _places(today))
    _fill(cells, _wishes(ProgrammeWish.objects.counting(today)))
    try:
        _fill(cells, _green(today))
        columns.append(What.GREEN)
    except RuleMissing:
        pass
    has_travel = _reach(cells, today)
    return Counted(dict(cells), (*columns, *(What.REACH if has_travel else ())), has_travel)


def count_past(school_year: str, day: dt.date) -> Counted:
    """Count a school year that is over on its last day, from dates alone (at most 9 queries).

    A column of which the portal has nothing from that year or before is not known: it did not exist yet, or nobody
    filled in what was before.
    """
    cells: Cells = defaultdict(dict)
    held = Recognition.objects.filter(
        state__in=(RecognitionState.RECOGNISED, RecognitionState.EXPIRED), valid_from__lte=day, valid_until__gte=day
    )
    columns: list[str] = []
    has_work = Agreement.objects.filter(signed_at__isnull=False, starts_on__lte=day).exists()
    if Recognition.objects.filter(valid_from__lte=day).exists():
        wake = _fill_recognised(cells, held, day)
        columns += [What.RECOGNISED, *(wake if has_work else ())]
    if OfferYear.objects.filter(school_year=school_year).exists():
        _fill(cells, _offers_of(school_year))
        columns += [What.SITES, What.CAPACITY]
    if has_work:
        _fill(cells, _placed(day))
        columns.append(What.PLACED)
    if ProgrammeWish.objects.filter(confirmed_at__date__lte=day).exists():
        _fill(cells, _wishes(wished_on(day)))
        columns += [What.WISHES, What.WISHED]
    return Counted(dict(cells), tuple(columns), has_travel=False)


def _fill(cells: Cells, rows: "QuerySet[Any, dict[str, Any]]") -> None:
    """Put grouped rows in the cells: `p` and `m` are programme and municipality, the rest are counts."""
    for row in rows:
        cells[row.pop("p"), row.pop("m")] |= row


def _by(rows: "QuerySet[Any]", municipality: str, programme: str = "programme") -> "QuerySet[Any, dict[str, Any]]":
    return rows.order_by().values(p=F(programme), m=F(municipality))


def _flag(condition: Any) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _learners() -> "QuerySet[Any, dict[str, Any]]":
    bound = Exists(Agreement.objects.binding().filter(learner=OuterRef("pk")))
    known = Learner.objects.filter(programme__isnull=False, case__isnull=False).exclude(case__state=CaseState.CLOSED)
    free = _flag(Q(case__state__in=CaseState.OPEN) & ~bound)
    marked = known.annotate(is_bound=_flag(bound), is_free=free)
    return _by(marked, "municipality").annotate(enrolled=Count("pk"), waiting=Sum("is_free"), placed=Sum("is_bound"))


def _placed(day: dt.date) -> "QuerySet[Any, dict[str, Any]]":
    rows = Agreement.objects.filter(_worked(day, day))
    grouped = _by(rows, "learner__municipality", "learner__programme").exclude(learner__programme=None)
    return grouped.annotate(placed=Count("learner", distinct=True))


def _offers() -> "QuerySet[Any, dict[str, Any]]":
    rows = _by(ProgrammeOffer.objects.public(), "campus__municipality")
    return rows.annotate(sites=Count("pk"), capacity=Sum("capacity"))


def _offers_of(school_year: str) -> "QuerySet[Any, dict[str, Any]]":
    rows = OfferYear.objects.filter(
        school_year=school_year,
        status__in=OfferStatus.SHOWN,
        offer__campus__school__evidence_level__in=EvidenceLevel.SHOWN,
    )
    grouped = _by(rows, "offer__campus__municipality", "offer__programme")
    return grouped.annotate(sites=Count("pk"), capacity=Sum("capacity"))


def _worked(since: dt.date, day: dt.date) -> Q:
    """Agreements that everybody signed and that ran on some day from `since` to `day`."""
    signed = Q(state__in=(*AgreementState.BINDING, AgreementState.ENDED), signed_at__isnull=False)
    over = Q(state=AgreementState.ENDED, ended_on__gte=since) | Q(state__in=AgreementState.BINDING)
    return signed & over & Q(starts_on__lte=day)


def _fill_recognised(cells: Cells, rows: "QuerySet[Recognition]", day: dt.date) -> list[str]:
    """Count recognitions, and which are awake; return the columns that are known: none without the rule of sleep."""
    recognised = _by(rows, "establishment__municipality").annotate(recognised=Count("pk"))
    try:
        since = awake_since(day)
    except RuleMissing:
        _fill(cells, recognised)
        return []
    worked = Agreement.objects.filter(_worked(since, day), workplace__establishment=OuterRef("establishment"))
    marked = rows.annotate(is_awake=_flag(Exists(worked)))
    grouped = _by(marked, "establishment__municipality").annotate(recognised=Count("pk"), active=Sum("is_awake"))
    _fill(cells, grouped.annotate(asleep=Count("pk") - Sum("is_awake")))
    return list(What.WAKE)


def _places(today: dt.date) -> "QuerySet[Any, dict[str, Any]]":
    valid = Recognition.objects.valid_on(today).filter(
        establishment=OuterRef("establishment"), programme=OuterRef("programme")
    )
    rows = Workplace.objects.open().filter(Exists(valid))
    return _by(rows, "establishment__municipality").annotate(places=Sum("places"))


def _green(today: dt.date) -> "QuerySet[Any, dict[str, Any]]":
    days = int(rule_value("availability-term", on=today))
    since = timezone.make_aware(dt.datetime.combine(today, dt.time.min)) - dt.timedelta(days=days)
    return _by(Workplace.objects.proposable(since), "establishment__municipality").annotate(green=Count("pk"))


def _wishes(rows: "QuerySet[ProgrammeWish]") -> "QuerySet[Any, dict[str, Any]]":
    return _by(rows, "municipality").annotate(wishes=Count("pk"), wished=Coalesce(Sum("learners"), 0))


def wished_on(day: dt.date) -> "QuerySet[ProgrammeWish]":
    """Return the wishes that counted on a day that is over."""
    not_over = Q(ended_on=None) | Q(ended_on__gt=day)
    return ProgrammeWish.objects.filter(not_over, confirmed_at__date__lte=day, expires_on__gt=day, merged_into=None)


def _reach(cells: Cells, today: dt.date) -> bool:
    """Add what can be reached from each municipality in the minutes of the rule. False when that is not known."""
    try:
        minutes, travel = int(rule_value(RULES, "reach-minutes", on=today)), travel_tables()
    except (RuleMissing, TravelTableMissing):
        return False
    towns = dict(Municipality.objects.values_list("nis", "pk"))
    order = [towns[nis] for nis in travel.zones]
    at = {pk: number for number, pk in enumerate(order)}
    for source, by_bicycle, by_transport in (
        (What.SITES, What.SITES_BICYCLE, What.SITES_TRANSPORT),
        (What.GREEN, What.GREEN_BICYCLE, What.GREEN_TRANSPORT),
    ):
        programmes, supply = _grid(cells, source, at)
        for mode, column in ((TravelMode.BICYCLE, by_bicycle), (TravelMode.PUBLIC_TRANSPORT, by_transport)):
            near = (travel.tables[mode].minutes <= minutes).astype(np.int64)
            _keep(cells, programmes, order, supply @ near.T, column)
    return True


def _grid(cells: Cells, column: str, at: dict[int, int]) -> tuple[list[int], NDArray[np.int64]]:
    told = [(programme, town, row[column]) for (programme, town), row in cells.items() if town and row.get(column)]
    programmes = sorted({programme for programme, _town, _number in told})
    row_of = {pk: number for number, pk in enumerate(programmes)}
    supply = np.zeros((len(programmes), len(at)), dtype=np.int64)
    for programme, town, number in told:
        supply[row_of[programme], at[town]] = number or 0
    return programmes, supply


def _keep(cells: Cells, programmes: list[int], order: list[int], reached: NDArray[np.int64], column: str) -> None:
    for row, town in np.argwhere(reached).tolist():
        cells[programmes[row], order[town]][column] = int(reached[row, town])
