"""The terms of calling again, and the tries that are due."""

import datetime as dt

from django.db.models import QuerySet

from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from learners.models import CallTry
from learners.rules.calls import PARTS, CallTerms


def call_terms(day: dt.date) -> CallTerms:
    """Return when and how often we call again (1 query). Raises `RuleMissing`."""
    rows = rules_in_force(("call-slot", "call-tries"), on=day).values_list("key", "scope", "value")
    values = {(key, scope): int(value) for key, scope, value in rows}

    def whole(key: str, scope: str = "") -> int:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, day)
        return values[key, scope]

    hours = {
        part.value: (dt.time(whole("call-slot", f"{part}-from")), dt.time(whole("call-slot", f"{part}-until")))
        for part in PARTS
    }
    return CallTerms(hours, whole("call-tries"))


def tries_to_make(moment: dt.datetime) -> QuerySet[CallTry]:
    """Return the tries whose part of the day has begun."""
    return CallTry.objects.open().filter(starts_at__lte=moment)
