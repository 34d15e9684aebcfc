"""The terms of this app, from the dated rules."""

import datetime as dt

from catalogue.selectors import rule_value


def availability_days(today: dt.date) -> int:
    """Return how many days a confirmed availability stays good."""
    return int(rule_value("availability-term", on=today))


def link_days(today: dt.date) -> int:
    """Return how many days a link in a mail to a company works."""
    return int(rule_value("company-link", on=today))
