"""Which sleeping place may be called, and which is called first. Weights and terms are dated rules."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from companies.enums import WakeResult
from core.verdict import YES, Verdict, no

PARTS = ("learners", "validity", "mentor", "reachable", "answers")
LABELS = {
    "learners": "Wachtende lerenden die er geraken",
    "validity": "Erkenning geldt nog lang genoeg",
    "mentor": "Er is een mentor",
    "reachable": "Telefoon en mail gekend",
    "answers": "Antwoordde vroeger tijdig",
}
DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class WakeTerms:
    """The terms of the wake-up desk (dated rules `wake-up`), the points of each part (`wake-weight`), and when an
    answer of before was timely (`responsiveness`).
    """

    idle_months: int
    calls: int
    retry_days: int
    rest_days: int
    validity_months: int
    learners: int
    answer_days: int
    answer_months: int
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call of before."""

    on: dt.date
    result: str
    again_on: dt.date | None
    asked_for: bool


@dataclass(frozen=True, slots=True)
class Sleeper:
    """What decides about the rank of one establishment.

    Facts that give the same points are equal: see `clipped`. `mentor` is 1 with a mentor, 0.5 when one is coming, 0 without or unknown; `answers` is the share of proposals
    that were answered in time, 0.5 when we do not know.
    """

    learners: int
    days_left: int
    mentor: float
    has_phone: bool
    has_mail: bool
    answers: float


def clipped(sleeper: Sleeper, terms: WakeTerms) -> Sleeper:
    """Return the facts with everything above the full points left out, so that equal chances are equal rows."""
    most = int(terms.validity_months * DAYS_A_MONTH) + 1
    return replace(
        sleeper, learners=min(sleeper.learners, terms.learners), days_left=max(min(sleeper.days_left, most), 0)
    )


def points_of(sleeper: Sleeper, terms: WakeTerms) -> dict[str, int]:
    """Return the points of each part, whole numbers that sum to the rank score (0 to the sum of the weights)."""
    full_days = terms.validity_months * DAYS_A_MONTH
    shares = {
        "learners": min(sleeper.learners / terms.learners, 1.0),
        "validity": min(max(sleeper.days_left, 0) / full_days, 1.0),
        "mentor": sleeper.mentor,
        "reachable": (sleeper.has_phone + sleeper.has_mail) / 2,
        "answers": sleeper.answers,
    }
    return {part: int(terms.weights[part] * shares[part] + 0.5) for part in PARTS}


def may_call(calls: Sequence[PastCall], today: dt.date, terms: WakeTerms) -> Verdict:
    """Tell whether a place may be called now. Who asked for a call on a day may always be called from that day.

    Talks that the place asked for do not count; a call without answer is no talk, but we wait before the next.
    """
    newest = max(calls, key=lambda call: call.on, default=None)
    if newest is None:
        return YES
    if newest.result == WakeResult.LATER and newest.again_on is not None:
        if newest.again_on > today:
            return no(f"Dit bedrijf vroeg om te bellen vanaf {newest.again_on:%d/%m/%Y}.")
        return YES
    year_ago = today - dt.timedelta(days=365)
    talks = [c for c in calls if c.on > year_ago and c.result in WakeResult.REACHED and not c.asked_for]
    if len(talks) >= terms.calls:
        return no(f"We spraken dit bedrijf al {len(talks)} keer in een jaar. Laat het met rust.")
    wait = terms.retry_days if newest.result == WakeResult.NO_ANSWER else terms.rest_days
    if newest.on + dt.timedelta(days=wait) > today:
        free = newest.on + dt.timedelta(days=wait)
        return no(f"We belden dit bedrijf op {newest.on:%d/%m/%Y}. Bel niet voor {free:%d/%m/%Y}.")
    return YES


def is_asked_for(calls: Sequence[PastCall], today: dt.date) -> bool:
    """Tell whether the place asked for a call and the day has come."""
    newest = max(calls, key=lambda call: call.on, default=None)
    return newest is not None and newest.again_on is not None and newest.again_on <= today
