"""How reliably a company answers: what the ranking calls responsiveness.

Counted are the proposals of the last months (dated rule `responsiveness`, "months") that the company was asked about.
An answer within the days of the rule ("days") counts as timely; a later one, a proposal that ended without an answer
and one that waits longer than those days do not. With few data we lean on a prior of one timely answer in two, so the
share is (timely + 1) / (asked + 2): somebody without history stands at 0.5, one good answer gives 0.67 and not 1.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

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


FIELDS = ("workplace__establishment", "state", "company_answer", "learner_answer", "approved_at", "learner_answered_at",
          "company_answered_at")  # fmt: skip


def timely(row: Asked, today: dt.date, days: int) -> bool | None:
    """Tell whether the company answered in time; None when it was not asked, or may still answer in time."""
    asked_at = row.approved_at
    if row.company_answer == Answer.WAITING and row.learner_answer != Answer.YES:
        return None  # the company of a learner who did not agree yet sees nothing
    if row.learner_answer == Answer.YES and row.learner_answered_at and asked_at:
        asked_at = max(asked_at, row.learner_answered_at)
    if row.company_answer:
        answered_at = row.company_answered_at
        return asked_at is None or answered_at is None or answered_at - asked_at <= dt.timedelta(days=days)
    if row.state == ProposalState.EXPIRED:
        return False
    late = asked_at is not None and today > asked_at.date() + dt.timedelta(days=days)
    return False if row.state == ProposalState.OPEN and late else None


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
