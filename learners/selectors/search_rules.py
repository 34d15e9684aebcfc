"""The dated rules of the clock of training days, for whoever reads them together with other rules in one query."""

from collections.abc import Callable, Iterable

from learners.rules.countdown import TermRules
from learners.rules.week import WeekRules, weekdays_from

DAYS, ALERT, TONE = "workplace-search-days", "workplace-search-alert", "workplace-search-tone"
AT_SCHOOL, AT_WORK, COUNTS = "week-at-school", "week-at-work", "week-counts"
SEARCH_KEYS = (DAYS, ALERT, TONE, AT_SCHOOL, AT_WORK, COUNTS)
Keys = Iterable[tuple[str, str]]


def search_rules(keys: Keys, whole: Callable[..., int]) -> TermRules:
    """Return the rules of the clock from the (key, scope) pairs that hold.

    `whole` returns the value of a key and scope, and raises when it is missing.
    """
    at_school, at_work = (
        {scope: weekdays_from(str(whole(name, scope))) for key, scope in (*keys, (name, "")) if key == name}
        for name in (AT_SCHOOL, AT_WORK)
    )
    return TermRules(
        limit=whole(DAYS),
        first_alert=whole(ALERT, "first"),
        second_alert=whole(ALERT, "second"),
        third_alert=whole(ALERT, "third"),
        amber=whole(TONE, "amber"),
        red=whole(TONE, "red"),
        week=WeekRules(
            at_school=at_school,
            at_work=at_work,
            school_counts=bool(whole(COUNTS, "school")),
            work_counts=bool(whole(COUNTS, "work")),
        ),
    )
