"""How loops are compiled, and the packed columns in the form they read."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from numba import njit

_OPTIONS: dict[str, Any] = {
    "cache": True,
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
}  # no allocation inside, so no counted references
_Loop = TypeVar("_Loop", bound=Callable[..., Any])


def compiled(loop: _Loop) -> _Loop:
    """A loop in machine code, kept on disk."""
    made: _Loop = njit(**_OPTIONS)(loop)
    return made


def inlined(loop: _Loop) -> _Loop:
    """The same, copied into the loops that call it."""
    made: _Loop = njit(**_OPTIONS, inline="always")(loop)
    return made


class People(NamedTuple):
    """Columns of the packed learners; see packing.LearnerSide."""

    row: Any
    zone: Any
    x: Any
    y: Any
    modes: Any
    limit: Any
    begin: Any
    latest: Any
    turns: Any
    barrier: Any
    languages: Any
    to_learn: Any
    wants: Any
    to_learn_count: Any
    wants_count: Any
    tags: Any
    tag_goal: Any
    salt: Any
    points: Any
    lottery: Any
    combo: Any
    range_ptr: Any
    range_start: Any
    range_length: Any


class Offers(NamedTuple):
    """Columns of the packed offers; see packing.OfferSide."""

    site: Any
    zone: Any
    x: Any
    y: Any
    modes: Any
    begin: Any
    valid_from: Any
    last: Any
    age: Any
    barrier: Any
    languages: Any
    language_count: Any
    teaches: Any
    tags: Any
    constant: Any
    salt: Any
    tie: Any


class Room(NamedTuple):
    """Where the list of one learner is worked out: as long as the most offers a learner has to look at."""

    rank: Any
    place: Any
    other: Any
    minutes: Any
    site: Any


class Rest(NamedTuple):
    """What belongs to neither side. `minutes` is flat: per set of modes, `width` steps of distance or zones x zones.

    `radius` is squared kilometres per set of modes and limit, a little too wide: the minutes decide.
    """

    straight: bool
    radius: Any
    minutes: Any
    width: int
    refused: Any
    refuses: Any
    order_keys: Any
    order_raw: Any
    share: Any
    size: int
    learner_weights: tuple[int, ...]
    site_weights: tuple[int, ...]
