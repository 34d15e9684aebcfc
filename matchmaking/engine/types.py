"""The tables the engine works on: frozen records of numpy columns. `build` fills and casts, `validate` names row and fault."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.bits import FAR
from matchmaking.engine.columns import Column, Schema, cast_all, check_all, ids_of

UNKNOWN = -1
DEFAULT_MAX_LEVEL = 8
_MANY, _AREA = 2**31 - 2, 20_000.0


class Mode(IntFlag):
    """Ways to travel; a learner has a set of them and the fastest one counts."""

    WALK = 1
    BICYCLE = 2
    PUBLIC_TRANSPORT = 4
    MOPED = 8
    CAR = 16


class Kind(IntEnum):
    """What staff or one of the sides decided about a pair before the round."""

    PIN = 0
    FORBID = 1
    DECLINE = 2


_DAY = Column(np.int32, UNKNOWN, UNKNOWN, FAR)
_END = Column(np.int32, FAR, 0, FAR)
_KM = Column(np.float32, float("nan"), -_AREA, _AREA, nan=True)
_ZONE = Column(np.int32, UNKNOWN, UNKNOWN, 65_535)
_BITS, _TAGS, _WORDS = Column(np.uint32, 0), Column(np.uint64, 0), Column(np.uint64, 0, width=-1)
_SHARE = Column(np.float32, 0.5, 0, 1)

LEARNER_COLUMNS: Schema = {
    "programme": Column(np.int32, None, UNKNOWN, _MANY),
    "zone": _ZONE,
    "x": _KM,
    "y": _KM,
    "modes": Column(np.uint8, int(Mode.PUBLIC_TRANSPORT), 0, 31),
    "max_minutes": Column(np.float32, 60, 0, 254),
    "begin": _DAY,
    "until": _END,
    "turns": Column(np.int32, FAR, 0, FAR, width=3),
    "languages": _BITS,
    "has": _BITS,
    "needs": _BITS,
    "to_learn": _WORDS,
    "wants": _WORDS,
    "tags": _TAGS,
    "days_left": Column(np.int32, UNKNOWN, UNKNOWN, FAR),
    "disadvantaged": Column(np.bool_, 0),
    "max_level": Column(np.uint8, DEFAULT_MAX_LEVEL),
}
SITE_COLUMNS: Schema = {
    "zone": _ZONE,
    "x": _KM,
    "y": _KM,
    "capacity": Column(np.int32, None, 0, 1_000_000),
    "tags": _TAGS,
    "mentor_available": _SHARE,
    "responsiveness": _SHARE,
    "shift_begin": Column(np.int16, UNKNOWN, UNKNOWN, 1439),
}
OFFER_COLUMNS: Schema = {
    "site": Column(np.int32, None, 0, _MANY),
    "programme": Column(np.int32, None, 0, _MANY),
    "capacity": Column(np.int32, UNKNOWN, UNKNOWN, 1_000_000),
    "valid_from": Column(np.int32, 0, 0, FAR),
    "valid_until": _END,
    "begin": _DAY,
    "until": _END,
    "teaches": _WORDS,
    "min_age": Column(np.uint8, 0, among=(0, 15, 16, 18)),
    "requires": _BITS,
    "provides": _BITS,
    "languages": _BITS,
    "recognised": Column(np.bool_, 1),
    "mentor": Column(np.bool_, 1),
    "open": Column(np.bool_, 1),
    "shift_begin": Column(np.int16, UNKNOWN, UNKNOWN, 1439),
}


class _Table:
    """What the three tables share; `id` labels the rows in every message."""

    __slots__ = ()
    NAME = ""
    COLUMNS: Schema = {}
    id: NDArray[Any]

    def __len__(self) -> int:
        return int(self.id.size)

    @classmethod
    def build(cls, *, id: Any, **columns: Any) -> Self:  # noqa: A002 - the column is called id everywhere
        """Table from anything array-like; missing optional columns get their default. Raises EngineError."""
        ids = ids_of(id, cls.NAME)
        made = cls(id=ids, **cast_all(cls.NAME, ids, cls.COLUMNS, columns))  # type: ignore[call-arg]
        made.validate()
        return made

    def validate(self) -> None:
        """Raises EngineError naming the row (by id), the column and the fault."""
        check_all(self.NAME, self.id, self.COLUMNS, {name: getattr(self, name) for name in self.COLUMNS})


@dataclass(frozen=True, slots=True, eq=False)
class LearnerTable(_Table):
    """One row a learner. Days are proleptic numbers, -1 unknown (begin: then the round's `as_of`)."""

    NAME = "learners"
    COLUMNS = LEARNER_COLUMNS
    id: NDArray[Any]
    programme: NDArray[np.int32]
    zone: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    modes: NDArray[np.uint8]
    max_minutes: NDArray[np.float32]
    begin: NDArray[np.int32]
    until: NDArray[np.int32]
    turns: NDArray[np.int32]
    languages: NDArray[np.uint32]
    has: NDArray[np.uint32]
    needs: NDArray[np.uint32]
    to_learn: NDArray[np.uint64]
    wants: NDArray[np.uint64]
    tags: NDArray[np.uint64]
    days_left: NDArray[np.int32]
    disadvantaged: NDArray[np.bool_]
    max_level: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class SiteTable(_Table):
    """One row an establishment: `capacity` is what it can take in all. `shift_begin` in minutes of the day, -1 unknown."""

    NAME = "sites"
    COLUMNS = SITE_COLUMNS
    id: NDArray[Any]
    zone: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    capacity: NDArray[np.int32]
    tags: NDArray[np.uint64]
    mentor_available: NDArray[np.float32]
    responsiveness: NDArray[np.float32]
    shift_begin: NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class OfferTable(_Table):
    """One row a recognition: site x programme (each combination once). `site` is a row of the SiteTable.

    `capacity` is the offer's own number of places, within that of the site; -1: no limit of its own. `shift_begin` as that
    of the site; -1: the one of the site.
    """

    NAME = "offers"
    COLUMNS = OFFER_COLUMNS
    id: NDArray[Any]
    site: NDArray[np.int32]
    programme: NDArray[np.int32]
    capacity: NDArray[np.int32]
    valid_from: NDArray[np.int32]
    valid_until: NDArray[np.int32]
    begin: NDArray[np.int32]
    until: NDArray[np.int32]
    teaches: NDArray[np.uint64]
    min_age: NDArray[np.uint8]
    requires: NDArray[np.uint32]
    provides: NDArray[np.uint32]
    languages: NDArray[np.uint32]
    recognised: NDArray[np.bool_]
    mentor: NDArray[np.bool_]
    open: NDArray[np.bool_]
    shift_begin: NDArray[np.int16]

    @classmethod
    def build(cls, *, id: Any = None, **columns: Any) -> Self:  # noqa: A002
        """As the other tables, but the id may be left out: rows are then numbered."""
        rows = np.arange(len(columns["site"])) if id is None and "site" in columns else id
        return super(OfferTable, cls).build(id=rows, **columns)
