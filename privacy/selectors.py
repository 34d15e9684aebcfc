"""Reads for the retention runner."""

import datetime as dt

from django.db.models import Q

from catalogue.models import DatedRule
from core.retention import RetentionPolicy, Rows
from privacy import rules


class UnknownTerm(LookupError):
    """A policy names a dated rule that is not in the catalogue today."""


def first_kept_day(policy: RetentionPolicy, today: dt.date) -> dt.date:
    """Return the day before which rows of this policy are due. Raises `UnknownTerm`."""
    if policy.keep_days is not None:
        return rules.cutoff(today, policy.keep_days, rules.DAYS)
    holds = Q(valid_from=None) | Q(valid_from__lte=today)
    holds &= Q(valid_until=None) | Q(valid_until__gte=today)
    term = DatedRule.objects.filter(holds, key=policy.rule, scope="").order_by("-valid_from").first()
    if term is None:
        raise UnknownTerm(f"{policy.key}: no dated rule {policy.rule!r} holds on {today}")
    return rules.cutoff(today, term.value, term.unit)


def due_rows(policy: RetentionPolicy, today: dt.date) -> Rows:
    """Return the rows a policy would handle today. Raises `UnknownTerm`."""
    return policy.due(policy.model._base_manager.all(), first_kept_day(policy, today))
