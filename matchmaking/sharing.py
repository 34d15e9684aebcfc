"""The lists of a large round, shared out over the workers of the queue.

The worker that owns the round puts the input and a task per shard out, takes shards itself as long as nobody else did, and
puts all of them together. Input and shards pass through the cache, under the key of the claim: they may be lost at any
moment, and then the owner works them out itself. So a round needs no second worker and waits for no dead one, and a round
of the size of the province is one shard and leaves the process nowhere.
"""

import gzip
import json
import time
from collections.abc import Iterable

from django.core.cache import cache

from core.queue import enqueue
from matchmaking.engine import contract, pack, shards
from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Pairs, Progress, build_pairs

BUILD_SHARD = "matchmaking.tasks.build_shard"
SHARD_PAIRS = 4_000_000
"""Pairs of a learner and an offer of one programme within reach: a few seconds of work."""
TAKEN, KEPT, PAUSE = 60, 900, 0.2
"""Seconds that a shard is left to who took it, that the cache keeps things, and between two looks."""


class Board:
    """What the workers on one round tell each other."""

    def __init__(self, claim: str) -> None:
        self._name = f"round-lists:{claim}"

    def put_input(self, content: bytes) -> None:
        """Lay the input of the round ready."""
        cache.set(f"{self._name}:input", content, KEPT)

    def get_input(self) -> bytes | None:
        """Return the input, None when it is gone."""
        return cache.get(f"{self._name}:input")

    def take(self, number: int) -> bool:
        """Tell whether this worker may work out a shard now: nobody else took it, or that was too long ago."""
        return bool(cache.add(f"{self._name}:taken:{number}", 1, TAKEN))

    def put(self, number: int, content: bytes) -> None:
        """Hand a shard in."""
        cache.set(f"{self._name}:{number}", content, KEPT)

    def get(self, number: int) -> bytes | None:
        """Return a shard that was handed in."""
        return cache.get(f"{self._name}:{number}")

    def clear(self, count: int) -> None:
        """Throw everything away."""
        numbers = range(count)
        names = ["input", *map(str, numbers), *(f"taken:{number}" for number in numbers)]
        cache.delete_many([f"{self._name}:{name}" for name in names])


def build_lists(packed: Packed, progress: Progress, *, round_id: int, claim: str) -> Pairs:
    """All feasible pairs, shared out when they are many. Raises what `progress` raises."""
    parts = shards.shards_of(packed, SHARD_PAIRS)
    if len(parts) < 2:
        return build_pairs(packed, progress)
    board = Board(claim)
    board.put_input(gzip.compress(contract.dumps(contract.write(packed.problem)).encode(), compresslevel=1))
    for number, part in enumerate(parts):
        enqueue(BUILD_SHARD, round_id=round_id, claim=claim, number=number, rows=list(part.rows))
    built: dict[int, bytes] = {}
    while len(built) < len(parts):
        _gather(board, packed, parts, built)
        progress(len(built), len(parts) + 1)
    board.clear(len(parts))
    return shards.join_shards(packed, built, progress)


def _gather(board: Board, packed: Packed, parts: list[shards.Shard], built: dict[int, bytes]) -> None:
    """Fetch what others handed in, and work out one shard that nobody has in hand; rest when there is none."""
    for number in set(range(len(parts))) - built.keys():
        content = board.get(number)
        if content is not None:
            built[number] = content
    left = sorted(set(range(len(parts))) - built.keys())
    mine = next((number for number in left if board.take(number)), None)
    if mine is not None:
        built[mine] = shards.build_shard(packed, parts[mine].rows)
    elif left:
        time.sleep(PAUSE)


def help_out(*, claim: str, number: int, rows: Iterable[int]) -> bool:
    """Work out one shard for the owner of a round. Returns False when there is nothing to do any more."""
    board = Board(claim)
    content = board.get_input()
    if content is None or board.get(number) is not None or not board.take(number):
        return False
    packed = pack(contract.read(json.loads(gzip.decompress(content))))
    board.put(number, shards.build_shard(packed, rows))
    return True
