"""The public figures of the home page: true counts with their age."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from catalogue.rules import RuleMissing
from companies.enums import CompanyState
from companies.models import Recognition, Workplace
from companies.selectors.terms import availability_days
from core import clock
from schools.models import ProgrammeOffer, School


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """What is open today, and when that was counted.

    `companies`: active companies with a recognition that holds today. `programmes`: programmes that a school with
    evidence offers. `schools`: schools with evidence of a dual offer. `places`: places of workplaces whose light is
    green and was confirmed in the last `confirmed_days` days; both None when nobody filled in that term.
    """

    companies: int
    programmes: int
    schools: int
    places: int | None
    confirmed_days: int | None
    at: dt.datetime


def home_figures() -> HomeFigures:
    """Count the public figures (five small queries)."""
    now, today = clock.now(), clock.today()
    recognised = Recognition.objects.valid_on(today).filter(
        establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE
    )
    days = _confirmed_days(today)
    return HomeFigures(
        companies=recognised.values("establishment__company").distinct().count(),
        programmes=ProgrammeOffer.objects.public().values("programme").distinct().count(),
        schools=School.objects.providers().count(),
        places=None if days is None else _places_confirmed_since(now - dt.timedelta(days=days)),
        confirmed_days=days,
        at=now,
    )


def _confirmed_days(today: dt.date) -> int | None:
    try:
        return availability_days(today)
    except RuleMissing:  # reference data not loaded yet: the page leaves this figure out
        return None


def _places_confirmed_since(moment: dt.datetime) -> int:
    return int(Workplace.objects.proposable(moment).aggregate(total=Sum("places"))["total"] or 0)
