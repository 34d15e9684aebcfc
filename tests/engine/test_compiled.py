"""The compiled kernels give the same bits as the numpy ones, on every kind of round, and never compile while somebody waits."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.engine import build_pairs, certify, contract, kernels, level_round, pack, run_round, simulate, top_k
from matchmaking.engine.assign import resume
from matchmaking.engine.pairs import candidates, shortlist
from matchmaking.engine.travel import StraightLine
from tests.engine.strategies import documents

pytest.importorskip("numba", reason="the extra `fast` is not installed")
fast = pytest.importorskip("matchmaking.engine.fast")
BOTH = (kernels.NUMPY, fast.KERNELS)
FEW = settings(max_examples=80, deadline=None)


@pytest.fixture(scope="module", autouse=True)
def warm():
    fast.warm()


def with_both(work):
    """What the same work gives with either set of kernels."""
    told = []
    for chosen in BOTH:
        with kernels.using(chosen):
            told.append(work())
    return told


def assert_same(one, other):
    """Equal to the last bit: types of the columns too."""
    names = getattr(one, "_fields", None) or one.__slots__
    for name in names:
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, np.ndarray):
            assert mine.dtype == theirs.dtype, name
            assert mine.tobytes() == theirs.tobytes(), name
        else:
            assert mine == theirs, name


@FEW
@given(documents())
def test_a_whole_round_is_the_same_text(document):
    one, other = with_both(lambda: contract.dumps(contract.answer(run_round(contract.read(document)))))
    assert one == other


@FEW
@given(documents(learners=12, sites=8))
def test_lists_rounds_and_certificates(document):
    packed = pack(contract.read(document))
    listed = with_both(lambda: build_pairs(packed))
    assert_same(*listed)
    settled = with_both(lambda: level_round(packed, listed[0]).assignment())
    assert_same(*settled)
    assert_same(*with_both(lambda: certify(packed, settled[0])))
    for mine, theirs in zip(*with_both(lambda: top_k(packed, 3)), strict=True):
        assert mine.tobytes() == theirs.tobytes()
    for row in range(len(packed.problem.learners)):
        assert_equal_lines(with_both(lambda row=row: shortlist(packed, row)))
    for row in range(len(packed.problem.sites)):
        assert_equal_lines(with_both(lambda row=row: candidates(packed, row)))


def assert_equal_lines(lines):
    assert lines[0] == lines[1]


@FEW
@given(documents(), st.randoms(use_true_random=False))
def test_a_certificate_counts_the_same_faults(document, pick):
    packed = pack(contract.read(document))
    found = level_round(packed, build_pairs(packed)).assignment()
    for row in range(found.site.size):
        if pick.random() < 0.4:
            found.site[row] = found.offer[row] = -1
        elif pick.random() < 0.4:
            found.level[row] = pick.randint(0, 8)
    assert_same(*with_both(lambda: certify(packed, found)))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("level", [0, 1, 8])
@pytest.mark.parametrize("limited", [False, True])
def test_cohorts_of_every_tightness(seed, level, limited):
    problem = simulate.cohort(learners=700, sites=500, programmes=12, tightness=0.6 + seed / 3, seed=seed)
    if limited:
        problem.offers.capacity[:] = np.random.default_rng(seed).choice([-1, 0, 1, 1, 2, 3], len(problem.offers))
    packed = pack(problem)
    listed = with_both(lambda: build_pairs(packed))
    assert_same(*listed)
    settled = with_both(lambda: level_round(packed, listed[0], max_level=level).assignment())
    assert_same(*settled)
    report = with_both(lambda: certify(packed, settled[1]))
    assert report[0] == report[1]
    assert report[1].clean


def test_the_kernels_on_bare_pairs():
    packed = pack(simulate.cohort(learners=200, sites=150, programmes=3, seed=5))
    near = with_both(lambda: kernels.select().run(packed, 3, 180))
    assert_same(*near)
    shuffled = np.random.default_rng(1).permutation(near[0].one.size)
    one, other = near[0].one[shuffled], near[0].other[shuffled][::-1].copy()
    same = packed.learners.programme[one] == packed.offers.key[other] >> 32
    picked = with_both(lambda: kernels.select().pairs(packed, one[same], other[same]))
    assert 0 < picked[0].one.size < one.size
    assert_same(*picked)
    blocks = with_both(lambda: kernels.select().score(packed, picked[0]))
    assert_same(blocks[0].scored, blocks[1].scored)


def test_newcomers_enter_a_round_of_the_other_kernels():
    problem = simulate.cohort(learners=400, sites=150, programmes=8, tightness=0.8, seed=3)
    problem.offers.capacity[:] = np.random.default_rng(3).choice([-1, 1, 1, 2], len(problem.offers))
    packed = pack(problem)
    pairs = build_pairs(packed)
    full = level_round(packed, pairs).assignment()
    late = np.random.default_rng(2).choice(400, 60, replace=False)
    for first, second in (BOTH, BOTH[::-1]):
        with kernels.using(first):
            begun = level_round(packed, pairs, absent=late)
        with kernels.using(second):
            for row in late.tolist():
                resume(begun, [row])
        assert_same(begun.assignment(), full)


def test_a_source_of_travel_times_of_ones_own_still_works():
    class Slower(StraightLine):
        def minutes(self, origin, origins, target, targets):
            taken = super().minutes(origin, origins, target, targets)
            return np.where(taken < 200, taken + np.uint8(5), taken)

    packed = pack(replace(simulate.cohort(learners=80, sites=60, programmes=3), travel=Slower()))
    assert fast._tables(packed) is None
    one, other = with_both(lambda: run_round(packed.problem))
    assert one.fingerprint == other.fingerprint
    assert one.certificate.clean


@settings(max_examples=40, deadline=None)
@given(documents())
def test_nothing_is_compiled_after_warming(document):
    loops = [getattr(fast.loops, name) for name in ("run", "pairs", "score", "lists", "audit")]
    loops.append(fast.markets.settle)
    with kernels.using(fast.KERNELS):
        packed = pack(contract.read(document))
        run_round(packed.problem)
        for row in range(len(packed.problem.sites)):
            candidates(packed, row)
    assert [len(loop.signatures) for loop in loops] == [1] * len(loops)


def test_choosing_them_is_for_the_whole_process_and_asked_for():
    script = (
        "import sys; from matchmaking.engine import compiler, kernels, simulate, run_round\n"
        "assert kernels.select() is kernels.NUMPY and 'numba' not in sys.modules\n"
        "assert compiler.use_compiled()\n"
        "from matchmaking.engine import fast\n"
        "assert kernels.select() is fast.KERNELS and 'numba' in sys.modules\n"
        "print(run_round(simulate.cohort(learners=50, sites=40, programmes=3)).fingerprint)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == run_round(simulate.cohort(learners=50, sites=40, programmes=3)).fingerprint


def test_a_folder_of_somebody_else_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(fast.tempfile, "gettempdir", lambda: str(tmp_path))
    own = fast._cache_folder()
    assert fast._cache_folder() == own
    assert own.startswith(str(tmp_path))
    (tmp_path / own).chmod(0o777)
    monkeypatch.setattr(fast.tempfile, "mkdtemp", lambda: "elsewhere")
    assert fast._cache_folder() == "elsewhere"
