"""Which figures about groups may be shown, and when a gap grew.

A figure about fewer learners than `smallest` could tell who somebody is, so it is hidden. A single hidden figure could be
computed from the total, so a second one is hidden with it: that goes on until what is hidden together is large enough.
Nobody and everybody are shown: a group that gets nothing at all is exactly what this table must bring to light.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A group of learners: how many, and per measure how many of them have it."""

    name: str
    size: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A group as it may be shown; None stands for hidden."""

    name: str
    size: int | None
    counts: Mapping[str, int | None]

    def percent(self, measure: str) -> float | None:
        """Return the share of the group that has a measure, in per cent; None when hidden."""
        count = self.counts[measure]
        return None if count is None or not self.size else 100 * count / self.size


def publish(groups: Sequence[Group], *, smallest: int) -> list[Shown]:
    """Return the groups with every figure hidden that is small or that would give a small one away.

    The totals over all groups are taken to be known. A group that is itself hidden hides its counts.
    """
    unsized = _hidden_sizes(groups, smallest)
    measures = sorted({name for group in groups for name in group.counts})
    uncounted = {name: _hidden_counts(groups, name, unsized, smallest) for name in measures}
    return [
        Shown(
            group.name,
            None if group.name in unsized else group.size,
            {name: None if group.name in uncounted[name] else group.counts[name] for name in measures},
        )
        for group in groups
    ]


def _hidden_sizes(groups: Sequence[Group], smallest: int) -> set[str]:
    hidden = {group.name for group in groups if 0 < group.size < smallest}
    for group in _by_size(groups):
        pool = [one for one in groups if one.name in hidden]
        if not pool or (len(pool) > 1 and sum(one.size for one in pool) >= smallest):
            break
        hidden.add(group.name)
    return hidden


def _hidden_counts(groups: Sequence[Group], name: str, unsized: set[str], smallest: int) -> set[str]:
    """Small are both a few who have it and a few who do not: one follows from the other."""
    hidden = set(unsized)
    hidden |= {one.name for one in groups if any(0 < side < smallest for side in _sides(one, name))}
    for group in _by_size(groups):
        pool = [one for one in groups if one.name in hidden]
        sums = [sum(side) for side in zip(*(_sides(one, name) for one in pool), strict=True)]
        if not pool or (len(pool) > 1 and min(sums) >= smallest):
            break
        hidden.add(group.name)
    return hidden


def _sides(group: Group, name: str) -> tuple[int, int]:
    return group.counts[name], group.size - group.counts[name]


def _by_size(groups: Sequence[Group]) -> list[Group]:
    """The smallest first: hiding it costs the least. Empty groups protect nobody."""
    return sorted((group for group in groups if group.size), key=lambda group: (group.size, group.name))


def gap_of(groups: Sequence[Shown], measure: str) -> float | None:
    """Return the points between the highest and the lowest share that may be shown; None with fewer than two."""
    shares = [share for group in groups if (share := group.percent(measure)) is not None]
    return max(shares) - min(shares) if len(shares) > 1 else None


def has_grown(now: float | None, before: float | None, *, points: float) -> bool:
    """Tell whether a gap grew by more than so many points; unknown gaps do not grow."""
    return now is not None and before is not None and now - before > points


def busiest_share(placed: Sequence[int], number: int = 5) -> float:
    """Return the share, in per cent, of all placements that the busiest companies got; 0 without placements."""
    total = sum(placed)
    return 100 * sum(sorted(placed, reverse=True)[:number]) / total if total else 0.0
