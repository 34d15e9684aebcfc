"""Figures of a round for its page, as plain JSON."""

from collections import Counter
from typing import Any

import numpy as np

from matchmaking import engine
from matchmaking.adapters import Snapshot
from matchmaking.adapters.groups import exposure_of, groups_of
from matchmaking.adapters.outcome import mode_name

BANDS = (15, 30, 45, 60)
NOBODY = "Er zoekt nu niemand een plek binnen deze keuze. Er zijn dus geen voorstellen."


def figures_of(snapshot: Snapshot, result: engine.Result) -> dict[str, Any]:
    """Return counts, shares, levels, travel, groups and the reasons of those without a place (2 queries).

    No names, no codes of people.
    """
    placed = result.assignment.site >= 0
    report = result.certificate
    return {
        "learners": len(snapshot.learner_ids),
        "places": int(snapshot.problem.sites.capacity.sum()),
        "offers": len(snapshot.workplace_ids),
        "placed": int(placed.sum()),
        "placed_level0": int((result.assignment.level0_site >= 0).sum()),
        "pinned": int(result.assignment.pinned.sum()),
        "levels": _counts(result.assignment.level[placed]),
        "travel": _travel(result, np.flatnonzero(placed)),
        "unplaced": _main_reasons(result),
        "left_out": len(snapshot.left_out),
        "location_unknown": len(snapshot.lost),
        "warnings": [
            {
                "learner": snapshot.learner_ids[one.learner],
                "establishment": snapshot.site_ids[one.site],
                "reasons": int(one.reasons),
            }
            for one in result.assignment.warnings
        ],
        "certificate": {"blocking": report.blocking, "infeasible": report.infeasible, "pairs": len(result.pairs)},
        "engine": {name: float(value) for name, value in result.metrics.items()},
        "groups": groups_of(snapshot, result),
        "exposure": exposure_of(snapshot, result),
        "sentence": NOBODY if snapshot.is_empty else "",
    }


def _counts(values: Any) -> dict[str, int]:
    return {str(value): count for value, count in sorted(Counter(values.tolist()).items())}


def _travel(result: engine.Result, rows: Any) -> dict[str, dict[str, int]]:
    """How many placed learners travel how long (upper edge of a band in minutes, '+' beyond) and by which mode."""
    bands: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    for row in rows.tolist():
        offer = int(result.assignment.offer[row])
        if offer < 0:
            continue
        told = engine.explain(result.packed, row, offer)
        if told.minutes is not None:
            bands[next((str(edge) for edge in BANDS if told.minutes <= edge), "+")] += 1
            modes[mode_name(told.mode)] += 1
    return {"minutes": dict(bands), "modes": dict(modes)}


def _main_reasons(result: engine.Result) -> dict[str, int]:
    """Per rule the number of unplaced learners for whom it removes the most sites of their own programme."""
    main: Counter[str] = Counter()
    other_programme = (
        engine.Reason.PROGRAMME_NOT_TAUGHT.name.lower() if engine.Reason.PROGRAMME_NOT_TAUGHT.name else ""
    )
    for removed in result.unplaced.values():
        own = {rule: count for rule, count in removed.items() if rule != other_programme}
        main[max(own, key=lambda rule: (own[rule], rule)) if own else other_programme] += 1
    return dict(main)
