"""The dated rules the recognition coach works with, read at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.models import DatedRule
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from companies.rules_coach import CoachTerms
from companies.rules_mentor import MentorTerms

MENTOR_KEYS = (
    "mentor-min-age",
    "mentor-min-experience",
    "mentor-reduced-age",
    "mentor-reduced-experience",
    "mentor-training-deadline",
    "mentor-training-plan-deadline",
    "mentor-max-learners",
    "mentor-advised-learners",
    "mentor-extract-max-age",
)
COACH_KEYS = (
    "recognition-step-term",
    "recognition-renewal",
    "recognition-decision-days",
    "recognition-validity",
    "appeal-days",
    "appeal-receipt-days",
)
KEYS = (*MENTOR_KEYS, *COACH_KEYS)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in force on a day, by key and scope."""

    on: dt.date
    rows: Mapping[tuple[str, str], DatedRule]

    def row(self, key: str, scope: str = "") -> DatedRule | None:
        """Return the rule for a scope, else the one for everybody, else None."""
        return self.rows.get((key, scope)) or self.rows.get((key, ""))

    def number(self, key: str, scope: str = "") -> int:
        """Return the value of a rule as a whole number. Raises `RuleMissing`."""
        row = self.row(key, scope)
        if row is None:
            raise RuleMissing(key, scope, self.on)
        return int(row.value)

    def number_or_none(self, key: str, scope: str = "") -> int | None:
        """Return the value of a rule as a whole number, None when nothing is laid down."""
        row = self.row(key, scope)
        return None if row is None else int(row.value)

    def of_key(self, key: str) -> dict[str, int]:
        """Return the values of a rule by scope."""
        return {scope: int(row.value) for (name, scope), row in self.rows.items() if name == key}

    def mentor_terms(self, partnership: str) -> MentorTerms:
        """Return what a partnership (slug) asks of a mentor."""
        return MentorTerms(
            min_age=self.number("mentor-min-age", partnership),
            min_years=self.number("mentor-min-experience", partnership),
            reduced_age=self.number_or_none("mentor-reduced-age", partnership),
            reduced_years=self.number_or_none("mentor-reduced-experience", partnership),
            training_months=self.number("mentor-training-deadline", partnership),
        )

    def renewal_months(self) -> tuple[int, ...]:
        """Return how many months before the end the renewal tasks come, the first one first."""
        return tuple(sorted(self.of_key("recognition-renewal").values(), reverse=True))

    def coach_terms(self) -> CoachTerms:
        """Return the terms of the steps, the renewal tasks and the appeal."""
        return CoachTerms(
            step_days=self.of_key("recognition-step-term"),
            decision_days=self.number("recognition-decision-days"),
            appeal_days=self.number("appeal-days"),
            valid_years=self.number("recognition-validity"),
            renewal_months=self.renewal_months(),
        )


def rule_book(on: dt.date) -> RuleBook:
    """Return the rules in force on a day, in one query; of overlapping rows the one that started last."""
    return RuleBook(on, {(row.key, row.scope): row for row in rules_in_force(KEYS, on=on)})


def renewal_months(on: dt.date) -> tuple[int, ...]:
    """Return when the renewal tasks of a day come, in months before the end; empty when nobody filled that in."""
    return rule_book(on).renewal_months()
