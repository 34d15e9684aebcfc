"""The dated rules that agreements keep to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalogue.models import DatedRule
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from placements.rules.contracts import WeekTerms

KEYS = (
    "dual-week-min-hours",
    "oao-min-workplace-hours",
    "workday-earliest-hour",
    "workday-latest-hour",
    "workplace-target-share",
    "adult-workplace-min-share",
    "company-week-max-hours",
    "agreement-term",
    "sign-code",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """`turn_days`: how long a party has for its turn; `code_minutes` and `code_tries`: how long a sign code works."""

    week: WeekTerms
    turn_days: int
    sign_days: int
    link_days: int
    code_minutes: int
    code_tries: int


def terms_on(day: dt.date, *, joint_committee: str = "", rows: Sequence[DatedRule] | None = None) -> Terms:
    """Return the terms that hold on a day, with the longest week of a joint committee ('311') when there is one.

    `rows` are the rules in force that day when the caller read them already (1 query otherwise).
    Raises `RuleMissing` when the catalogue lacks one.
    """
    known = rules_in_force(KEYS, on=day) if rows is None else rows
    ordered = sorted(known, key=lambda row: row.valid_from or dt.date.min)
    values = {(row.key, row.scope): row.value for row in ordered}

    def one(key: str, scope: str = "") -> Decimal:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, day)
        return Decimal(values[key, scope])

    week = WeekTerms(
        week_min=one("dual-week-min-hours"),
        paid_from=one("oao-min-workplace-hours"),
        earliest=int(one("workday-earliest-hour")),
        latest=int(one("workday-latest-hour")),
        target_share=one("workplace-target-share"),
        adult_share=one("adult-workplace-min-share"),
        week_max=values.get(("company-week-max-hours", f"pc-{joint_committee}")),
    )
    return Terms(
        week=week,
        turn_days=int(one("agreement-term", "turn")),
        sign_days=int(one("agreement-term", "sign")),
        link_days=int(one("agreement-term", "link")),
        code_minutes=int(one("sign-code", "minutes")),
        code_tries=int(one("sign-code", "tries")),
    )
