"""Pure questions about figures over the years: the trend, a simple forecast, and how wrong it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

HUNDRED = 100
LEAST = 2
"""A line needs two points, whatever a rule says."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the straight line through the known years gives for the year after the last one.

    `error` is how far the same way of counting was off on average for the years that we know. `missing` says why there
    is no forecast; then the numbers mean nothing.
    """

    value: int = 0
    error: int = 0
    yearly: float = 0.0
    missing: str = ""

    @property
    def low(self) -> int:
        """The forecast less its error, never below nought."""
        return max(0, self.value - self.error)

    @property
    def high(self) -> int:
        """The forecast with its error added."""
        return self.value + self.error


def line_through(points: Sequence[tuple[int, float]]) -> tuple[float, float]:
    """Return slope and height at x = 0 of the line with the least squares; points on one x give a flat line."""
    number = len(points)
    mean_x, mean_y = sum(x for x, _y in points) / number, sum(y for _x, y in points) / number
    spread = sum((x - mean_x) ** 2 for x, _y in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0
    return slope, mean_y - slope * mean_x


@dataclass(frozen=True, slots=True)
class Terms:
    """With fewer years than `fewest` there is no forecast; a yearly change under `steady` percent of the average is none."""

    fewest: int
    steady: int


def forecast(values: Sequence[float | None], fewest: int) -> Forecast:
    """Return the forecast for the year after the last value. Years that are not known are left out, never nought."""
    fewest = max(fewest, LEAST)
    points = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(points) < fewest:
        return Forecast(missing=f"te weinig jaren ({len(points)} van {fewest})")
    if values[-1] is None:
        return Forecast(missing="dit schooljaar is niet bekend")
    slope, height = line_through(points)
    value = max(0.0, height + slope * len(values))
    return Forecast(round(value), -int(-_error_of(points, fewest) // 1), slope)


def _error_of(points: Sequence[tuple[int, float]], fewest: int) -> float:
    """How far the line through the earlier years was off, on average, for each year that closes a long enough row."""
    misses = []
    for known in range(fewest - 1, len(points)):
        slope, height = line_through(points[:known])
        x, y = points[known]
        misses.append(abs(max(0.0, height + slope * x) - y))
    return round(sum(misses) / len(misses), 6)


def trend_words(values: Sequence[float | None], found: Forecast, steady: int) -> str:
    """Return the trend in words: rises, falls or steady, with the change a year."""
    if found.missing:
        return "niet bekend"
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known)
    if not mean or abs(found.yearly) * HUNDRED < steady * mean:
        return "blijft gelijk"
    change = f"{abs(found.yearly):.1f}".replace(".", ",")
    return f"{'stijgt' if found.yearly > 0 else 'daalt'} met {change} per jaar"
