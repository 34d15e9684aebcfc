"""The figures of two rounds side by side."""

from dataclasses import dataclass

import numpy as np

from matchmaking.engine.what_if import Trial

SHARES = (
    ("first_choice_percent", "Kregen de eerste keuze (procent)", True),
    ("late_missed_percent", "Weinig lesdagen en geen plek (procent)", False),
    ("gap_points", "Achterstand van wie het moeilijker heeft (punten)", False),
    ("minutes", "Gemiddeld onderweg (minuten)", False),
)
"""Name in the metrics, label, and whether more is better."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of both rounds. `difference` carries its sign; `better` is None when there is none, or no better."""

    label: str
    before: str
    after: str
    difference: str
    better: bool | None


def measures_of(base: Trial, other: Trial) -> list[Measure]:
    """Return what is placed, on which level, and the shares of both rounds."""
    counts = [
        _measure("Kregen een plek", _seated(base), _seated(other), more_is_better=True),
        _measure("Kregen geen plek", _without(base), _without(other), more_is_better=False),
    ]
    highest = max(_highest(base), _highest(other))
    levels = [
        _measure(f"Geplaatst op niveau {level}", _on(base, level), _on(other, level), more_is_better=None)
        for level in range(highest + 1)
        if not level or _on(base, level) or _on(other, level)
    ]
    shares = [
        _measure(label, base.metrics[name], other.metrics[name], more_is_better=more, digits=1)
        for name, label, more in SHARES
    ]
    return [*counts, *shares, *levels]


def _measure(label: str, before: float, after: float, *, more_is_better: bool | None, digits: int = 0) -> Measure:
    gap = round(after - before, digits)
    better = None if more_is_better is None or not gap else (gap > 0) == more_is_better
    return Measure(label, _number(before, digits), _number(after, digits), _signed(gap, digits), better)


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")


def _signed(value: float, digits: int) -> str:
    if not value:
        return "gelijk"
    return ("+" if value > 0 else "") + _number(value, digits)


def _seated(trial: Trial) -> int:
    return int((trial.assignment.site >= 0).sum())


def _without(trial: Trial) -> int:
    return int((trial.assignment.site < 0).sum())


def _highest(trial: Trial) -> int:
    return int(np.max(trial.assignment.level[trial.assignment.site >= 0], initial=0))


def _on(trial: Trial, level: int) -> int:
    return int(((trial.assignment.site >= 0) & (trial.assignment.level == level)).sum())
