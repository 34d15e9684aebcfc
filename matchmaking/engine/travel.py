"""Travel minutes by the best of a learner's modes: straight-line estimates in km, or a zone matrix of whole minutes.

Both answer the same three questions (the Travel protocol), so the rest of the engine does not know which one it has.
Minutes are whole, 0..254; 255 means unreachable or unknown. A set of modes has the minutes of its fastest member.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.columns import EngineError

UNREACHABLE = 255
MODES = 5
_CELL_KM, _OFFSET, _WIDTH = 3.0, 8192, 16384
_STEPS_PER_KM = 8


class Places(NamedTuple):
    """Where rows are and by which modes they travel (learners) or can be reached (sites)."""

    zone: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    modes: NDArray[np.uint8]

    def take(self, rows: NDArray[Any]) -> "Places":
        return Places(self.zone[rows], self.x[rows], self.y[rows], self.modes[rows])


class Windows(NamedTuple):
    """Cells within reach: row r may reach the cells lo..hi (both included) of group[r], a slice ptr[g]:ptr[g+1]."""

    group: NDArray[np.int64]
    ptr: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]


class Travel(Protocol):
    """What the engine asks of a source of travel times."""

    def cells(self, places: Places) -> NDArray[np.int64]:
        """Cell number 0..2^31-1 per row, -1 when the location is unknown. Neighbours are often numbered in a run."""
        ...

    def windows(self, places: Places, limit: NDArray[np.uint8]) -> Windows:
        """The cells that can hold anything within `limit` minutes of each row: never too few, perhaps too many."""
        ...

    def minutes(
        self, origin: Places, origins: NDArray[Any], target: Places, targets: NDArray[Any]
    ) -> NDArray[np.uint8]:
        """Whole minutes between origin row origins[i] and target row targets[i], by the modes both sides allow.

        The two broadcast against each other.
        """
        ...


def best_modes(travel: Travel, origin: Places, target: Places) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """(minutes, mode bit) of origin row i to target row i; (255, 0) when unreachable. Equal minutes: the lighter mode."""
    rows = np.arange(origin.modes.size)
    fastest = np.full(rows.size, UNREACHABLE, np.uint8)
    mode = np.zeros(rows.size, np.uint8)
    for number in range(MODES):
        single = origin.modes & np.uint8(1 << number)
        taken = travel.minutes(origin._replace(modes=single), rows, target, rows)
        quicker = taken < fastest
        mode[quicker] = single[quicker]
        fastest = np.minimum(fastest, taken)
    return fastest, mode


def _fastest(per_mode: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(32, ...) minutes of every set of modes from (5, ...) minutes per mode."""
    best = np.full((32, *per_mode.shape[1:]), UNREACHABLE, np.uint8)
    for modes in range(1, 32):
        lowest = modes & -modes
        best[modes] = np.minimum(best[modes ^ lowest], per_mode[lowest.bit_length() - 1])
    return best


