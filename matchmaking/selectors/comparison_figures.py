"""Figures of a comparison of policies, as plain JSON."""

from collections.abc import Callable
from typing import Any

from matchmaking.adapters.cohorts import cohorts_of, seeds_of
from matchmaking.engine.compare import Asked, work
from matchmaking.models import PolicyComparison


def asked_of(comparison: PolicyComparison) -> Asked:
    """Return the level and the points that are compared."""
    return Asked(comparison.max_level, comparison.few_days_left, comparison.disadvantaged)


def results_of(comparison: PolicyComparison, progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Return per cohort its size and a value per policy, measure and draw. No names, no codes of people.

    Raises what the adapters raise, and whatever `progress` raises.
    """
    cohorts = cohorts_of(comparison)
    told = work(cohorts, asked_of(comparison), seeds_of(comparison), progress)
    return {
        name: {
            "learners": len(problems[0].learners),
            "places": int(problems[0].sites.capacity.sum()),
            "policies": told[name],
        }
        for name, problems in cohorts.items()
    }
