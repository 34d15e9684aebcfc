"""Outcome of the engine as proposals that are not saved yet."""

from collections.abc import Iterator
from typing import Any, TypedDict

from catalogue.enums import TravelMode
from matchmaking import engine
from matchmaking.adapters.snapshot import Snapshot
from matchmaking.models import MatchRound, Proposal


class Values(TypedDict):
    """What a pair is worth and why, as a proposal stores it."""

    learner_score: int
    site_score: int
    minutes: int | None
    mode: str
    parts: list[list[Any]]


def mode_name(mode: engine.Mode | None) -> str:
    """Return the catalogue's name of one way to travel, or an empty string."""
    return "" if mode is None else TravelMode.ORDER[int(mode).bit_length() - 1]


def proposal_values(packed: engine.Packed, learner_row: int, offer_row: int) -> Values:
    """Return scores, parts and journey of a pair, as stored on a proposal. The parts sum to `learner_score`."""
    told = engine.explain(packed, learner_row, offer_row)
    return {
        "learner_score": told.learner_score,
        "site_score": told.site_score,
        "minutes": told.minutes,
        "mode": mode_name(told.mode),
        "parts": [
            [part.criterion, round(part.raw, 3), round(part.weight, 3), part.points] for part in told.learner_parts
        ],
    }


def drafts_of(snapshot: Snapshot, result: engine.Result, round_: MatchRound) -> Iterator[Proposal]:
    """Yield a draft per learner who got a place, in the order of the snapshot."""
    outcome = result.assignment
    for row, offer in enumerate(outcome.offer.tolist()):
        if offer >= 0:
            yield Proposal(
                round=round_,
                learner_id=snapshot.learner_ids[row],
                workplace_id=snapshot.workplace_ids[offer],
                level=int(outcome.level[row]),
                **proposal_values(result.packed, row, offer),
            )
