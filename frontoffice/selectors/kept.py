"""What the privacy page promises: read from the policies that really run, so that the page cannot lie."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst

from catalogue.models import DatedRule
from catalogue.selectors import rules_in_force
from core.retention import RetentionPolicy, policies


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of the page: what we keep, why, and how long in words (empty when nobody decided it yet)."""

    what: str
    purpose: str
    term: str


def retention_promises(*, today: dt.date) -> list[Promise]:
    """Return a line per policy with the term that holds today, by name of what is kept."""
    keys = {policy.rule for policy in policies() if policy.rule}
    in_force = {row.key: row for row in rules_in_force(keys, on=today)}
    lines = [
        Promise(capfirst(str(policy.model._meta.verbose_name_plural)), policy.purpose, _term(policy, in_force))
        for policy in policies()
    ]
    return sorted(lines, key=lambda line: line.what)


def _term(policy: RetentionPolicy, in_force: dict[str, DatedRule]) -> str:
    if policy.keep_days is not None:
        return f"{policy.keep_days} dagen na de vervaldag" if policy.keep_days else "tot de vervaldag"
    row = in_force.get(policy.rule)
    return f"{row.value.normalize():f} {row.unit}" if row else ""
