"""An honest estimate of the minutes between municipality centres, for when no timetable or route data is at hand.

Straight-line distance, lengthened to a road distance, divided by a door-to-door speed, plus a fixed overhead.
The estimate is meant to put places in the right order and to be off by minutes, not by half an hour. It knows no
rivers, motorways, hills or timetables, and the screen says so. Why these numbers:

- Detour: roads in a flat, dense network are 20 to 40 % longer than the straight line; paths for pedestrians and
  cyclists follow it best.
- Walking 4.8 km/h and cycling 16 km/h are usual planning speeds for adults and teenagers with crossings included;
  fetching and locking a bicycle costs 3 minutes.
- A moped of class A may do 25 km/h, class B 45 km/h. We take 28 km/h, nearer to the slow class, and 4 minutes.
- A car does about 40 km/h over the first 10 km (villages, traffic lights) and 65 km/h beyond; 6 minutes go to
  walking to it, parking and walking from it.
- Bus and train: 20 minutes for walking to the stop, waiting and walking on; 22 km/h over the first 12 km (bus),
  50 km/h beyond (train, with its change).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNREASONABLE = 255
EARTH_KM = 6371.0088
# Somebody who stays in the municipality travels about half the way to the nearest other centre.
WITHIN_SHARE, WITHIN_MIN_KM, WITHIN_MAX_KM = 0.5, 1.0, 3.0


@dataclass(frozen=True, slots=True)
class Profile:
    """How fast a mode goes: `near_speed` (km/h) up to `near_km` of road, `far_speed` beyond."""

    detour: float
    near_speed: float
    near_km: float
    far_speed: float
    overhead: float
    max_minutes: float


PROFILES: dict[str, Profile] = {
    "walk": Profile(1.25, 4.8, 1000, 4.8, 0, 90),
    "bicycle": Profile(1.25, 16, 1000, 16, 3, 120),
    "public_transport": Profile(1.35, 22, 12, 50, 20, 180),
    "moped": Profile(1.30, 28, 1000, 28, 4, 150),
    "car": Profile(1.35, 40, 10, 65, 6, 180),
}


def distances_km(latitudes: Sequence[float], longitudes: Sequence[float]) -> NDArray[np.float64]:
    """Return the straight-line kilometres between all pairs of points given in degrees (haversine)."""
    lat = np.radians(np.asarray(latitudes, dtype=np.float64))
    lon = np.radians(np.asarray(longitudes, dtype=np.float64))
    half_lat = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half_lon = np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    chord = half_lat + np.cos(lat)[:, None] * np.cos(lat)[None, :] * half_lon
    result: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return result


def km_between(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the straight-line kilometres between two points (latitude, longitude) that lie in one province."""
    middle = math.radians((one[0] + other[0]) / 2)
    north, east = math.radians(one[0] - other[0]), math.radians(one[1] - other[1]) * math.cos(middle)
    return EARTH_KM * math.hypot(north, east)


def with_own_distance(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a copy whose diagonal holds a typical trip inside the municipality instead of zero."""
    result = distances.copy()
    np.fill_diagonal(result, np.inf)
    nearest = result.min(axis=1, initial=2 * WITHIN_MAX_KM)
    np.fill_diagonal(result, np.clip(nearest * WITHIN_SHARE, WITHIN_MIN_KM, WITHIN_MAX_KM))
    return result


def estimate_minutes(latitudes: Sequence[float], longitudes: Sequence[float], mode: str) -> NDArray[np.uint8]:
    """Return the estimated minutes from every centre (row) to every centre (column) as uint8.

    255 (`UNREASONABLE`) stands where the trip takes longer than anybody should do daily with that mode. A trip
    inside one municipality is never 0. Raises KeyError for an unknown mode.
    """
    profile = PROFILES[mode]
    road = with_own_distance(distances_km(latitudes, longitudes)) * profile.detour
    near = np.minimum(road, profile.near_km)
    hours = near / profile.near_speed + (road - near) / profile.far_speed
    minutes = np.ceil(hours * 60 + profile.overhead)
    result: NDArray[np.uint8] = np.where(minutes > profile.max_minutes, UNREASONABLE, minutes).astype(np.uint8)
    return result