@dataclass(frozen=True, eq=False)
class StraightLine:
    """An honest estimate from the distance in a straight line, per mode: overhead minutes + minutes per km (detours included).

    The defaults are estimates, to be replaced by measured ones. Distances are cut in steps of 125 metres.
    """

    overhead: tuple[float, ...] = (0.0, 1.0, 12.0, 2.0, 5.0)
    minutes_per_km: tuple[float, ...] = (15.6, 5.2, 4.0, 2.5, 1.5)
    table: NDArray[np.uint8] = field(init=False, repr=False)
    radius: NDArray[np.float32] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("overhead", "minutes_per_km"):
            values = getattr(self, name)
            low = 0.1 if name == "minutes_per_km" else 0.0
            if len(values) != MODES or not all(low <= value <= 1000 for value in values):
                raise EngineError(f"travel.{name}", f"expected {MODES} numbers from {low:g} to 1000, one a mode")
        steps = int(254 / min(self.minutes_per_km) * _STEPS_PER_KM) + 2
        km = np.arange(steps) / _STEPS_PER_KM
        exact = np.array(self.overhead)[:, None] + np.array(self.minutes_per_km)[:, None] * km
        per_mode = np.where(exact < 254.5, np.floor(exact + 0.5), UNREACHABLE).astype(np.uint8)
        per_mode[:, -1] = UNREACHABLE
        table = _fastest(per_mode)
        reach = np.stack([np.searchsorted(one, np.arange(UNREACHABLE), side="right") for one in table])
        radius = np.where(reach > 0, reach / _STEPS_PER_KM, -1)
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "radius", radius.astype(np.float32))

    def cells(self, places: Places) -> NDArray[np.int64]:
        """Row-major squares of 3 km, counted from a fixed origin: one far-away point costs nothing."""
        known = np.isfinite(places.x) & np.isfinite(places.y)
        column, row = self._square(np.where(known, places.x, 0)), self._square(np.where(known, places.y, 0))
        return np.where(known, row * _WIDTH + column, -1)

    def windows(self, places: Places, limit: NDArray[np.uint8]) -> Windows:
        """One run of squares per row of squares that the circle around the learner touches."""
        radius = self.radius[places.modes, np.minimum(limit, UNREACHABLE - 1)] + np.float32(0.01)
        x, y = np.nan_to_num(places.x), np.nan_to_num(places.y)
        left, right = self._square(x - radius), self._square(x + radius)
        bottom, top = self._square(y - radius), self._square(y + radius)
        key = ((bottom * _WIDTH + left) * 4096 + (right - left)) * 4096 + (top - bottom)
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        height = top[first] - bottom[first] + 1
        ptr = np.concatenate([np.zeros(1, np.int64), np.cumsum(height)])
        within = np.arange(ptr[-1]) - np.repeat(ptr[:-1], height)
        base = (np.repeat(bottom[first], height) + within) * _WIDTH
        low, high = base + np.repeat(left[first], height), base + np.repeat(right[first], height)
        return Windows(group.astype(np.int64).ravel(), ptr, low, high)

    def minutes(
        self, origin: Places, origins: NDArray[Any], target: Places, targets: NDArray[Any]
    ) -> NDArray[np.uint8]:
        """From the table of minutes per set of modes and step of distance; NaN coordinates take the last, unreachable step."""
        across = target.x.take(targets) - origin.x.take(origins)
        up = target.y.take(targets) - origin.y.take(origins)
        across *= across
        up *= up
        across += up
        step = np.sqrt(across, out=across)
        step *= np.float32(_STEPS_PER_KM)
        step += np.float32(0.5)
        last = self.table.shape[1] - 1
        index = np.fmin(step, np.float32(last), out=step).astype(np.int32)
        index += (origin.modes.take(origins) & target.modes.take(targets)).astype(np.int32) * np.int32(last + 1)
        taken: NDArray[np.uint8] = self.table.ravel().take(index)
        return taken

    @staticmethod
    def _square(km: NDArray[Any]) -> NDArray[np.int64]:
        return np.clip(np.floor(km / _CELL_KM).astype(np.int64) + _OFFSET, 0, _WIDTH - 1)


@dataclass(frozen=True, eq=False)
class ZoneMatrix:
    """Whole minutes from zone to zone per mode: uint8 (zones, zones, 5), 255 unreachable or unknown; see Mode for the order."""

    matrix: NDArray[np.uint8]
    best: NDArray[np.uint8] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shape = self.matrix.shape
        if self.matrix.dtype != np.uint8 or len(shape) != 3 or shape[0] != shape[1] or shape[2] != MODES:
            raise EngineError(
                "travel.matrix", f"expected uint8 (zones, zones, {MODES}), got {self.matrix.dtype} {shape}"
            )
        object.__setattr__(self, "best", _fastest(np.moveaxis(self.matrix, 2, 0)))

    def cells(self, places: Places) -> NDArray[np.int64]:
        """The zone itself; a zone outside the matrix is an unknown location."""
        return np.where((places.zone >= 0) & (places.zone < self.matrix.shape[0]), places.zone, -1).astype(np.int64)

    def windows(self, places: Places, limit: NDArray[np.uint8]) -> Windows:
        """Runs of neighbouring zone numbers within the limit, worked out once per (zone, modes, limit)."""
        zone = self.cells(places)
        key = ((zone + 1) * 32 + places.modes) * 256 + limit
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        zones = self.matrix.shape[0]
        reach = np.zeros((first.size, zones + 2), np.int8)
        known = zone[first] >= 0
        if zones:
            near = self.best[places.modes[first], np.maximum(zone[first], 0)] <= np.minimum(limit[first], 254)[:, None]
            reach[:, 1:-1] = near & known[:, None]
        edge = np.diff(reach, axis=1)
        owner, low = np.nonzero(edge == 1)
        high = np.nonzero(edge == -1)[1] - 1
        ptr = np.searchsorted(owner, np.arange(first.size + 1))
        return Windows(
            group.astype(np.int64).ravel(), ptr.astype(np.int64), low.astype(np.int64), high.astype(np.int64)
        )

    def minutes(
        self, origin: Places, origins: NDArray[Any], target: Places, targets: NDArray[Any]
    ) -> NDArray[np.uint8]:
        """One look-up a pair; an unknown zone on either side is unreachable."""
        zones = self.matrix.shape[0]
        start, end = origin.zone.take(origins), target.zone.take(targets)
        inside = (start >= 0) & (start < zones) & (end >= 0) & (end < zones)
        if not zones or not inside.size:
            return np.full(inside.shape, UNREACHABLE, np.uint8)
        modes = (origin.modes.take(origins) & target.modes.take(targets)).astype(np.int64)
        index = (modes * zones + np.where(inside, start, 0)) * zones + np.where(inside, end, 0)
        return np.where(inside, self.best.ravel().take(index), np.uint8(UNREACHABLE))
