"""How much of the activity list of every programme a workplace covers: whole numbers, all at once, no database.

Eight programmes share a 64-bit word, one byte each, so one addition counts a tick for eight programmes. A byte holds 255:
no list may be longer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Counts = NDArray[np.uint8]
Shares = NDArray[np.uint16]
HUNDRED = 100
LANES, LONGEST = 8, 255


@dataclass(frozen=True, slots=True)
class ActivityLists:
    """Which programmes (by index) want each activity (by index).

    `words[w, a]` has a one in byte `b` when programme `8 * w + b` wants activity `a`; `sizes` is the length of each list.
    """

    sizes: Indices
    words: NDArray[np.uint64]

    @classmethod
    def from_pairs(
        cls, programmes: Indices, activities: Indices, *, programme_count: int, activity_count: int
    ) -> "ActivityLists":
        """Return the lists of pairs (programme, activity), each pair at most once. Raises ValueError for a list over 255."""
        sizes = np.bincount(programmes, minlength=programme_count)
        if sizes.max(initial=0) > LONGEST:
            raise ValueError(f"an activity list has at most {LONGEST} activities")
        wanted = np.zeros((activity_count, -(-programme_count // LANES) * LANES), dtype=np.uint8)
        wanted[activities, programmes] = 1
        return cls(sizes, np.ascontiguousarray(wanted.view(np.uint64).T))

    def covered(self, owners: Indices, activities: Indices, *, owner_count: int) -> Counts:
        """Return (owners, programmes): how many activities of each list each owner does.

        `owners` and `activities` are the ticks, pair by pair, each pair at most once; they are sorted when they are not.
        """
        words = np.zeros((owner_count, len(self.words)), dtype=np.uint64)
        if len(owners):
            if (owners[1:] < owners[:-1]).any():
                order = np.argsort(owners, kind="stable")
                owners, activities = owners[order], activities[order]
            first = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
            for column, word in enumerate(self.words):
                words[owners[first], column] = np.add.reduceat(word[activities], first)
        return words.view(np.uint8)[:, : len(self.sizes)]

    def percentages(self, counts: Counts) -> Shares:
        """Return the counts as whole percentages of each list, rounded down; 0 for a list without activities."""
        return counts.astype(np.uint16) * HUNDRED // np.maximum(self.sizes, 1).astype(np.uint16)
