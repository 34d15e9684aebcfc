"""The dated rules for planning, try-out days and the pulse."""

import datetime as dt
from dataclasses import dataclass

from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force


@dataclass(frozen=True, slots=True)
class PlannerTerms:
    """`moments`: how many moments are proposed at once; `answer_days`: how long the others have to answer."""

    moments: int
    answer_days: int


def planner_terms(day: dt.date) -> PlannerTerms:
    """Return the terms of the planner on a day. Raises `RuleMissing`."""
    values = values_of("meeting-term", day)
    return PlannerTerms(
        moments=need(values, "meeting-term", "moments", day), answer_days=need(values, "meeting-term", "answer", day)
    )


@dataclass(frozen=True, slots=True)
class PulseTerms:
    """`weeks`: in which weeks we ask; `silent_days`: how long we wait for an answer; `window_days`: how late we still
    ask, when holidays come between.
    """

    weeks: tuple[int, ...]
    silent_days: int
    window_days: int


def pulse_terms(day: dt.date) -> PulseTerms:
    """Return the terms of the pulse on a day. Raises `RuleMissing`."""
    weeks, values = values_of("pulse-week", day), values_of("pulse-term", day)
    if not weeks:
        raise RuleMissing("pulse-week", "", day)
    return PulseTerms(
        weeks=tuple(sorted(weeks.values())),
        silent_days=need(values, "pulse-term", "silent", day),
        window_days=need(values, "pulse-term", "window", day),
    )


def values_of(key: str, day: dt.date) -> dict[str, int]:
    """Return the values of a rule by scope on a day; of two rows of one scope the later one."""
    rows = rules_in_force([key], on=day).values_list("scope", "valid_from", "value")
    return {scope: int(value) for scope, _since, value in sorted(rows, key=lambda row: row[1] or dt.date.min)}


def need(values: dict[str, int], key: str, scope: str, day: dt.date) -> int:
    """Return one value. Raises `RuleMissing` when it is not there."""
    if scope not in values:
        raise RuleMissing(key, scope, day)
    return values[scope]


@dataclass(frozen=True, slots=True)
class TryOutTerms:
    """`days` a time and `companies` at most; days to answer, for the school to look, and for the two questions."""

    days: int
    companies: int
    answer_days: int
    school_days: int
    review_days: int
    smallest: int


def try_out_terms(day: dt.date) -> TryOutTerms:
    """Return the terms of try-out days on a day. Raises `RuleMissing`."""
    values = values_of("try-out", day)
    scopes = ("days", "companies", "answer", "school", "review", "smallest")
    return TryOutTerms(*(need(values, "try-out", scope, day) for scope in scopes))


@dataclass(frozen=True, slots=True)
class EvaluationTerms:
    """Days: to note a visit afterwards, to hand in an evaluation, before which we remind, and between two evaluations."""

    visit_days: int
    answer_days: int
    remind_days: int
    every_days: int


def evaluation_terms(day: dt.date) -> EvaluationTerms:
    """Return the terms of visits and evaluations on a day (1 query). Raises `RuleMissing`."""
    wanted = (("visit-term", "note"), ("evaluation-term", "answer"), ("evaluation-term", "remind"))
    return EvaluationTerms(*_pairs((*wanted, ("evaluation-term", "every")), day))


@dataclass(frozen=True, slots=True)
class PortfolioTerms:
    """Days: that we wait for a mentor to confirm, and that a link to a portfolio works at most."""

    answer_days: int
    share_days: int


def portfolio_terms(day: dt.date) -> PortfolioTerms:
    """Return the terms of the portfolio on a day (1 query). Raises `RuleMissing`."""
    return PortfolioTerms(*_pairs((("proof-term", "answer"), ("portfolio-share", "days")), day))


def _pairs(wanted: tuple[tuple[str, str], ...], day: dt.date) -> list[int]:
    """Return the values of several rules by (key, scope), read at once. Raises `RuleMissing`."""
    rows = rules_in_force(sorted({key for key, _scope in wanted}), on=day)
    known = sorted(rows.values_list("key", "scope", "valid_from", "value"), key=lambda row: row[2] or dt.date.min)
    found = {(key, scope): int(value) for key, scope, _since, value in known}
    for key, scope in wanted:
        if (key, scope) not in found:
            raise RuleMissing(key, scope, day)
    return [found[pair] for pair in wanted]
