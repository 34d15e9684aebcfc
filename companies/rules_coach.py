"""Pure questions of the recognition coach: terms, renewals, the check list that fits, and what changed since.

The official counter decides; these rules only tell what to get ready and by when.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from companies.enums import LineWhen, RecognitionState
from companies.rules_mentor import add_months


@dataclass(frozen=True, slots=True)
class CoachTerms:
    """Days per step, and the terms of the law: decision and appeal in days, renewal tasks in months before the end."""

    step_days: Mapping[str, int]
    decision_days: int
    appeal_days: int
    valid_years: int
    renewal_months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What decides which lines count: the partnership (slug), who files, earlier recognitions, number of addresses."""

    partnership: str
    filed_by_coach: bool
    has_recognition: bool
    establishments: int


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of the check list as the rule sees it."""

    key: str
    scope: str
    when: str


def step_due(
    state: str, on: dt.date, terms: CoachTerms, *, submitted_on: dt.date | None, visit_on: dt.date | None
) -> dt.date | None:
    """Return by when a dossier in this state needs its next step, None when it waits for nothing.

    The decision comes within a term from the filing (`submitted_on`); an appeal is only possible within another.
    """
    if state == RecognitionState.VISIT and visit_on is not None:
        return visit_on + dt.timedelta(days=terms.step_days[state])
    if state in (RecognitionState.SUBMITTED, RecognitionState.REVIEW):
        return (submitted_on or on) + dt.timedelta(days=terms.decision_days)
    if state in (RecognitionState.REFUSED, RecognitionState.LIFTED, RecognitionState.EXCLUDED):
        return appeal_until(on, terms)
    if state in RecognitionState.WAITING:
        return on + dt.timedelta(days=terms.step_days[state])
    return None


def appeal_until(decided_on: dt.date, terms: CoachTerms) -> dt.date:
    """Return the last day on which the company itself may appeal."""
    return decided_on + dt.timedelta(days=terms.appeal_days)


def may_appeal(state: str, decided_on: dt.date | None, today: dt.date, terms: CoachTerms) -> bool:
    """Tell whether an appeal is still possible: after a refusal or a sanction, within the term."""
    after = (RecognitionState.REFUSED, RecognitionState.LIFTED, RecognitionState.EXCLUDED)
    return state in after and decided_on is not None and today <= appeal_until(decided_on, terms)


def last_valid_day(valid_from: dt.date, terms: CoachTerms) -> dt.date:
    """Return the last day of a full term that starts on a day."""
    return add_months(valid_from, terms.valid_years * 12) - dt.timedelta(days=1)


def renewal_stage(
    valid_until: dt.date | None, today: dt.date, terms: CoachTerms, *, renewal_filed_on: dt.date | None
) -> int | None:
    """Return which renewal task counts now (months before the end), None when it is too early, too late or asked."""
    if valid_until is None or today > valid_until or renewal_filed_on is not None:
        return None
    reached = [months for months in terms.renewal_months if today >= add_months(valid_until, -months)]
    return min(reached) if reached else None


def line_counts(line: LineFacts, facts: DossierFacts) -> bool:
    """Tell whether a line of the check list counts for a dossier."""
    if line.scope and line.scope != facts.partnership:
        return False
    return {
        LineWhen.ALWAYS: True,
        LineWhen.FIRST: not facts.has_recognition,
        LineWhen.AGAIN: facts.has_recognition,
        LineWhen.COACH: facts.filed_by_coach,
        LineWhen.SEVERAL: facts.establishments > 1,
    }[LineWhen(line.when)]


def lines_that_count(lines: Iterable[LineFacts], facts: DossierFacts) -> list[str]:
    """Return the keys of the lines that count, in their order."""
    return [line.key for line in lines if line_counts(line, facts)]


def paper_is_old(dated_on: dt.date, today: dt.date, *, most_months: int) -> bool:
    """Tell whether a paper is older than it may be."""
    return add_months(dated_on, most_months) < today


def what_changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return in sentences how the rules of today differ from those a dossier was checked against."""
    changed = [
        f"Gewijzigd: ‘{before[key]}’ is nu ‘{now[key]}’." for key in now if key in before and before[key] != now[key]
    ]
    added = [f"Nieuw: ‘{now[key]}’." for key in now if key not in before]
    gone = [f"Niet meer nodig: ‘{before[key]}’." for key in before if key not in now]
    return [*changed, *added, *gone]
