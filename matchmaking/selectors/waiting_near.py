"""How many learners who look for a place can reach a municipality, by the travel tables and limits of the engine."""

import datetime as dt
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from catalogue.enums import TravelMode
from matchmaking.adapters.people import DEFAULT_MODES, LONGEST
from matchmaking.adapters.scope import Scope
from matchmaking.adapters.shared import bits_of, read_roads


class WaitingNear:
    """Counts per programme and municipality. A learner counts where the own way of travelling brings them in time."""

    def __init__(self, today: dt.date) -> None:
        """Read the learners of the market and the travel tables (2 queries). Raises TravelTableMissing."""
        self.roads = read_roads()
        rows = Scope(today).learners().values_list("programme", "municipality__nis", "modes", "max_minutes")
        alike = Counter(
            (programme, self.roads.zone_of.get(nis or "", -1), bits_of(modes or DEFAULT_MODES, TravelMode.ORDER), most)
            for programme, nis, modes, most in rows
        )
        counts: dict[int, NDArray[np.int64]] = {}
        zones = self.roads.matrix.matrix.shape[0]
        for (programme, zone, bits, most), number in alike.items():
            if zone >= 0:
                near = self.roads.matrix.best[bits, zone] <= min(most, LONGEST)
                counts[programme] = counts.get(programme, np.zeros(zones, np.int64)) + number * near
        self.counts = {programme: found.tolist() for programme, found in counts.items()}

    def at(self, programme_id: int, nis: str) -> int:
        """Return how many learners of a programme reach a municipality."""
        zone = self.roads.zone_of.get(nis, -1)
        counts = self.counts.get(programme_id)
        return int(counts[zone]) if counts is not None and zone >= 0 else 0
