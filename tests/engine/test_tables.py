"""Tables refuse what they cannot hold and name the row; travel sources answer alike."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking import engine
from matchmaking.engine import (
    Decisions,
    EngineError,
    LearnerTable,
    Mode,
    OfferTable,
    Policy,
    Problem,
    Reason,
    SiteTable,
    StraightLine,
    Weights,
    ZoneMatrix,
    bit_words,
    pack,
)
from matchmaking.engine.travel import Places, best_modes

LEARNERS = {"id": ["anna", "bram"], "programme": [0, 1]}
SITES = {"id": [5, 9], "capacity": [1, 1]}


@pytest.mark.parametrize(
    ("table", "columns", "entry"),
    [
        (LearnerTable, {"programme": [0]}, "learners.programme"),
        (LearnerTable, {"programme": [0, -2]}, "learners[id=bram].programme"),
        (LearnerTable, {"id": ["anna", "anna"]}, "learners[id=anna]"),
        (LearnerTable, {"id": [["anna"], ["bram"]]}, "learners.id"),
        (LearnerTable, {"x": [0, float("inf")]}, "learners[id=bram].x"),
        (LearnerTable, {"x": [0, 1e6]}, "learners[id=bram].x"),
        (LearnerTable, {"x": ["east", 0]}, "learners.x"),
        (LearnerTable, {"modes": [1, 32]}, "learners[id=bram].modes"),
        (LearnerTable, {"modes": [-1, 1]}, "learners[id=anna].modes"),
        (LearnerTable, {"max_minutes": [float("nan"), 1]}, "learners[id=anna].max_minutes"),
        (LearnerTable, {"max_minutes": [1, 255]}, "learners[id=bram].max_minutes"),
        (LearnerTable, {"begin": [1.5, 2]}, "learners[id=anna].begin"),
        (LearnerTable, {"turns": [[1, 2], [3, 4]]}, "learners.turns"),
        (LearnerTable, {"languages": [2**32, 0]}, "learners[id=anna].languages"),
        (LearnerTable, {"languages": np.array([0, 2**63], np.uint64)}, "learners[id=bram].languages"),
        (LearnerTable, {"to_learn": [1, 2]}, "learners.to_learn"),
        (LearnerTable, {"disadvantaged": [0, 2]}, "learners[id=bram].disadvantaged"),
        (LearnerTable, {"max_level": [0, 256]}, "learners[id=bram].max_level"),
        (LearnerTable, {"shoe_size": [40, 41]}, "learners"),
        (SiteTable, {"capacity": [1, -1]}, "sites[id=9].capacity"),
        (SiteTable, {"capacity": [1, float("nan")]}, "sites[id=9].capacity"),
        (SiteTable, {"mentor_available": [0, 1.1]}, "sites[id=9].mentor_available"),
        (SiteTable, {"shift_begin": [0, 1440]}, "sites[id=9].shift_begin"),
        (OfferTable, {"site": [0, 1], "programme": [0, 0], "shift_begin": [0, 1440]}, "offers[id=1].shift_begin"),
        (OfferTable, {"site": [-1, 0], "programme": [0, 0]}, "offers[id=0].site"),
        (OfferTable, {"site": [0, 1], "programme": [0, 0], "min_age": [16, 17]}, "offers[id=1].min_age"),
    ],
)
def test_a_wrong_column_is_named_by_row(table, columns, entry):
    base = {LearnerTable: LEARNERS, SiteTable: SITES, OfferTable: {}}[table]
    with pytest.raises(EngineError) as fault:
        table.build(**{**base, **columns})
    assert fault.value.entry == entry


def test_a_missing_column_is_named():
    with pytest.raises(EngineError, match="learners: column 'programme' is missing"):
        LearnerTable.build(id=[1])
    with pytest.raises(EngineError, match="offers: column 'site' is missing"):
        OfferTable.build(id=[1], programme=[0])


def problem(**changed):
    """Two learners, two sites, one offer."""
    whole = {
        "learners": LearnerTable.build(**LEARNERS),
        "sites": SiteTable.build(**SITES),
        "offers": OfferTable.build(site=[0], programme=[0]),
        "as_of": 739_000,
    }
    return Problem(**{**whole, **changed})


@pytest.mark.parametrize(
    ("changed", "entry"),
    [
        ({"offers": OfferTable.build(site=[2], programme=[0])}, "offers[id=0].site"),
        ({"offers": OfferTable.build(site=[1, 1], programme=[0, 0])}, "offers[site=9]"),
        ({"decisions": Decisions.build(pins=[(2, 0)])}, "decisions.learner"),
        ({"decisions": Decisions.build(forbids=[(0, 7)])}, "decisions.site"),
        ({"decisions": Decisions.build(orders={0: [5]})}, "decisions.learner"),
        ({"decisions": Decisions.build(pins=[(1, 0), (1, 1)])}, "decisions[learner=bram]"),
        ({"policy": Policy(few_days_left=-1)}, "policy.few_days_left"),
        ({"policy": Policy(first_transit_minute=1440)}, "policy.first_transit_minute"),
        ({"max_level": 300}, "max_level"),
    ],
)
def test_pack_checks_how_the_tables_hang_together(changed, entry):
    with pytest.raises(EngineError) as fault:
        pack(problem(**changed))
    assert fault.value.entry == entry


def test_pack_checks_tables_that_were_changed_by_hand():
    learners = LearnerTable.build(**LEARNERS)
    with pytest.raises(EngineError, match=r"learners\.x: type float64"):
        pack(problem(learners=replace(learners, x=np.zeros(2))))
    with pytest.raises(EngineError, match=r"learners\.tags: 2 rows expected"):
        pack(problem(learners=replace(learners, tags=np.zeros(3, np.uint64))))


def test_large_unsigned_ids_become_texts_and_not_negative_numbers():
    table = LearnerTable.build(id=np.array([2**63 + 1, 2], np.uint64), programme=[0, 0])
    assert table.id.tolist() == ["9223372036854775809", "2"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=6, max_size=6).filter(any))
def test_weights_become_thousandths_that_sum_to_1000(parts):
    names = ("travel", "coverage", "wanted", "tags", "mentor", "responsiveness")
    weights = Weights.from_mapping({name: part / sum(parts) for name, part in zip(names, parts, strict=True)})
    assert sum(weights.learner) == sum(weights.site) == 1000
    assert all(abs(w - 1000 * part / sum(parts)) <= 1 for w, part in zip(weights.learner, parts, strict=True))
    assert Weights.from_mapping(weights.as_mapping()) == weights


def test_words_grow_past_64_activities():
    assert bit_words([[0], [64], [200]]).shape == (3, 4)
    with pytest.raises(ValueError, match="4 words needed"):
        bit_words([[200]], words=1)


def test_the_first_reason_is_the_lowest_bit():
    assert Reason.first_of(0) is None
    assert Reason.first_of(Reason.TOO_FAR | Reason.NO_PLACE | Reason.LANGUAGE) is Reason.NO_PLACE


def places(zone=(), x=(), y=(), modes=()):
    return Places(
        np.array(zone, np.int32), np.array(x, np.float32), np.array(y, np.float32), np.array(modes, np.uint8)
    )


def random_places(rng, count, scale):
    x, y = (rng.uniform(-scale, scale, count) for _ in range(2))
    x[rng.random(count) < 0.05] = np.nan
    return places(rng.integers(-1, 12, count), x, y, rng.integers(0, 32, count))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.booleans(), st.sampled_from([3, 30, 300]))
def test_windows_hold_everything_within_the_limit(seed, zones, scale):
    rng = np.random.default_rng(seed)
    travel = ZoneMatrix(rng.integers(0, 256, (12, 12, 5)).astype(np.uint8)) if zones else StraightLine()
    origin, target = random_places(rng, 15, scale), random_places(rng, 40, scale)
    limit = rng.integers(0, 255, 15).astype(np.uint8)
    windows, cells = travel.windows(origin, limit), travel.cells(target)
    rows, columns = np.repeat(np.arange(15), 40), np.tile(np.arange(40), 15)
    minutes = travel.minutes(origin, rows, target, columns).reshape(15, 40)
    for row in range(15):
        mine = slice(windows.ptr[windows.group[row]], windows.ptr[windows.group[row] + 1])
        inside = (windows.low[mine, None] <= cells) & (cells <= windows.high[mine, None])
        near = minutes[row] <= limit[row]
        assert (inside.sum(0)[near] == 1).all()
        if zones:
            assert (inside.any(0) == near)[(cells >= 0) & (target.modes == 31)].all()


@pytest.mark.parametrize("mode", [1, 2, 4, 8, 16, 6, 31])
def test_windows_reach_just_over_the_edge_of_a_square(mode):
    """A target on the first metre of the next square, at the very end of the learner's reach."""
    travel = StraightLine()
    km = np.arange(0, 60, 1 / 64, dtype=np.float32)
    target = places(zone=[-1], x=[6.0], y=[0], modes=[31])
    origin = places(zone=[-1] * km.size, x=6.0 - km, y=[0] * km.size, modes=[mode] * km.size)
    minutes = travel.minutes(origin, np.arange(km.size), target, np.zeros(km.size, int))
    limit = np.minimum(minutes, 254).astype(np.uint8)
    windows, cell = travel.windows(origin, limit), travel.cells(target)[0]
    hit = np.add.reduceat((windows.low <= cell) & (cell <= windows.high), windows.ptr[:-1], dtype=np.int64)
    assert (hit[windows.group][minutes < 255] == 1).all()


