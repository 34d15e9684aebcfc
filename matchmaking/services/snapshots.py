"""Keeping the input of a round."""

import gzip
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from matchmaking.engine import Problem, contract
from matchmaking.models import MatchRound, RoundSnapshot

BATCH = 2000


class Kept(NamedTuple):
    """The input of a round as it is stored: compressed, and about whom."""

    content: bytes
    learner_ids: tuple[int, ...]


def compressed(problem: Problem) -> bytes:
    """Return the document of a problem as gzip; the same problem gives the same bytes."""
    return gzip.compress(contract.dumps(contract.write(problem)).encode(), mtime=0)


@transaction.atomic
def keep_snapshot(*, round_: MatchRound, content: bytes, learner_ids: Iterable[int]) -> RoundSnapshot:
    """Store what a round read. A second time replaces the first."""
    RoundSnapshot.objects.filter(round=round_).delete()
    snapshot = RoundSnapshot.objects.create(round=round_, content=content)
    link = RoundSnapshot.learners.through
    rows = [link(roundsnapshot_id=snapshot.pk, learner_id=learner) for learner in learner_ids]
    link.objects.bulk_create(rows, batch_size=BATCH)
    return snapshot
