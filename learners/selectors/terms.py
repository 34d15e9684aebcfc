"""The ages and terms that hold on a day, read from the catalogue in one query."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value, rules_in_force
from learners.rules.ages import AgeRules
from learners.rules.cases import ReferralTerms
from learners.rules.countdown import TermRules
from learners.rules.coview import CoViewTerms
from learners.selectors.search_rules import SEARCH_KEYS, search_rules

KEYS = (
    "dual-min-age",
    "dual-max-age",
    "adult-min-age",
    "digital-consent-age",
    *SEARCH_KEYS,
    "referral-term",
    "introduction-term",
    "parking-max",
    "retention-request",
    "retention-learner",
    "retention-placement",
    "retention-journal",
    "both-agree-age",
    "coview-max",
    "clock-pause-check",
    "break-off-undo",
    "break-off-call",
    "route-hold",
    "calendar-warning",
)


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is kept: a number of days, months or years."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything the rules of this app need; days as the names say."""

    ages: AgeRules
    search: TermRules
    referral: ReferralTerms
    referral_link_days: int
    introduction_days: int
    parking_days: int
    wipe_days: int
    keep_learner: Term
    keep_placement: Term
    keep_journal: Term
    coview: CoViewTerms
    pause_check_days: int
    undo_minutes: int
    call_days: int
    hold_days: int
    calendar_days: int


def terms_on(day: dt.date) -> Terms:
    """Return the terms that hold on a day. Raises `RuleMissing` when the catalogue lacks one."""
    values = _values_on(day)

    def whole(key: str, scope: str = "") -> int:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, day)
        return int(values[key, scope][0])

    def kept(key: str) -> Term:
        return Term(whole(key), values[key, ""][1])

    return Terms(
        ages=AgeRules(
            dual_min=whole("dual-min-age"),
            dual_min_first_grade=whole("dual-min-age", "first-grade"),
            dual_max=whole("dual-max-age"),
            adult=whole("adult-min-age"),
            consent=whole("digital-consent-age"),
        ),
        search=search_rules(values, whole),
        referral=ReferralTerms(
            reminder=whole("referral-term", "reminder"),
            second_reminder=whole("referral-term", "second-reminder"),
            escalation=whole("referral-term", "escalation"),
            closing=whole("referral-term", "closing"),
        ),
        referral_link_days=whole("referral-term", "link"),
        introduction_days=whole("introduction-term"),
        parking_days=whole("parking-max"),
        wipe_days=whole("retention-request"),
        keep_learner=kept("retention-learner"),
        keep_placement=kept("retention-placement"),
        keep_journal=kept("retention-journal"),
        coview=CoViewTerms(both_agree=whole("both-agree-age"), longest=whole("coview-max")),
        pause_check_days=whole("clock-pause-check"),
        undo_minutes=whole("break-off-undo"),
        call_days=whole("break-off-call"),
        hold_days=whole("route-hold"),
        calendar_days=whole("calendar-warning"),
    )


def quiet_hours(day: dt.date) -> tuple[int, int]:
    """Return from and until which hour nobody gets news. Raises `RuleMissing`."""
    return int(rule_value("quiet-hours", "from", on=day)), int(rule_value("quiet-hours", "until", on=day))


def _values_on(day: dt.date) -> Mapping[tuple[str, str], tuple[Decimal, str]]:
    rows = rules_in_force(KEYS, on=day).values_list("key", "scope", "valid_from", "value", "unit")
    ordered = sorted(rows, key=lambda row: row[2] or dt.date.min)
    return {(key, scope): (value, unit) for key, scope, _since, value, unit in ordered}
