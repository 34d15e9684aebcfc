"""Lists in shards are the lists as a whole, whoever worked them out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import build_pairs, contract, pack, run_round, simulate
from matchmaking.engine.shards import build_shard, join_shards, shards_of
from tests.engine.strategies import documents

FEW = settings(max_examples=40, deadline=None)


def same(one, other):
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("ptr", "offer", "key", "priority")
    )


def elsewhere(packed):
    """The same problem as another process reads it: from its document, with numbers of its own."""
    return pack(contract.read(contract.write(packed.problem)))


@FEW
@given(documents(), st.sampled_from([1, 3, 10**9]))
def test_shards_of_every_size_join_to_the_same_lists(document, size):
    packed = pack(contract.read(document))
    parts, other = shards_of(packed, size), elsewhere(packed)
    assert [row for part in parts for row in range(part.first, part.last)] == list(range(packed.learners.row.size))
    built = {number: build_shard(other, part.rows) for number, part in enumerate(parts)}
    assert same(join_shards(packed, built), build_pairs(packed))


@pytest.mark.parametrize("programmes", [1, 9])
def test_a_round_from_shards_has_the_same_fingerprint(programmes):
    problem = simulate.cohort(learners=300, sites=200, programmes=programmes)

    def shared(packed, progress):
        parts, other = shards_of(packed, 500), elsewhere(packed)
        return join_shards(packed, {n: build_shard(other, part.rows) for n, part in enumerate(parts)}, progress)

    steps = []
    result = run_round(problem, lambda done, total, step: steps.append((done, total, step)), shared)
    assert result.fingerprint == run_round(problem).fingerprint
    assert result.certificate.clean
    assert (300, 300, "pairs") in steps
