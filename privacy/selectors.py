"""Reads for the retention runner."""

import datetime as dt

from catalogue.selectors import rule_row
from core.retention import RetentionPolicy, Rows
from privacy import rules


def first_kept_day(policy: RetentionPolicy, today: dt.date) -> dt.date:
    """Return the day before which rows of this policy are due. Raises `catalogue.rules.RuleMissing`."""
    if policy.keep_days is not None:
        return rules.cutoff(today, policy.keep_days, rules.DAYS)
    term = rule_row(policy.rule, on=today)
    return rules.cutoff(today, term.value, term.unit)


def due_rows(policy: RetentionPolicy, today: dt.date) -> Rows:
    """Return the rows a policy would handle today. Raises `catalogue.rules.RuleMissing`."""
    return policy.due(policy.model._base_manager.all(), first_kept_day(policy, today))