def test_the_fastest_mode_both_sides_allow_counts():
    matrix = np.full((2, 2, 5), 255, np.uint8)
    matrix[0, 1] = [90, 30, 20, 20, 10]
    travel = ZoneMatrix(matrix)
    target = places(zone=[1, 1, 1], x=[0] * 3, y=[0] * 3, modes=[31, 31 & ~int(Mode.PUBLIC_TRANSPORT), 31])
    origin = places(zone=[0] * 3, x=[0] * 3, y=[0] * 3, modes=[Mode.BICYCLE | Mode.PUBLIC_TRANSPORT] * 2 + [0])
    rows = np.arange(3)
    assert travel.minutes(origin, rows, target, rows).tolist() == [20, 30, 255]
    minutes, mode = best_modes(travel, origin, target._replace(modes=np.full(3, 31, np.uint8)))
    assert (minutes.tolist(), mode.tolist()) == ([20, 20, 255], [Mode.PUBLIC_TRANSPORT, Mode.PUBLIC_TRANSPORT, 0])
    assert travel.minutes(target, rows, origin, rows).tolist() == [255] * 3


def test_straight_line_minutes_round_to_whole_ones_and_stop_at_254():
    travel = StraightLine(overhead=(0, 0, 0, 0, 0), minutes_per_km=(10, 10, 10, 10, 10))
    origin = places(zone=[-1], x=[0], y=[0], modes=[1])
    target = places(zone=[-1] * 4, x=[1.04, 1.07, 25.375, 26], y=[0] * 4, modes=[31] * 4)
    assert travel.minutes(origin, np.zeros(4, int), target, np.arange(4)).tolist() == [10, 11, 254, 255]


