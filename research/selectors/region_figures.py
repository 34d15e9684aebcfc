"""The figures of a region report: one row for each programme, counted set by set."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from catalogue.models import Programme
from catalogue.selectors import rule_value
from companies.models import ProgrammeWish, Recognition, Workplace
from companies.selectors.wake import awake_since
from learners.enums import CaseState
from learners.models import Learner
from placements.enums import AgreementState
from placements.models import Agreement
from research import rules_report as rules
from research.models import RegionReport
from research.report_enums import ReportColumn
from research.selectors.region_past import columns_of_past, day_counted
from research.selectors.rule_book import RULES
from schools.models import ProgrammeOffer

Counts = dict[int, int]


def figures_of_report(report: RegionReport, today: dt.date) -> dict[str, Any]:
    """Count the figures of a report, small numbers hidden; the same rows always give the same figures.

    Nobody said how many places there are, or which schools gave a programme in another year: then that is not known.
    A school year that is over is told from what was counted then. Ask `day_counted` before whether that is known.
    Raises `RuleMissing` when the smallest number that is told is not filled in.
    """
    least = int(rule_value(RULES, "smallest", on=today))
    day = day_counted(report.school_year, today)
    columns = _columns(report, today) if day == today else columns_of_past(report, day)
    chosen = {pk for counted in columns.values() if counted is not None for pk, number in counted.items() if number}
    programmes = Programme.objects.filter(pk__in=chosen)
    if report.sector_id:
        programmes = programmes.filter(sector=report.sector_id)
    found = list(programmes.order_by("name", "pk").values_list("pk", "name"))
    unsaid = (ReportColumn.CAPACITY,) if day == today else (ReportColumn.CAPACITY, ReportColumn.SCHOOLS)
    nothing = {key: None if key in unsaid else 0 for key in columns}
    raw = {
        key: [None if counted is None else counted.get(pk, nothing[key]) for pk, _ in found]
        for key, counted in columns.items()
    }
    shown = {
        key: rules.hide_small(values, least) if key in rules.ABOUT_PEOPLE else values for key, values in raw.items()
    }
    return {
        "school_year": report.school_year,
        "scope": report.scope_name,
        "counted_on": day.isoformat() if day else "",
        "least": least,
        "columns": ReportColumn.values,
        "rows": [
            {"programme": name, **{key: shown[key][at] for key in ReportColumn.values}}
            for at, (_pk, name) in enumerate(found)
        ],
        "totals": {
            key: rules.total_of(raw[key], shown[key], least if key in rules.ABOUT_PEOPLE else 0)
            for key in ReportColumn.values
        },
    }


def _within(report: RegionReport, path: str) -> Q:
    return Q(**{f"{path}__subregion": report.subregion_id}) if report.subregion_id else Q()


def _columns(report: RegionReport, today: dt.date) -> dict[str, Counts | None]:
    offers = ProgrammeOffer.objects.public().filter(_within(report, "campus__municipality"))
    capacity: Counts = defaultdict(int)
    schools: dict[int, set[int]] = defaultdict(set)
    for programme, school, places in offers.values_list("programme", "campus__school", "capacity"):
        schools[programme].add(school)
        if places is not None:
            capacity[programme] += places
    return {
        ReportColumn.SCHOOLS: {pk: len(found) for pk, found in schools.items()},
        ReportColumn.CAPACITY: dict(capacity),
        **_learners(report),
        **_places(report, today),
        ReportColumn.WISHES: _wishes(report, today),
    }


def _learners(report: RegionReport) -> dict[str, Counts | None]:
    known = Learner.objects.filter(_within(report, "municipality"), programme__isnull=False, case__isnull=False)
    bound = Agreement.objects.binding().filter(learner=OuterRef("pk"))
    rows = known.exclude(case__state=CaseState.CLOSED).annotate(bound=Exists(bound))
    pairs = list(rows.values_list("programme", "bound", "case__state"))
    return {
        ReportColumn.ENROLLED: _count(programme for programme, _bound, _state in pairs),
        ReportColumn.WAITING: _count(
            programme for programme, is_bound, state in pairs if not is_bound and state in CaseState.OPEN
        ),
    }


def _places(report: RegionReport, today: dt.date) -> dict[str, Counts | None]:
    since = awake_since(today)
    working = Q(state__in=AgreementState.BINDING) | Q(state=AgreementState.ENDED, ended_on__gte=since)
    worked = Agreement.objects.filter(
        working, workplace__establishment=OuterRef("establishment"), starts_on__lte=today
    )
    valid = Recognition.objects.valid_on(today).filter(
        _within(report, "establishment__municipality"), establishment__closed_on=None
    )
    pairs = list(valid.annotate(awake=Exists(worked)).values_list("programme", "awake"))
    days = int(rule_value("availability-term", on=today))
    confirmed = timezone.make_aware(dt.datetime.combine(today, dt.time.min)) - dt.timedelta(days=days)
    green = Workplace.objects.proposable(confirmed).filter(_within(report, "establishment__municipality"))
    return {
        ReportColumn.RECOGNISED: _count(programme for programme, _awake in pairs),
        ReportColumn.ACTIVE: _count(programme for programme, awake in pairs if awake),
        ReportColumn.GREEN: _count(green.values_list("programme", flat=True)),
    }


def _wishes(report: RegionReport, today: dt.date) -> Counts:
    rows = ProgrammeWish.objects.counting(today).filter(_within(report, "municipality"))
    return _count(programme for programme, _email in set(rows.values_list("programme", "email")))


def _count(keys: Iterable[int]) -> Counts:
    return dict(Counter(keys))
