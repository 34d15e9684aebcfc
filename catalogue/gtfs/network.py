"""The ground under the rides: which stops a municipality uses, and which stops lie within walking distance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalogue.gtfs.reading import Box, Feed

METRES_PER_DEGREE = 111_195
CHUNK = 512


class Place(NamedTuple):
    """The centre of a municipality, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """How far people walk, in metres as the crow flies, and how fast that goes door to door.

    A centre uses every stop within `reach`; without one, its nearest stop within `far_reach`.
    """

    reach: float = 1200
    far_reach: float = 3000
    transfer_reach: float = 400
    metres_per_second: float = 4.8 / 3.6
    detour: float = 1.25

    def seconds(self, metres: float) -> int:
        """Return the walking time over a straight-line distance."""
        return round(metres * self.detour / self.metres_per_second)


@dataclass(frozen=True, slots=True)
class Network:
    """`access[place]` holds (stop, walking seconds); `transfers[stop]` the other stops one can walk to."""

    access: list[list[tuple[int, int]]]
    transfers: list[list[tuple[int, int]]]


def box_around(places: Sequence[Place], kilometres: float = 15) -> Box:
    """Return south, west, north, east of the places with a margin, for `read_feed`."""
    margin = kilometres * 1000 / METRES_PER_DEGREE
    lats, lons = [place.latitude for place in places], [place.longitude for place in places]
    wide = margin / float(np.cos(np.radians(max(lats))))
    return min(lats) - margin, min(lons) - wide, max(lats) + margin, max(lons) + wide


def build_network(feed: Feed, places: Sequence[Place], walk: WalkOptions | None = None) -> Network:
    """Return the walks between centres and stops, and between stops, that the scan may use."""
    walk = walk or WalkOptions()
    stops = _metres(feed.latitudes, feed.longitudes)
    lats, lons = np.array([place.latitude for place in places]), np.array([place.longitude for place in places])
    served = np.zeros(len(stops), dtype=bool)
    served[feed.origin] = served[feed.target] = True
    access = [_nearby(point, stops, served, walk) for point in _metres(lats, lons)]
    return Network(access, _transfers(stops, served, walk))


def _metres(latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return flat coordinates; over one province the error of a flat map is far below a walking minute."""
    reference = np.cos(np.radians(51.0))
    return np.column_stack((longitudes * reference, latitudes)) * METRES_PER_DEGREE


def _nearby(
    point: NDArray[np.float64], stops: NDArray[np.float64], served: NDArray[np.bool_], walk: WalkOptions
) -> list[tuple[int, int]]:
    metres = np.where(served, np.hypot(*(stops - point).T), np.inf)
    found = np.flatnonzero(metres <= walk.reach)
    if not len(found) and len(metres) and metres.min() <= walk.far_reach:
        found = np.array([metres.argmin()])
    return [(int(stop), walk.seconds(float(metres[stop]))) for stop in found]


def _transfers(
    stops: NDArray[np.float64], served: NDArray[np.bool_], walk: WalkOptions
) -> list[list[tuple[int, int]]]:
    result: list[list[tuple[int, int]]] = [[] for _ in stops]
    used = np.flatnonzero(served)
    for start in range(0, len(used), CHUNK):
        rows = used[start : start + CHUNK]
        metres = np.hypot(*(stops[rows][:, None, :] - stops[used][None, :, :]).transpose(2, 0, 1))
        for row, column in np.argwhere(metres <= walk.transfer_reach):
            origin, target = int(rows[row]), int(used[column])
            if origin != target:
                result[origin].append((target, walk.seconds(float(metres[row, column]))))
    return result