@pytest.mark.parametrize(
    "wrong", [{"overhead": (1, 2)}, {"minutes_per_km": (0, 1, 1, 1, 1)}, {"overhead": (0, 0, 0, 0, -1)}]
)
def test_straight_line_refuses_what_is_no_speed(wrong):
    with pytest.raises(EngineError, match="travel"):
        StraightLine(**wrong)


@pytest.mark.parametrize("matrix", [np.zeros((2, 2, 4), np.uint8), np.zeros((2, 3, 5), np.uint8), np.zeros((2, 2, 5))])
def test_a_matrix_of_the_wrong_shape_is_refused(matrix):
    with pytest.raises(EngineError, match=r"travel\.matrix"):
        ZoneMatrix(matrix)


def test_no_module_of_the_engine_leads_back_to_itself():
    """Imports written inside functions count too."""
    folder = Path(engine.__file__).parent
    paths = {".".join(path.relative_to(folder).with_suffix("").parts): path for path in folder.rglob("*.py")}
    asks = {name: _asked(path, paths) for name, path in paths.items() if not name.endswith("__init__")}
    while leaves := {name for name, needed in asks.items() if not needed & asks.keys()}:
        asks = {name: needed for name, needed in asks.items() if name not in leaves}
    assert not asks


def _asked(path, known):
    """Modules of the engine that a module imports, directly or as a name of their package."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("matchmaking.engine"):
            base = (node.module or "").removeprefix("matchmaking.engine").lstrip(".")
            found |= {base} | {".".join(filter(None, (base, one.name))) for one in node.names}
    return found & known.keys()
