"""The compiled kernels (extra `fast`) against numpy and against the memory of the machine: T8, T10 and T11."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.engine_back_ends import back_ends, compiled
from benchmarks.engine_quality import Row
from matchmaking.engine import LearnerTable, OfferTable, certify, kernels, pack, run_round, simulate
from matchmaking.engine.assign import level_round
from matchmaking.engine.pairs import build_pairs

BYTES_A_PAIR = 50
Best = Callable[..., tuple[float, Any]]


def t8(best: Best) -> Iterator[Row]:
    """Every learner against every offer of one programme, against copying memory."""
    what = "score van alle paren tegen de bandbreedte van het geheugen (50 bytes een paar)"
    source = np.ones(1 << 25)
    target = np.empty_like(source)
    bandwidth = 2 * source.nbytes / best(lambda: np.copyto(target, source), 5)[0]
    packed = pack(_dense())
    for name, chosen in back_ends():
        near = chosen.run(packed, 0, packed.learners.row.size)
        rate = near.one.size / best(lambda near=near, chosen=chosen: chosen.score(packed, near), 5)[0]
        share = 100 * rate * BYTES_A_PAIR / bandwidth
        measured = f"{share:.0f} % ({rate / 1e6:.0f} miljoen paren per s)"
        yield Row("T8", f"{what}, {name}", ">= 15 %" if name == "numba" else "(geen doel)", measured, name == "numpy" or share >= 15)  # fmt: skip


def _dense() -> Any:
    """200 learners and 10,000 offers of one programme, all feasible."""
    problem = simulate.cohort(learners=200, sites=10_000, programmes=1, tightness=100)
    people, offers = problem.learners, problem.offers
    columns = {name: getattr(people, name) for name in people.COLUMNS}
    columns |= {"modes": np.full(200, 16), "max_minutes": np.full(200, 254), "needs": np.zeros(200)}
    columns |= {"languages": np.full(200, 7), "begin": np.full(200, -1), "until": np.full(200, 2**31 - 1)}
    places = {name: getattr(offers, name) for name in ("site", "programme", "teaches")}
    return replace(
        problem,
        learners=LearnerTable.build(id=people.id, **columns),
        offers=OfferTable.build(**places),
        decisions=type(problem.decisions)(),
    )


def t10() -> Iterator[Row]:
    """The same bits from both, on the whole round of each cohort."""
    found = compiled()
    if found is None:
        yield Row("T10", "numpy en numba gelijk tot op de bit", "ja", "overgeslagen: pakket numba ontbreekt", None)
        return
    equal = []
    for name in simulate.PRESETS:
        problem = simulate.cohort(**simulate.PRESETS[name])
        told = []
        for chosen in (kernels.NUMPY, found):
            with kernels.using(chosen):
                told.append(run_round(problem))
        columns = [(getattr(one.pairs, n) for n in one.pairs.__slots__) for one in told]
        same = all(a.tobytes() == b.tobytes() for a, b in zip(*columns, strict=True))
        equal.append(
            same and told[0].fingerprint == told[1].fingerprint and told[0].certificate == told[1].certificate
        )
    measured = f"{sum(equal)} van {len(equal)} groepen"
    yield Row("T10", "numpy en numba gelijk tot op de bit (lijsten, ronde, certificaat)", "alle", measured, all(equal))


def t11(packed: Any, best: Best) -> Iterator[Row]:
    """A full round of both."""

    def full() -> None:
        ready = pack(packed.problem)
        certify(ready, level_round(ready, build_pairs(ready)).assignment())

    taken = {}
    for name, chosen in back_ends():
        with kernels.using(chosen):
            taken[name] = best(full, 2)[0]
    what = "hele ronde van 100.000 (inpakken, lijsten, plaatsen, certificaat): numpy tegen numba"
    if "numba" not in taken:
        yield Row("T11", what, "<= 20 x", "overgeslagen: pakket numba ontbreekt", None)
        return
    ratio = taken["numpy"] / taken["numba"]
    yield Row("T11", what, "<= 20 x", f"{ratio:.1f} x ({taken['numpy']:.1f} s en {taken['numba']:.2f} s)", ratio <= 20)
