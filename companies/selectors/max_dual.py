"""'Maximaal duaal' for one establishment: what fits, what is missing, who near could cover it, what to ask for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from catalogue.models import Activity, Programme
from catalogue.selectors import rule_value
from catalogue.travel_estimate import km_between
from companies.enums import CompanyState, HelpKind, HelpState, RecognitionState
from companies.models import Establishment, HelpRequest, Recognition
from companies.selectors.activities import ticked_codes
from companies.selectors.coverage import Coverage, Ticks, rank_programmes

MOST = 12
SHOWN_HELPERS = 3
AGAINST = (RecognitionState.REFUSED, RecognitionState.LIFTED, RecognitionState.EXCLUDED)


@dataclass(frozen=True, slots=True)
class Missing:
    """An activity nobody does here. `helpers` agreed to be named; `others` is how many more do it, 0 for too few."""

    activity: Activity
    helpers: tuple[str, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Fit:
    """One programme for an establishment: `status` is '', 'recognised', 'under-way', 'against' (refused or taken away)
    or 'asked'.
    """

    coverage: Coverage
    missing: tuple[Missing, ...]
    status: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class MaxDual:
    """Everything the page says. `proposed` are the recognitions it pays to ask for; `rest` how many more there are;
    `unlisted` the programmes nothing can be said about, because nobody published their activities.
    """

    fits: tuple[Fit, ...]
    rest: int
    unlisted: int = 0

    @property
    def proposed(self) -> list[Fit]:
        """The programmes above the threshold without a recognition here."""
        return [fit for fit in self.fits if fit.is_proposed]


def max_dual_of(establishment: Establishment, today: dt.date) -> MaxDual:
    """Return the best covered programmes of an establishment. Raises `RuleMissing` when no threshold is filled in."""
    ranked = rank_programmes(ticked_codes(establishment))
    shown = ranked[:MOST]
    threshold = int(rule_value("max-dual-proposal", on=today))
    statuses = _statuses(establishment, today)
    wanted = {activity.pk for one in shown for activity in one.missing}
    near = _near(establishment, wanted, least=int(rule_value("max-dual-min-companies", on=today)))
    fits = [
        Fit(
            one,
            tuple(Missing(activity, *near.get(activity.pk, ((), 0))) for activity in one.missing),
            statuses.get(one.programme.pk, ""),
            is_proposed=one.percent >= threshold and one.programme.pk not in statuses,
        )
        for one in shown
    ]
    unlisted = Programme.objects.current().filter(activity_list=None).count()
    return MaxDual(tuple(fits), len(ranked) - len(shown), unlisted)


def programme_to_ask(establishment: Establishment, slug: str, today: dt.date) -> Programme | None:
    """Return the programme with this slug when the page proposes it for this establishment, else None."""
    proposed = max_dual_of(establishment, today).proposed
    return next((fit.coverage.programme for fit in proposed if fit.coverage.programme.slug == slug), None)


def _statuses(establishment: Establishment, today: dt.date) -> dict[int, str]:
    """Return what is known here per programme; a recognition that is over says nothing."""
    found = {
        programme: "asked"
        for programme in HelpRequest.objects.filter(
            establishment=establishment, kind=HelpKind.RECOGNITION, state=HelpState.WAITING
        ).values_list("programme", flat=True)
        if programme is not None
    }
    for row in Recognition.objects.filter(establishment=establishment):
        if row.state in RecognitionState.PENDING:
            found[row.programme_id] = "under-way"
        elif row.state in AGAINST:
            found[row.programme_id] = "against"
        elif row.state == RecognitionState.RECOGNISED and row.valid_until and row.valid_until >= today:
            found[row.programme_id] = "recognised"
    return found


def near_companies(
    establishment: Establishment, activities: Collection[int], today: dt.date
) -> dict[int, tuple[tuple[str, ...], int]]:
    """Return per activity (primary key) who in the sub-region does it: names of who agreed, and how many others."""
    return _near(establishment, activities, least=int(rule_value("max-dual-min-companies", on=today)))


def _near(
    establishment: Establishment, activities: Collection[int], *, least: int
) -> dict[int, tuple[tuple[str, ...], int]]:
    """Return per activity the companies of the sub-region that do it, the nearest first: names of who agreed, and how
    many others.

    A company is named only after its own yes. A count below `least` is not given: it could point at one company.
    """
    rows = Ticks.objects.filter(
        activity__in=activities,
        establishment__closed_on=None,
        establishment__company__state=CompanyState.ACTIVE,
        establishment__municipality__subregion=establishment.municipality.subregion_id,
    ).exclude(establishment__company=establishment.company_id)
    columns = rows.order_by("establishment__company__search_text", "establishment__pk").values_list(
        "activity",
        "establishment__company",
        "establishment__company__name",
        "establishment__municipality__name",
        "establishment__company__shown_to_companies_at",
        "establishment__municipality__latitude",
        "establishment__municipality__longitude",
    )
    home = establishment.municipality
    named: dict[int, dict[int, str]] = defaultdict(dict)
    hidden: dict[int, set[int]] = defaultdict(set)
    nearest = sorted(columns, key=lambda row: km_between((home.latitude, home.longitude), row[5:]))
    for activity, company, name, town, shown, *_place in nearest:
        if shown:
            named[activity].setdefault(company, f"{name} ({town})")
        else:
            hidden[activity].add(company)
    return {
        activity: (
            tuple(list(named[activity].values())[:SHOWN_HELPERS]),
            len(hidden[activity]) if len(hidden[activity]) >= least else 0,
        )
        for activity in {*named, *hidden}
    }
