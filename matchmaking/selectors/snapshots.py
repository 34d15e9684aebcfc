"""The kept input of a round."""

import gzip
import json

from matchmaking.engine import Problem, contract
from matchmaking.models import MatchRound, RoundSnapshot


class NoSnapshot(Exception):
    """The input of this round is not there. The message is a Dutch sentence."""


def document_of(round_: MatchRound) -> str:
    """Return the input of a round as canonical JSON, as it was (1 query). Raises NoSnapshot."""
    content = RoundSnapshot.objects.filter(round=round_).values_list("content", flat=True).first()
    if content is None:
        raise NoSnapshot("De invoer van deze ronde is niet bewaard of al gewist.")
    return gzip.decompress(bytes(content)).decode()


def problem_of(round_: MatchRound) -> Problem:
    """Return the input of a round as the engine reads it (1 query). Raises NoSnapshot."""
    return contract.read(json.loads(document_of(round_)))
