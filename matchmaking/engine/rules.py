"""The hard rules, one reason bit each, in the order in which they are told: the first one that applies is THE reason.

`reason_bits` is written plainly on the tables, apart from the packed kernels, so that each can check the other.
"""

from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matchmaking.engine.packing import PROGRAMME_SHIFT, Packed
from matchmaking.engine.travel import UNREACHABLE, best_modes
from matchmaking.engine.types import Kind, Mode


class Reason(IntFlag):
    """Why a learner and an offer cannot meet; a lower bit is told before a higher one."""

    PROGRAMME_NOT_TAUGHT = 1
    NOT_RECOGNISED = 2
    NO_PLACE = 4
    NO_MENTOR = 8
    PERIOD = 16
    TOO_YOUNG = 32
    LICENCE = 64
    ACCESSIBILITY = 128
    LANGUAGE = 256
    LOCATION_UNKNOWN = 512
    TOO_FAR = 1024
    DECLINED = 2048
    FORBIDDEN = 4096

    @classmethod
    def first_of(cls, bits: int) -> "Reason | None":
        """THE reason of a set of bits: the lowest one; None when nothing stands in the way."""
        return cls(int(bits) & -int(bits)) if bits else None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Everything that keeps a learner from a site, with the journey; no reasons means that the place is on the list."""

    reasons: Reason
    first: Reason | None
    minutes: int | None
    mode: Mode | None
    offer: int


def reason_bits(packed: Packed, learners: ArrayLike, offers: ArrayLike) -> NDArray[np.uint16]:
    """Reason bits per pair of a learner row and an offer row; the two broadcast against each other. 0: feasible."""
    one, other = np.asarray(learners, np.int64), np.asarray(offers, np.int64)
    problem = packed.problem
    people, sites, table = problem.learners, problem.sites, problem.offers
    site = table.site[other]
    begin = packed.begin[one]
    day = np.maximum(begin, table.begin[other])
    wait = day.astype(np.int64) - begin > problem.policy.max_wait_days
    asked = table.languages[other]
    faults = {
        Reason.PROGRAMME_NOT_TAUGHT: people.programme[one] != table.programme[other],
        Reason.NOT_RECOGNISED: ~table.recognised[other]
        | (day < table.valid_from[other])
        | (day > table.valid_until[other]),
        Reason.NO_PLACE: ~table.open[other] | (sites.capacity[site] <= 0) | (table.capacity[other] == 0),
        Reason.NO_MENTOR: ~table.mentor[other],
        Reason.PERIOD: wait | (day > people.until[one]) | (day > table.until[other]),
        Reason.TOO_YOUNG: _turns(people.turns[one], table.min_age[other]) > day,
        Reason.LICENCE: (table.requires[other] & ~people.has[one]) != 0,
        Reason.ACCESSIBILITY: (people.needs[one] & ~table.provides[other]) != 0,
        Reason.LANGUAGE: (asked != 0) & ((asked & people.languages[one]) == 0),
    }
    faults |= _location(packed, one, other) | _refusals(packed, one, site)
    bits = np.zeros(np.broadcast_shapes(one.shape, other.shape), np.uint16)
    for reason, holds in faults.items():
        bits |= holds * np.uint16(reason)
    return bits


def _turns(turns: NDArray[np.int32], min_age: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Day on which the asked age is reached; 0 when no age is asked."""
    reached = np.zeros(np.broadcast_shapes(turns.shape[:-1], min_age.shape), np.int32)
    for column, age in enumerate((15, 16, 18)):
        reached = np.where(min_age == age, turns[..., column], reached)
    return reached


def _location(packed: Packed, one: NDArray[Any], offer: NDArray[Any]) -> dict[Reason, NDArray[np.bool_]]:
    travel, people = packed.problem.travel, packed.problem.learners
    minutes = travel.minutes(packed.learner_places, one, packed.offer_places, offer)
    lost = minutes == UNREACHABLE
    far = lost | (minutes > people.max_minutes[one])
    if not lost.any():  # an unknown location cannot be reached, so all locations are known here
        return {Reason.TOO_FAR: far}
    unknown = travel.cells(packed.learner_places.take(one)) < 0
    unknown = unknown | (travel.cells(packed.offer_places.take(offer)) < 0)
    return {Reason.LOCATION_UNKNOWN: unknown, Reason.TOO_FAR: far & ~unknown}


def _refusals(packed: Packed, one: NDArray[Any], site: NDArray[Any]) -> dict[Reason, NDArray[np.bool_]]:
    problem, found = packed.problem, {}
    for kind, reason in ((Kind.DECLINE, Reason.DECLINED), (Kind.FORBID, Reason.FORBIDDEN)):
        pairs = problem.decisions.pairs(kind)
        asks, asked = np.zeros(len(problem.learners), np.bool_), np.zeros(len(problem.sites), np.bool_)
        asks[pairs[:, 0]], asked[pairs[:, 1]] = True, True
        holds = asks[one] & asked[site]
        key = np.broadcast_to(one, holds.shape)[holds] << PROGRAMME_SHIFT | np.broadcast_to(site, holds.shape)[holds]
        decided = np.append(np.sort(pairs[:, 0] << PROGRAMME_SHIFT | pairs[:, 1]), np.int64(-1))
        holds[holds] = decided[np.searchsorted(decided[:-1], key)] == key
        found[reason] = holds
    return found


def reasons(packed: Packed, learner: int, offer: int) -> Reason:
    """The reasons of one learner row and one offer row."""
    return Reason(int(reason_bits(packed, [learner], [offer])[0]))


def journey(packed: Packed, learner: int, site: int, offer: int) -> tuple[int | None, Mode | None]:
    """Minutes and the mode they take; (None, None) when the place cannot be reached or a location is unknown.

    Without an offer (-1) as long as the site itself takes.
    """
    origin = packed.learner_places.take(np.array([learner]))
    places, row = (packed.site_places, site) if offer < 0 else (packed.offer_places, offer)
    target = places.take(np.array([row]))
    minutes, mode = best_modes(packed.problem.travel, origin, target)
    return (None, None) if minutes[0] == UNREACHABLE else (int(minutes[0]), Mode(int(mode[0])))


def why_not(packed: Packed, learner: int, site: int) -> WhyNot:
    """Why this site is not on this learner's list, through the offer of the learner's programme."""
    offer = packed.offer_of(site, int(packed.problem.learners.programme[learner]))
    found = Reason.PROGRAMME_NOT_TAUGHT if offer < 0 else reasons(packed, learner, offer)
    minutes, mode = journey(packed, learner, site, offer)
    return WhyNot(found, Reason.first_of(found), minutes, mode, offer)
