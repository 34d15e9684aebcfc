"""What the lists of the work queue need to know about today."""

import datetime as dt
from dataclasses import dataclass

from campaigns.selectors.storytelling import warning_days
from catalogue.rules import RuleMissing
from catalogue.selectors import ending_year, school_calendar
from companies.selectors.coach_terms import renewal_months
from core import clock
from expertise.selectors.experts import hours_warning
from learners.selectors.clock import Counter
from learners.selectors.running import Running, running_terms
from learners.selectors.terms import terms_on


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, today, whose training days run out, and what else belongs to the clock of training days."""

    now: dt.datetime
    today: dt.date
    terms: Running
    long_pause: dt.date | None = None
    last_year: int | None = None
    hours_warning: int | None = None
    warning_days: int = 0
    renewal_months: tuple[int, ...] = ()


def moment_now() -> Moment:
    """Return what the lists need to know about today (eight small queries, nine when the calendar runs out)."""
    today = clock.today()
    try:
        terms = terms_on(today)
    except RuleMissing:  # reference data not loaded: no term, so no learner can run out of it
        return Moment(clock.now(), today, Running())
    calendar = school_calendar()
    return Moment(
        now=clock.now(),
        today=today,
        terms=running_terms(Counter(today, terms.search, calendar)),
        long_pause=today - dt.timedelta(days=terms.pause_check_days),
        hours_warning=hours_warning(today),
        warning_days=warning_days(today),
        renewal_months=renewal_months(today),
        last_year=ending_year(calendar, today + dt.timedelta(days=terms.calendar_days)),
    )
