"""Integer scores, 0 to 1000 on either side, and their explanation in points that sum exactly.

Every term is (weight in thousandths) x (raw value in thousandths), so the arithmetic is whole and the same everywhere.
What a learner did not ask for cannot be missed: an empty list counts as fully met.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.packing import PROGRAMME_SHIFT, Packed, policy_points
from matchmaking.engine.problem import LEARNER_CRITERIA, SITE_CRITERIA
from matchmaking.engine.rules import journey
from matchmaking.engine.types import Mode

SCORE_SHIFT = np.uint32(16)


class Scored(NamedTuple):
    """Key (uint32: learner score << 16 | tie hash, larger is better) and site score (policy points included) per pair."""

    key: NDArray[np.uint32]
    site: NDArray[np.int32]


class Part(NamedTuple):
    """One term of a score: raw value 0..1, weight and points; `points` of all parts sum to the score."""

    criterion: str
    raw: float
    weight: float
    points: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Both scores of a pair in parts, with the journey behind the travel part."""

    learner_score: int
    site_score: int
    learner_parts: tuple[Part, ...]
    site_parts: tuple[Part, ...]
    minutes: int | None
    mode: Mode | None


def score_pairs(packed: Packed, one: NDArray[Any], other: NDArray[Any], minutes: NDArray[np.uint8]) -> Scored:
    """Scores of pairs of packed learner rows and packed offer rows, at these minutes (within the learner's limit)."""
    people, places, share = packed.learners, packed.offers, packed.share.ravel()
    size = packed.share.shape[0]
    weights, site_weights = packed.problem.weights.learner, packed.problem.weights.site
    limit = people.limit.take(one).astype(np.int32)
    travel = share.take(limit * size + (limit - minutes))
    coverage = share.take(people.to_learn_count.take(one) * size + common(people.to_learn, one, places.teaches, other))
    wanted = share.take(people.wants_count.take(one) * size + common(people.wants, one, places.teaches, other))
    goal = people.tag_goal.take(one)
    shared = np.bitwise_count(people.tags.take(one) & places.tags.take(other)).astype(np.int32)
    tags = share.take(goal * size + np.minimum(shared, goal))
    total = weights[0] * travel + weights[1] * coverage + weights[2] * wanted + weights[3] * tags
    total += places.constant.take(other)
    spoken = np.bitwise_count(people.languages.take(one) & places.languages.take(other)).astype(np.int32)
    count = places.language_count.take(other).astype(np.int32)
    language = share.take(count * size + np.where(count > 0, spoken, 0))
    mine = site_weights[0] * travel + site_weights[1] * coverage + site_weights[2] * language
    if packed.order_keys.size:
        mine += site_weights[3] * company_order(packed, people.row[one], places.site[other])
    tie = people.salt.take(one) ^ places.salt.take(other)
    key = ((total + 500) // 1000).astype(np.uint32) << SCORE_SHIFT | _stir(tie)
    return Scored(key, (mine + 500) // 1000 + people.points.take(one))


def common(
    asked: NDArray[np.uint64], one: NDArray[Any], offered: NDArray[np.uint64], other: NDArray[Any]
) -> NDArray[np.int32]:
    """Number of shared bits per pair, word by word."""
    total: NDArray[np.int32] = np.bitwise_count(asked[:, 0].take(one) & offered[:, 0].take(other)).astype(np.int32)
    for word in range(1, asked.shape[1]):
        total += np.bitwise_count(asked[:, word].take(one) & offered[:, word].take(other))
    return total


def _stir(tie: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """16 bits that send equal scores of one learner to different sites than those of the next learner."""
    tie = (tie ^ tie >> np.uint32(15)) * np.uint32(0x2C1B3C6D)
    tie = (tie ^ tie >> np.uint32(12)) * np.uint32(0x297A2D39)
    return tie >> np.uint32(16)


def company_order(packed: Packed, learner: NDArray[Any], site: NDArray[Any]) -> NDArray[np.int32]:
    """Thousandths for the place on the company's own list (first = 1000); 0 when not on it."""
    key = site.astype(np.int64) << PROGRAMME_SHIFT | learner
    if not packed.order_keys.size:
        return np.zeros(key.shape, np.int32)
    spot = np.minimum(np.searchsorted(packed.order_keys, key), packed.order_keys.size - 1)
    return np.where(packed.order_keys[spot] == key, packed.order_raw[spot], 0).astype(np.int32)


def explain(packed: Packed, learner: int, offer: int) -> Explanation:
    """Both scores of a learner row and an offer row. Out of reach the travel part is 0; the sums hold all the same."""
    problem = packed.problem
    site = int(problem.offers.site[offer])
    minutes, mode = journey(packed, learner, site, offer)
    raw = _raw(packed, learner, offer, site, minutes)
    learner_parts = _parts(LEARNER_CRITERIA, [raw[name] for name in LEARNER_CRITERIA], problem.weights.learner)
    site_parts = _parts(SITE_CRITERIA, [raw[name] for name in SITE_CRITERIA], problem.weights.site)
    for name, column in zip(("few_days_left", "disadvantaged"), policy_points(problem), strict=True):
        if points := int(column[learner]):
            site_parts.append(Part(name, 1.0, points, points))
    sums = [sum(part.points for part in parts) for parts in (learner_parts, site_parts)]
    return Explanation(sums[0], sums[1], tuple(learner_parts), tuple(site_parts), minutes, mode)


def _raw(packed: Packed, learner: int, offer: int, site: int, minutes: int | None) -> dict[str, int]:
    """Every criterion in thousandths, straight from the tables."""
    people, sites, offers = packed.problem.learners, packed.problem.sites, packed.problem.offers
    limit = int(people.max_minutes[learner])
    teaches, spoken = _number(offers.teaches[offer]), int(offers.languages[offer])
    tags = int(people.tags[learner])
    goal = min(tags.bit_count(), 3)
    reached = minutes is not None and minutes <= limit
    travel = share_of(limit - minutes, limit) if reached and minutes is not None else 0
    to_learn, wants = _number(people.to_learn[learner]), _number(people.wants[learner])
    coverage = share_of((to_learn & teaches).bit_count(), to_learn.bit_count())
    return {
        "travel": travel,
        "coverage": coverage,
        "wanted": share_of((wants & teaches).bit_count(), wants.bit_count()),
        "tags": share_of(min((tags & int(sites.tags[site])).bit_count(), goal), goal),
        "mentor": int(float(sites.mentor_available[site]) * 1000 + 0.5),
        "responsiveness": int(float(sites.responsiveness[site]) * 1000 + 0.5),
        "site_proximity": travel,
        "site_coverage": coverage,
        "site_language": share_of((int(people.languages[learner]) & spoken).bit_count(), spoken.bit_count()),
        "site_order": int(company_order(packed, np.array([learner]), np.array([site]))[0]),
    }


def share_of(part: int, total: int) -> int:
    """Part of a total in thousandths, rounded half up; 1000 when nothing was asked."""
    return (2000 * part + total) // (2 * total) if total else 1000


def _number(words: NDArray[np.uint64]) -> int:
    return sum(int(word) << (64 * place) for place, word in enumerate(words))


def _parts(names: Sequence[str], raw: Sequence[int], weights: Sequence[int]) -> list[Part]:
    """Whole points by largest remainder, so that they sum to the rounded score."""
    exact = [weight * value for weight, value in zip(weights, raw, strict=True)]
    points = [value // 1000 for value in exact]
    spare = (sum(exact) + 500) // 1000 - sum(points)
    for index in sorted(range(len(exact)), key=lambda i: (-(exact[i] % 1000), i))[:spare]:
        points[index] += 1
    return [
        Part(*part) for part in zip(names, [r / 1000 for r in raw], [w / 1000 for w in weights], points, strict=True)
    ]
