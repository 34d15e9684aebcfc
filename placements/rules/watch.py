"""Which days of an agreement cost money when they pass, what has to be ticked, and when somebody is told.

Sources of the terms: vlaanderen.be, premie kwalificerend werkplekleren (registered within three months, four months in the
school year, at most three times for one learner); duaalleren.vlaanderen, nieuwe regelgeving voor mentoren (training);
pro.katholiekonderwijs.vlaanderen (premium of the learner). All numbers are dated rules and come in as `WatchTerms`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from companies.enums import Training
from companies.rules_mentor import add_months
from placements.enums import ContractKind, WatchMoment, WatchTerm

ORDER = (*WatchMoment.BEFORE, WatchMoment.AFTER.value)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WatchTerms:
    """Terms in months, times a premium is given, amounts in euro (`None`: not laid down on this day).

    `days_before` tells for each moment how many days before the term; for the moment after it, how long that mail may
    still leave.
    """

    registration_months: int
    contract_months: int
    training_months: int
    company_times: int
    learner_times: int
    days_before: Mapping[str, int]
    unpaid_premium: Decimal | None = None
    paid_premium: Decimal | None = None
    learner_premium: Decimal | None = None
    checked_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class WatchFacts:
    """One agreement that everybody signed. `runs_until` is the last agreed day at this company in the school year,
    follow-on agreements included; `training` is None for a mentor the company did not describe. `company_years` and
    `learner_years` count the school years with an agreement up to this one, at this company and anywhere.
    """

    starts_on: dt.date
    ends_on: dt.date
    runs_until: dt.date
    registered_on: dt.date | None
    training: str | None
    kind: str
    company_years: int
    learner_years: int


@dataclass(frozen=True, slots=True)
class Watched:
    """One term: its last day, and whether what had to be done is done. `amount` is what is at stake, in euro."""

    term: WatchTerm
    last_day: dt.date
    is_done: bool
    amount: Decimal | None = None


def watched_terms(facts: WatchFacts, terms: WatchTerms) -> tuple[Watched, ...]:
    """Return every term of an agreement, the first day first."""
    has_premium = facts.company_years <= terms.company_times
    amount = _amount(facts.kind, terms) if has_premium else None
    registration = add_months(facts.starts_on, terms.registration_months)
    registered = facts.registered_on is not None
    found = [
        Watched(WatchTerm.REGISTRATION, registration, registered, amount),
        Watched(
            WatchTerm.TRAINING,
            add_months(facts.starts_on, terms.training_months),
            facts.training in (Training.DONE, Training.EXEMPT),
            amount,
        ),
    ]
    if has_premium:
        found.append(Watched(WatchTerm.LENGTH, facts.runs_until, is_long_enough(facts, terms), amount))
    if facts.company_years == terms.company_times:
        found.append(Watched(WatchTerm.LAST_PREMIUM, facts.ends_on, is_done=False, amount=amount))
    if facts.learner_years <= terms.learner_times:
        found.append(Watched(WatchTerm.LEARNER_PREMIUM, registration, registered, terms.learner_premium))
    return tuple(sorted(found, key=lambda one: (one.last_day, one.term)))


def is_long_enough(facts: WatchFacts, terms: WatchTerms) -> bool:
    """Tell whether the agreed days reach the shortest duration in the school year."""
    return facts.runs_until >= long_enough_on(facts, terms)


def long_enough_on(facts: WatchFacts, terms: WatchTerms) -> dt.date:
    """Return the first last day with which the agreement lasts long enough for the premium."""
    return add_months(facts.starts_on, terms.contract_months) - DAY


def moment_due(one: Watched, told: str, terms: WatchTerms, today: dt.date) -> WatchMoment | None:
    """Return which message is due today, None when there is nothing (more) to say.

    Only the last moment that was reached counts: a signature ten days before the term skips the earlier messages, a
    missed night loses none. Nothing to tick means one message, before the day.
    """
    if one.is_done:
        return None
    left = (one.last_day - today).days
    reached = _reached(left, terms)
    if reached is None or (told and ORDER.index(reached) <= ORDER.index(told)):
        return None
    if one.term == WatchTerm.LAST_PREMIUM and (told or reached == WatchMoment.AFTER):
        return None
    return reached


def _reached(left: int, terms: WatchTerms) -> WatchMoment | None:
    if left < 0:
        return WatchMoment.AFTER if -left <= terms.days_before[WatchMoment.AFTER] else None
    passed = [moment for moment in WatchMoment.BEFORE if left <= terms.days_before[moment]]
    return WatchMoment(passed[-1]) if passed else None


def _amount(kind: str, terms: WatchTerms) -> Decimal | None:
    return terms.paid_premium if kind in ContractKind.PAID else terms.unpaid_premium
