"""The dated rules of the clock of training days, for whoever reads them together with other rules in one query."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from learners.rules.countdown import TermRules
from learners.rules.week import WeekRules, weekdays_from

DAYS, ALERT, TONE = "workplace-search-days", "workplace-search-alert", "workplace-search-tone"
AT_SCHOOL, AT_WORK, COUNTS = "week-at-school", "week-at-work", "week-counts"
SEARCH_KEYS = (DAYS, ALERT, TONE, AT_SCHOOL, AT_WORK, COUNTS)
Values = Mapping[tuple[str, str], Decimal | int]


def search_rules(values: Values, whole: Callable[..., int]) -> TermRules:
    """Return the rules of the clock. `whole` returns the value of a key and scope, and raises when it is missing."""
    for key in (AT_SCHOOL, AT_WORK):
        whole(key)
    return TermRules(
        limit=whole(DAYS),
        first_alert=whole(ALERT, "first"),
        second_alert=whole(ALERT, "second"),
        third_alert=whole(ALERT, "third"),
        amber=whole(TONE, "amber"),
        red=whole(TONE, "red"),
        week=WeekRules(
            at_school={
                scope: weekdays_from(str(int(value))) for (key, scope), value in values.items() if key == AT_SCHOOL
            },
            at_work={
                scope: weekdays_from(str(int(value))) for (key, scope), value in values.items() if key == AT_WORK
            },
            school_counts=bool(whole(COUNTS, "school")),
            work_counts=bool(whole(COUNTS, "work")),
        ),
    )
