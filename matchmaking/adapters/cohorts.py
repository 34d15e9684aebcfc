"""The cohorts a comparison of policies is worked out on: the learners of the day, and two made-up groups."""

from copy import copy
from typing import Any

from core.db import one_reading
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.snapshot import take_snapshot
from matchmaking.engine import Problem, simulate
from matchmaking.models import PolicyComparison

OWN, SCARCE, AMPLE = "own", "scarce", "ample"
DRAWS = 5
MADE: dict[str, dict[str, Any]] = {
    SCARCE: {"learners": 800, "sites": 640, "tightness": 1.15, "mismatch": 0.5},
    AMPLE: {"learners": 800, "sites": 1600, "tightness": 2.0},
}
"""About as large as the province, with as many places a learner as the presets of the engine."""


def seeds_of(comparison: PolicyComparison) -> list[int]:
    """Return the five draws: lottery, order of arrival and answers differ, and the made-up people too."""
    return [comparison.seed + number for number in range(DRAWS)]


def cohorts_of(comparison: PolicyComparison) -> dict[str, list[Problem]]:
    """Return the problems per cohort: one for the own learners, one per draw for the made-up groups.

    The own cohort is one consistent reading: whoever a round of that day would look for. Raises what `take_snapshot` raises.
    """
    programmes = None if comparison.programme_id is None else (comparison.programme_id,)
    scope = Scope(comparison.as_of, comparison.subregion_id, programmes, for_round=True)
    profile = copy(comparison.profile)
    profile.max_level = comparison.max_level  # so that the table says who may rise at all, whatever holds today
    with one_reading():
        own = take_snapshot(scope, profile).problem
    made = {
        name: [simulate.cohort(**shape, seed=seed) for seed in seeds_of(comparison)] for name, shape in MADE.items()
    }
    return {OWN: [own], **made}
