"""The map of the province without tiles: one cell around each municipality, cut from a rough outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

Point = tuple[float, float]

# Rough outline of West-Vlaanderen (longitude, latitude), drawn by hand from the coast clockwise: good enough to
# recognise the province, not a boundary to measure with.
OUTLINE: tuple[Point, ...] = (
    (2.545, 51.093), (2.612, 51.122), (2.718, 51.158), (2.805, 51.192), (2.912, 51.240), (3.010, 51.278),
    (3.125, 51.321), (3.200, 51.338), (3.290, 51.357), (3.372, 51.374), (3.385, 51.335), (3.362, 51.292),
    (3.398, 51.262), (3.442, 51.243), (3.425, 51.212), (3.385, 51.188), (3.402, 51.148), (3.388, 51.098),
    (3.432, 51.062), (3.415, 51.020), (3.452, 50.975), (3.470, 50.915), (3.482, 50.878), (3.520, 50.846),
    (3.532, 50.808), (3.492, 50.762), (3.420, 50.735), (3.352, 50.708), (3.325, 50.722), (3.285, 50.755),
    (3.205, 50.760), (3.150, 50.780), (3.110, 50.788), (3.045, 50.774), (2.985, 50.800), (2.945, 50.768),
    (2.912, 50.748), (2.870, 50.738), (2.812, 50.722), (2.765, 50.752), (2.700, 50.788), (2.638, 50.815),
    (2.612, 50.858), (2.615, 50.905), (2.600, 50.962), (2.578, 51.002), (2.560, 51.045),
)  # fmt: skip
WEST, NORTH, MIDDLE = 2.53, 51.39, 51.04
SCALE = 950.0
WIDTH, HEIGHT = 620, 660


def project(longitude: float, latitude: float) -> Point:
    """Return the place on the map (0..WIDTH, 0..HEIGHT) of a coordinate."""
    return (longitude - WEST) * cos(radians(MIDDLE)) * SCALE, (NORTH - latitude) * SCALE


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of the map: its SVG path (empty for a place outside the province) and where its label goes."""

    path: str
    x: float
    y: float


@lru_cache(maxsize=8)
def cells(places: tuple[Point, ...]) -> tuple[Cell, ...]:
    """Return for each place (longitude, latitude) the land that is nearer to it than to any other place."""
    outline = [project(*corner) for corner in OUTLINE]
    points = [project(*place) for place in places]
    shapes = [_cell(point, points, outline) for point in points]
    return tuple(Cell(_path(shape), *_middle(shape, point)) for shape, point in zip(shapes, points, strict=True))


def _cell(centre: Point, others: Sequence[Point], outline: list[Point]) -> list[Point]:
    shape = outline
    for other in sorted(others, key=lambda place: _square(centre, place)):
        if other != centre and shape:
            shape = _nearer(shape, centre, other)
    return shape


def _square(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _nearer(shape: list[Point], centre: Point, other: Point) -> list[Point]:
    """Return the part of a polygon on the side of `centre` of the line halfway to `other` (Sutherland-Hodgman)."""
    normal = (other[0] - centre[0], other[1] - centre[1])
    limit = normal[0] * (centre[0] + other[0]) / 2 + normal[1] * (centre[1] + other[1]) / 2
    sides = [normal[0] * x + normal[1] * y - limit for x, y in shape]
    kept: list[Point] = []
    for index, corner in enumerate(shape):
        before, side = shape[index - 1], sides[index]
        if (side > 0) != (sides[index - 1] > 0):
            share = sides[index - 1] / (sides[index - 1] - side)
            kept.append((before[0] + share * (corner[0] - before[0]), before[1] + share * (corner[1] - before[1])))
        if side <= 0:
            kept.append(corner)
    return kept


def _middle(shape: list[Point], fallback: Point) -> Point:
    """Return the centre of gravity of a polygon."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(shape, [*shape[1:], *shape[:1]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (x / (3 * area), y / (3 * area)) if abs(area) > 1 else fallback


def _path(shape: list[Point]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in shape) + "Z" if shape else ""
