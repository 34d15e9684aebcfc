"""How much of the activity list of every programme a workplace covers: whole numbers, all at once, no database.

The lists are kept the other way round (which programmes want this activity?), so that counting a tick costs as much
as the programmes that want it, and not as much as there are programmes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ActivityLists:
    """Which programmes (by index) want each activity (by index).

    The programmes of activity `a` are `programmes[starts[a]:starts[a + 1]]`; `sizes` is the length of each list.
    """

    sizes: Indices
    starts: Indices
    programmes: Indices

    @classmethod
    def from_pairs(
        cls, programmes: Indices, activities: Indices, *, programme_count: int, activity_count: int
    ) -> "ActivityLists":
        """Return the lists of pairs (programme, activity), each pair at most once."""
        order = np.argsort(activities, kind="stable")
        per_activity = np.bincount(activities, minlength=activity_count)
        starts = np.concatenate(([0], np.cumsum(per_activity)))
        return cls(np.bincount(programmes, minlength=programme_count), starts, programmes[order])

    def covered(self, owners: Indices, activities: Indices, *, owner_count: int) -> Indices:
        """Return int64 (owners, programmes): how many activities of each list each owner does.

        `owners` and `activities` are the ticks, pair by pair, each pair at most once.
        """
        width = len(self.sizes)
        wanted = self.starts[activities + 1] - self.starts[activities]
        ends = np.cumsum(wanted)
        total = int(ends[-1]) if len(ends) else 0
        # Position k of the joined lists lies `k - (start of its tick)` further than the start of its activity.
        shifts = self.starts[activities] - (ends - wanted)
        hits = self.programmes[np.arange(total) + np.repeat(shifts, wanted)] + np.repeat(owners * width, wanted)
        return np.bincount(hits, minlength=owner_count * width).reshape(owner_count, width)

    def percentages(self, counts: Indices) -> Indices:
        """Return the counts as whole percentages of each list, rounded down; 0 for a list without activities."""
        return counts * HUNDRED // np.maximum(self.sizes, 1)
