"""What learners and places have in common: zones and minutes, bits, dated rules, weights."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from catalogue.models import TravelMatrix
from catalogue.rules import RuleMissing
from catalogue.selectors import TravelTable, rules_in_force, travel_tables
from learners.rules.countdown import TermRules
from learners.selectors.search_rules import SEARCH_KEYS, search_rules
from matchmaking import engine

PROGRAMME_AGE, AVAILABILITY, ANSWERS = "programme-min-age", "availability-term", "responsiveness"
FIRST_BUS = "first-public-transport"
POLICY_NUMBERS = ("few_days_left", "few_days_limit", "disadvantaged", "max_wait_days")


@dataclass(frozen=True, slots=True)
class Roads:
    """Minutes between municipalities (zones by NIS code) and where they come from per mode."""

    matrix: engine.ZoneMatrix
    zone_of: Mapping[str, int]
    tables: Mapping[str, TravelTable]


def read_roads() -> Roads:
    """Return the travel tables of the catalogue as the engine wants them (1 query, 3 when they changed).

    Raises TravelTableMissing.
    """
    stamp = TravelMatrix.objects.aggregate(number=Count("pk"), newest=Max("updated_at"))
    return _roads_at(stamp["number"], stamp["newest"])


@lru_cache(maxsize=1)
def _roads_at(_number: int, _newest: dt.datetime | None) -> Roads:
    """The tables as they were at their last change; a process keeps them until the next one."""
    travel = travel_tables()
    zone_of = {nis: index for index, nis in enumerate(travel.zones)}
    return Roads(engine.ZoneMatrix(travel.stacked()), zone_of, travel.tables)


def bits_of(values: Iterable[str], order: Sequence[str]) -> int:
    """Return the bit set of some values of a closed list; a value that left the list is ignored."""
    return engine.bit_set(order.index(value) for value in values if value in order)


HOURS_FROM_BIT = 8
HALF_HOURS = tuple(range(5 * 60, 12 * 60 + 1, 30))
"""Times of the day (minutes) that a learner can name as the earliest start; each is a bit after the accessibility ones."""


def hour_need(earliest: dt.time | None) -> int:
    """Return the bit a learner needs who cannot be at work before a time; 0 without such a wish."""
    if earliest is None:
        return 0
    minute = earliest.hour * 60 + earliest.minute
    step = next((index for index, half in enumerate(HALF_HOURS) if minute <= half), len(HALF_HOURS) - 1)
    return 1 << (HOURS_FROM_BIT + step)


def hours_provided(shift_start: dt.time | None) -> int:
    """Return the bits of every earliest start that a working day allows; an unknown start allows all."""
    minute = HALF_HOURS[-1] if shift_start is None else shift_start.hour * 60 + shift_start.minute
    return sum(1 << (HOURS_FROM_BIT + index) for index, half in enumerate(HALF_HOURS) if half <= minute)


@dataclass(frozen=True, slots=True)
class DatedNumbers:
    """The dated rules a snapshot reads: the term to find a place, for how many days a traffic light counts, within how
    many days an answer of a company is timely and how many months of answers count, the minimum age per programme
    (by slug), and the minute of the day from which public transport brings somebody to work (0: nobody filled it in).
    """

    search: TermRules
    availability_days: int
    answer_days: int
    answer_months: int
    programme_age: Mapping[str, int]
    first_bus: int


def read_rules(day: dt.date) -> DatedNumbers:
    """Return the values that hold on a day (1 query). Raises RuleMissing when a term is not filled in."""
    rows = rules_in_force((*SEARCH_KEYS, PROGRAMME_AGE, AVAILABILITY, ANSWERS, FIRST_BUS), on=day)
    values = {(key, scope): int(value) for key, scope, value in rows.values_list("key", "scope", "value")}

    def whole(key: str, scope: str = "") -> int:
        if (key, scope) not in values:
            raise RuleMissing(key, scope, day)
        return values[key, scope]

    ages = {scope: value for (key, scope), value in values.items() if key == PROGRAMME_AGE}
    answers = whole(ANSWERS, "days"), whole(ANSWERS, "months")
    first_bus = values.get((FIRST_BUS, ""), 0)
    return DatedNumbers(search_rules(values, whole), whole(AVAILABILITY), *answers, ages, first_bus)


def weights_of(learner: Mapping[str, float], site: Mapping[str, float]) -> engine.Weights:
    """Return the engine's weights of a published profile. Raises EngineError when a side does not sum to 1."""
    return engine.Weights.from_mapping({**learner, **site})


def policy_of(policy: Mapping[str, Any], *, first_bus: int) -> engine.Policy:
    """Return the engine's policy of a published profile, and of the minute from which buses bring somebody to work."""
    numbers = {name: int(policy[name]) for name in POLICY_NUMBERS if name in policy}
    return engine.Policy(**numbers, first_transit_minute=first_bus)
