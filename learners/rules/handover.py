"""Dividing the cases of a colleague who leaves."""

from collections.abc import Sequence

from learners.rules.cases import Load


def spread(case_ids: Sequence[int], loads: Sequence[Load]) -> dict[int, int]:
    """Return for each case who follows it: each time who then has the fewest open cases (the first of equals).

    Raises ValueError without colleagues.
    """
    if not loads:
        raise ValueError("nobody to hand over to")
    counts = {load.user_id: load.open_cases for load in loads}
    given: dict[int, int] = {}
    for case_id in case_ids:
        user_id = min(counts, key=lambda each: counts[each])
        given[case_id] = user_id
        counts[user_id] += 1
    return given
