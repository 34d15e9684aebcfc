"""Pure questions about "wat als": how a change stands in the address, and who has a school within reach."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from research.trial_enums import ChangeKind

MOST_CHANGES, PARTS = 10, 4
MOST_PLACES, LONGEST = 50, 254
Sites = dict[int, set[int]]
"""Per programme (primary key) the zones with a school that gives it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `programme` is a name in the address, `town` and `target` NIS codes, `number` places or minutes."""

    kind: ChangeKind
    town: str
    programme: str = ""
    target: str = ""
    number: int = 0

    @property
    def code(self) -> str:
        """How it stands in the address."""
        about = self.target if self.kind == ChangeKind.BUS else self.programme
        return f"{self.kind}.{about}.{self.town}.{self.number}"


def change_of(code: str) -> Change | None:
    """Return the change behind a piece of the address; None for what is no change."""
    parts = code.split(".")
    if len(parts) != PARTS or parts[0] not in ChangeKind.values or not parts[3].isdecimal() or not parts[1]:
        return None
    kind, about, town, number = ChangeKind(parts[0]), parts[1], parts[2], int(parts[3])
    most = {ChangeKind.PLACES: MOST_PLACES, ChangeKind.BUS: LONGEST}.get(kind, 0)
    if number > most or (most and not number):
        return None
    if kind == ChangeKind.BUS:
        return Change(kind, town, target=about, number=number) if about != town else None
    return Change(kind, town, programme=about, number=number)


def without_school(
    programmes: NDArray[np.int32],
    zones: NDArray[np.int32],
    own: NDArray[np.int32],
    sites: Sites,
    near: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Return for each learner whether there is no school for them.

    `own` is the zone of the school they go to (-1: none); who goes to a school that gives the programme stays there. The
    others need a school with the programme within reach of home (`near`: zones x zones). An unknown home is left alone.
    """
    missing = np.zeros(programmes.size, np.bool_)
    for row, (programme, zone, school) in enumerate(
        zip(programmes.tolist(), zones.tolist(), own.tolist(), strict=True)
    ):
        places = sites.get(programme, set())
        if zone < 0 or (school >= 0 and school in places):
            continue
        missing[row] = not any(near[zone, one] for one in places)
    return missing
