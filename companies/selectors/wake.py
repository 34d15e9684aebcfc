"""Calls to sleeping places: the terms, what was said before, and the report."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from catalogue.models import Subregion
from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value, rules_in_force
from companies.enums import Availability, WakeReason, WakeResult
from companies.models import Establishment, WakeCall, Workplace
from companies.rules_mentor import add_months
from companies.rules_wake import PARTS, PastCall, WakeTerms
from core import clock

LOOK_BACK = dt.timedelta(days=730)
SCHOOL_YEAR_MONTH = 9


def wake_terms(day: dt.date) -> WakeTerms:
    """Return the terms and weights that hold on a day (1 query). Raises `RuleMissing`."""
    rows = rules_in_force(("wake-up", "wake-weight", "responsiveness"), on=day).values_list("key", "scope", "value")
    values = {(key, scope): int(value) for key, scope, value in rows}

    def whole(key: str, scope: str) -> int:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, day)
        return values[key, scope]

    return WakeTerms(
        idle_months=whole("wake-up", "idle"),
        calls=whole("wake-up", "calls"),
        retry_days=whole("wake-up", "retry"),
        rest_days=whole("wake-up", "rest"),
        validity_months=whole("wake-up", "validity"),
        learners=whole("wake-up", "learners"),
        answer_days=whole("responsiveness", "days"),
        answer_months=whole("responsiveness", "months"),
        weights={part: whole("wake-weight", part) for part in PARTS},
    )


def awake_since(day: dt.date) -> dt.date:
    """Return since when somebody must have worked at a place for it not to sleep on a day (1 query).

    One term for the wake-up desk, the figures and the plan. Raises `RuleMissing`.
    """
    return add_months(day, -int(rule_value("wake-up", "idle", on=day)))


def past_calls(company: int | None = None) -> dict[int, list[PastCall]]:
    """Return the calls of the last two years by company (primary key), of one or of all (1 query).

    By company, because the same person picks up for each of its addresses.
    """
    rows = WakeCall.objects.filter(called_at__gte=clock.now() - LOOK_BACK).order_by("called_at")
    if company is not None:
        rows = rows.filter(establishment__company=company)
    found: dict[int, list[PastCall]] = defaultdict(list)
    for owner, moment, result, again_on, asked in rows.values_list(
        "establishment__company", "called_at", "result", "again_on", "asked_for"
    ):
        found[owner].append(PastCall(timezone.localdate(moment), result, again_on, asked))
    return found


def calls_of(establishment: Establishment) -> list[WakeCall]:
    """Return the newest five calls to the company of an establishment, whatever the address."""
    return list(WakeCall.objects.filter(establishment__company=establishment.company_id)[:5])


@dataclass(frozen=True, slots=True)
class WakeLine:
    """One sub-region: establishments called, spoken to and awake again, and the places that woke."""

    subregion: str
    called: int
    reached: int
    awake: int
    places: int


@dataclass(frozen=True, slots=True)
class WakeWhy:
    """Why places sleep: how often we heard it on the phone, and how many places said it themselves."""

    label: str
    calls: int
    taps: int


@dataclass(frozen=True, slots=True)
class WakeReport:
    """A school year of calls, and of what places said themselves with one tap. `reasons`: most first."""

    since: dt.date
    lines: list[WakeLine]
    reasons: list[WakeWhy]

    @property
    def total(self) -> WakeLine:
        """All sub-regions together."""
        lines = self.lines
        return WakeLine(
            "Heel de provincie",
            sum(line.called for line in lines),
            sum(line.reached for line in lines),
            sum(line.awake for line in lines),
            sum(line.places for line in lines),
        )


def wake_report(today: dt.date) -> WakeReport:
    """Return what the calls of this school year brought, by sub-region (4 queries). Each establishment counts once."""
    since = dt.date(today.year if today.month >= SCHOOL_YEAR_MONTH else today.year - 1, SCHOOL_YEAR_MONTH, 1)
    rows = WakeCall.objects.filter(called_at__date__gte=since)
    called, reached, awake = (defaultdict(set), defaultdict(set), defaultdict(set))  # type: ignore[var-annotated]
    places, reasons = Counter[int](), Counter[str]()
    fields = ("establishment__municipality__subregion", "establishment", "result", "reason")
    for region, place, result, reason in rows.values_list(*fields):
        called[region].add(place)
        if result in WakeResult.REACHED:
            reached[region].add(place)
        if result == WakeResult.AWAKE:
            awake[region].add(place)
        reasons.update([reason] if reason else [])
    pairs = rows.filter(result=WakeResult.AWAKE, programmes__isnull=False)
    woken = set(pairs.values_list("establishment__municipality__subregion", "establishment", "programmes"))
    places.update(region for region, _place, _programme in woken)
    lines = [
        WakeLine(
            region.name, len(called[region.pk]), len(reached[region.pk]), len(awake[region.pk]), places[region.pk]
        )
        for region in Subregion.objects.order_by("name")
    ]
    return WakeReport(since, lines, _why(reasons, taps_since(since)))


def taps_since(since: dt.date) -> Counter[str]:
    """Return how many establishments say 'dit jaar niet' for each reason, of what was tapped since a day (1 query)."""
    rows = _tapped().filter(availability_confirmed_at__date__gte=since).order_by()
    return Counter(reason for _place, reason in rows.values_list("establishment", "availability_reason").distinct())


def taps_of(establishment: Establishment) -> list[Workplace]:
    """Return the workplaces whose company said itself why nobody can come, newest first (1 query)."""
    rows = _tapped().filter(establishment=establishment).select_related("programme")
    return list(rows.order_by("-availability_confirmed_at", "pk"))


def _tapped() -> QuerySet[Workplace]:
    return Workplace.objects.open().filter(availability=Availability.NOT_THIS_YEAR).exclude(availability_reason="")


def _why(calls: Counter[str], taps: Counter[str]) -> list[WakeWhy]:
    ordered = sorted(calls.keys() | taps.keys(), key=lambda code: (-calls[code] - taps[code], code))
    return [WakeWhy(str(WakeReason(code).label), calls[code], taps[code]) for code in ordered]
