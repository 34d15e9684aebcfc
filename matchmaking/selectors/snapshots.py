"""The kept input of a round."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from matchmaking.engine import Problem, contract
from matchmaking.models import MatchRound, RoundSnapshot


class NoSnapshot(Exception):
    """The input of this round is not there. The message is a Dutch sentence."""


def document_of(round_: MatchRound) -> str:
    """Return the input of a round as canonical JSON, as it was (1 query). Raises NoSnapshot."""
    return gzip.decompress(_content(round_)).decode()


def _content(round_: MatchRound) -> bytes:
    content = RoundSnapshot.objects.filter(round=round_).values_list("content", flat=True).first()
    if content is None:
        raise NoSnapshot("De invoer van deze ronde is niet bewaard of al gewist.")
    return bytes(content)


@dataclass(frozen=True, slots=True, eq=False)
class KeptInput:
    """The input of a round with the rows it is about: learner rows by public id, and per offer row the establishment
    (public id) and the programme (primary key).
    """

    problem: Problem
    learner_rows: Mapping[str, int]
    offers: tuple[tuple[str, int], ...]


def input_of(round_: MatchRound) -> KeptInput:
    """Return the input of a round as the engine reads it (1 query). Raises NoSnapshot."""
    return _read(_content(round_))


@lru_cache(maxsize=1)
def _read(content: bytes) -> KeptInput:
    """A process keeps the last input it read, because a colleague tries many changes on one round."""
    document = json.loads(gzip.decompress(content))
    return KeptInput(
        problem=contract.read(document),
        learner_rows={row["id"]: place for place, row in enumerate(document["learners"])},
        offers=tuple((row["site"], row["programme"]) for row in document["offers"]),
    )
