"""What learners and places have in common: zones and minutes, activity numbers, bits, dated rules, weights."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from catalogue.enums import TravelMode
from catalogue.models import DatedRule, Holiday, ProgrammeActivity, SchoolYear, TravelMatrix
from catalogue.rules import SchoolCalendar
from matchmaking import engine
from matchmaking.adapters.scope import Scope

SEARCH_DAYS, PROGRAMME_AGE = "workplace-search-days", "programme-min-age"
UNREACHABLE = 255
POLICY_NUMBERS = ("few_days_left", "few_days_limit", "disadvantaged", "max_wait_days")


@dataclass(frozen=True, slots=True)
class TravelNote:
    """Where the minutes of a mode come from."""

    kind: str
    data_date: dt.date


@dataclass(frozen=True, slots=True)
class Roads:
    """Minutes between municipalities (by NIS code) and their provenance per mode."""

    matrix: engine.ZoneMatrix
    zone_of: Mapping[str, int]
    notes: Mapping[str, TravelNote]


def read_roads() -> Roads:
    """Return the travel matrices of the catalogue as one (1 query). A mode without matrix is unreachable."""
    rows = list(TravelMatrix.objects.values_list("mode", "kind", "zones", "minutes", "data_date").order_by("pk"))
    zones = sorted({nis for _mode, _kind, names, _minutes, _date in rows for nis in names})
    zone_of = {nis: index for index, nis in enumerate(zones)}
    matrix = np.full((len(zones), len(zones), len(TravelMode.ORDER)), UNREACHABLE, np.uint8)
    notes = {}
    for mode, kind, names, minutes, data_date in rows:
        at = np.array([zone_of[nis] for nis in names], np.intp)
        grid = np.frombuffer(bytes(minutes), np.uint8).reshape(len(names), len(names))
        matrix[at[:, None], at[None, :], TravelMode.ORDER.index(mode)] = grid
        notes[mode] = TravelNote(kind, data_date)
    return Roads(engine.ZoneMatrix(matrix), zone_of, notes)


class ActivityNumbers:
    """A bit number per activity of a programme: its place on the list. Bits of two programmes never meet."""

    def __init__(self, scope: Scope) -> None:
        """Read the lists of the programmes in scope (1 query)."""
        rows = ProgrammeActivity.objects.order_by("programme", "position", "pk")
        if scope.programme_ids is not None:
            rows = rows.filter(programme__in=scope.programme_ids)
        self._of: dict[int, dict[int, int]] = defaultdict(dict)
        for programme, activity in rows.values_list("programme", "activity"):
            self._of[programme].setdefault(activity, len(self._of[programme]))

    def whole(self, programme: int | None) -> list[int]:
        """Every bit of a programme's list."""
        return list(self._of[programme].values()) if programme in self._of else []

    def some(self, programme: int | None, activities: Collection[int]) -> list[int]:
        """The bits of some activities; those outside the list are left out."""
        numbers = self._of.get(programme, {}) if programme is not None else {}
        return [numbers[activity] for activity in activities if activity in numbers]


def bits_of(values: Iterable[str], order: Sequence[str]) -> int:
    """Return the bit set of some values of a closed list; a value that left the list is ignored."""
    return engine.bit_set(order.index(value) for value in values if value in order)


@dataclass(frozen=True, slots=True)
class DatedNumbers:
    """The dated rules a snapshot reads: the search term in training days and minimum ages per programme slug."""

    search_days: int | None
    programme_age: Mapping[str, int]


def read_rules(day: dt.date) -> DatedNumbers:
    """Return the values that hold on a day (1 query); the latest start wins."""
    rows = DatedRule.objects.filter(key__in=(SEARCH_DAYS, PROGRAMME_AGE)).order_by("valid_from", "pk")
    values: dict[tuple[str, str], int] = {}
    for key, scope, value, start, end in rows.values_list("key", "scope", "value", "valid_from", "valid_until"):
        if (start is None or start <= day) and (end is None or day <= end):
            values[key, scope] = int(value)
    ages = {scope: value for (key, scope), value in values.items() if key == PROGRAMME_AGE}
    return DatedNumbers(values.get((SEARCH_DAYS, "")), ages)


def read_calendar() -> SchoolCalendar | None:
    """Return the school calendar (2 queries), None when no school year is loaded."""
    years = list(SchoolYear.objects.values_list("first_day", "last_day"))
    if not years:
        return None
    first, last = min(start for start, _end in years), max(end for _start, end in years)
    return SchoolCalendar.from_periods(first, last, Holiday.objects.values_list("first_day", "last_day"))


def weights_of(learner: Mapping[str, float], site: Mapping[str, float]) -> engine.Weights:
    """Return the engine's weights of a published profile. Raises EngineError when a side does not sum to 1."""
    return engine.Weights.from_mapping({**learner, **site})


def policy_of(policy: Mapping[str, Any]) -> engine.Policy:
    """Return the engine's policy of a published profile."""
    return engine.Policy(**{name: int(policy[name]) for name in POLICY_NUMBERS if name in policy})
