"""How reliably a company answers: what the ranking calls responsiveness.

Counted are the proposals of the last months (dated rule `responsiveness`, "months") that the company was asked about.
An answer within the days of the rule ("days") counts as timely; a later one, a proposal that ended without an answer
and one that waits longer than those days do not. A "maybe" with a day is an answer: in time when it came within the
days, as long as the company keeps that day. With few data we lean on a prior of one timely answer in two, so the
share is (timely + 1) / (asked + 2): somebody without history stands at 0.5, one good answer gives 0.67 and not 1.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal

PRIOR_TIMELY, PRIOR_ASKED = 1, 2
UNKNOWN = PRIOR_TIMELY / PRIOR_ASKED


class Asked(NamedTuple):
    """The columns of a proposal that tell whether and when a company answered."""

    establishment: int
    state: str
    company_answer: str
    learner_answer: str
    approved_at: dt.datetime | None
    learner_answered_at: dt.datetime | None
    company_answered_at: dt.datetime | None
    later_on: dt.date | None = None
    put_off_at: dt.datetime | None = None


FIELDS = ("workplace__establishment", "state", "company_answer", "learner_answer", "approved_at", "learner_answered_at",
          "company_answered_at", "company_later_on", "company_put_off_at")  # fmt: skip


def timely(row: Asked, today: dt.date, days: int) -> bool | None:
    """Tell whether the company answered in time; None when it was not asked, or may still answer in time."""
    asked_at = row.approved_at
    if row.company_answer == Answer.WAITING and row.learner_answer != Answer.YES:
        return None  # the company of a learner who did not agree yet sees nothing
    if row.learner_answer == Answer.YES and row.learner_answered_at and asked_at:
        asked_at = max(asked_at, row.learner_answered_at)
    if row.later_on is not None and _within(asked_at, row.put_off_at, days):
        return _kept(row, row.later_on, today)
    if row.company_answer:
        return _within(asked_at, row.company_answered_at, days)
    if row.state == ProposalState.EXPIRED:
        return False
    late = asked_at is not None and today > asked_at.date() + dt.timedelta(days=days)
    return False if row.state == ProposalState.OPEN and late else None


def _within(asked_at: dt.datetime | None, moment: dt.datetime | None, days: int) -> bool:
    """True when nobody noted the moment: then we do not hold it against the company."""
    return asked_at is None or moment is None or moment - asked_at <= dt.timedelta(days=days)


def _kept(row: Asked, day: dt.date, today: dt.date) -> bool:
    """Tell whether a company kept, or may still keep, the day it named."""
    if row.company_answer:
        return row.company_answered_at is None or timezone.localdate(row.company_answered_at) <= day
    return row.state == ProposalState.OPEN and today <= day


def shares_of(rows: Iterable[Asked], today: dt.date, *, days: int, months: int) -> dict[int, float]:
    """Return the responsiveness by establishment, of those that were asked in the last months."""
    since = today - relativedelta(months=months)
    asked, answered = Counter[int](), Counter[int]()
    for row in rows:
        in_time = timely(row, today, days)
        if in_time is None or (row.approved_at is not None and row.approved_at.date() < since):
            continue
        asked[row.establishment] += 1
        answered[row.establishment] += in_time
    return {place: (answered[place] + PRIOR_TIMELY) / (asked[place] + PRIOR_ASKED) for place in asked}


def answer_shares(today: dt.date, *, days: int, months: int) -> dict[int, float]:
    """Return the responsiveness of every establishment that was asked (1 query)."""
    rows = Proposal.objects.exclude(state=ProposalState.WITHDRAWN).values_list(*FIELDS)
    return shares_of((Asked(*row) for row in rows), today, days=days, months=months)
