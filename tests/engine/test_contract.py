"""Replay and solve as anybody would run them: a file in, JSON out, one clear line when the file is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from matchmaking.engine import EngineError, contract, run_round, simulate
from matchmaking.engine.__main__ import main
from matchmaking.engine.bare import solve

ROOT = Path(__file__).resolve().parents[2]
ROUND = {
    "as_of": "2026-09-14",
    "seed": 42,
    "max_level": 8,
    "weights": {"travel": 0.5, "coverage": 0.3, "wanted": 0.1, "tags": 0.05, "mentor": 0.05},
    "policy": {"few_days_left": 150, "disadvantaged": 60},
    "learners": [
        {"id": "anna", "programme": "bakker", "x": 0, "y": 0, "modes": ["bicycle"], "max_minutes": 45, "birth_date": "2009-02-01",
         "languages": ["nl"], "to_learn": ["kneden", "bakken"], "days_left": 3},
        {"id": "bram", "programme": "bakker", "x": 1, "y": 0, "modes": ["bicycle"], "max_minutes": 45, "birth_date": "2011-09-01"},
        {"id": "cas"},
    ],
    "sites": [{"id": "warme", "x": 2, "y": 0, "capacity": 1, "mentor_available": 0.8}, {"id": "koude", "x": 3, "y": 0, "capacity": 0}],
    "offers": [
        {"site": "warme", "programme": "bakker", "teaches": ["kneden"], "min_age": 16, "languages": ["nl"]},
        {"site": "koude", "programme": "bakker"},
    ],
    "decisions": [{"learner": "bram", "site": "koude", "kind": "decline"}],
}  # fmt: skip


def run(command, document, tmp_path):
    path = tmp_path / "in.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return subprocess.run(
        [sys.executable, "-m", "matchmaking.engine", command, str(path)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_replay_twice_gives_the_same_bytes_and_the_whole_answer(tmp_path):
    first, second = run("replay", ROUND, tmp_path), run("replay", ROUND, tmp_path)
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    told = json.loads(first.stdout)
    assert told["assignment"]["anna"]["site"] == "warme"
    assert sum(part[3] for part in told["assignment"]["anna"]["parts"]) == told["assignment"]["anna"]["learner_score"]
    assert told["unplaced"] == {"bram": {"too_young": 1, "no_place": 1}, "cas": {"programme_not_taught": 2}}
    assert told["certificate"] == {"blocking": 0, "infeasible": 0, "pairs": 1}
    assert told["level0"] == {"anna": "warme", "bram": None, "cas": None}
    assert len(told["fingerprint"]) == 64


def test_a_written_round_replays_to_the_same_fingerprint(tmp_path):
    problem = simulate.cohort(learners=80, sites=60, seed=3)
    again = run("replay", contract.dumps(contract.write(problem)), tmp_path)
    assert json.loads(again.stdout)["fingerprint"] == run_round(problem).fingerprint


def broken(path, value):
    """The round with one thing wrong: path of keys, and the value to put there."""
    document = json.loads(json.dumps(ROUND))
    spot = document
    for key in path[:-1]:
        spot = spot[key]
    spot[path[-1]] = value
    return document


FAULTS = [
    (["as_of"], "yesterday", "as_of"),
    (["as_of"], None, "as_of"),
    (["as_of"], "20260914", "as_of"),
    (["colour"], 1, "colour"),
    (["seed"], "x", "seed"),
    (["seed"], 2**70, "seed"),
    (["max_level"], 256, "max_level"),
    (["max_level"], True, "max_level"),
    (["weights", "travel"], 0.9, "weights.travel"),
    (["weights", "travel"], 0.51, "weights.travel"),
    (["weights", "beauty"], 0.1, "weights.beauty"),
    (["weights", "travel"], float("nan"), "weights.travel"),
    (["policy", "few_days_left"], -1, "policy.few_days_left"),
    (["policy", "kindness"], 1, "policy.kindness"),
    (["learners"], {}, "learners"),
    (["learners", 0], 7, "learners[0]"),
    (["learners", 0, "id"], None, "learners[0]"),
    (["learners", 0, "id"], 1.5, "learners[0].id"),
    (["learners", 1, "id"], "anna", "learners[id=anna]"),
    (["learners", 0, "x"], "east", "learners[id=anna].x"),
    (["learners", 0, "x"], float("inf"), "learners[id=anna].x"),
    (["learners", 0, "x"], 1e9, "learners[id=anna].x"),
    (["learners", 0, "modes"], ["rocket"], "learners[id=anna].modes"),
    (["learners", 0, "modes"], "bicycle", "learners[id=anna].modes"),
    (["learners", 0, "max_minutes"], 300, "learners[id=anna].max_minutes"),
    (["learners", 0, "max_minutes"], -1, "learners[id=anna].max_minutes"),
    (["learners", 0, "birth_date"], "2009-02-30", "learners[id=anna].birth_date"),
    (["learners", 0, "turns"], ["2024-01-01"], "learners[id=anna].turns"),
    (["learners", 0, "zone"], "brugge", "learners[id=anna].zone"),
    (["learners", 0, "languages"], [f"l{n}" for n in range(40)], "languages"),
    (["learners", 0, "programme"], "\ud800", "learners[id=anna].programme"),
    (["learners", 0, "hobby"], "chess", "learners[id=anna].hobby"),
    (["sites", 0, "capacity"], -1, "sites[id=warme].capacity"),
    (["sites", 0, "capacity"], 1.5, "sites[id=warme].capacity"),
    (["offers", 0, "capacity"], -1, "offers[0].capacity"),
    (["offers", 0, "capacity"], "veel", "offers[0].capacity"),
    (["offers", 1, "capacity"], 10**7, "offers[1].capacity"),
    (["sites", 0, "capacity"], None, "sites[id=warme]"),
    (["sites", 0, "mentor_available"], 80, "sites[id=warme].mentor_available"),
    (["offers", 0, "site"], "lauwe", "offers[0].site"),
    (["offers", 1, "site"], "warme", "offers[site=warme]"),
    (["offers", 0, "min_age"], 17, "offers[id=0].min_age"),
    (["offers", 0, "programme"], None, "offers[0]"),
    (["decisions", 0, "kind"], "maybe", "decisions[0].kind"),
    (["decisions", 0, "learner"], "dirk", "decisions[0].learner"),
    (["travel"], {"kind": "teleport"}, "travel.kind"),
    (["travel"], {"kind": "zones", "zones": ["a"], "minutes": {"car": [[1, 2]]}}, "travel.minutes.car"),
    (["travel"], {"kind": "straight", "minutes_per_km": [1, 2]}, "travel.minutes_per_km"),
    (["orders"], [{"site": "warme", "learners": ["anna", "anna"]}], "orders[0]"),
]


@pytest.mark.parametrize(
    ("path", "value", "entry"), FAULTS, ids=[f"{'.'.join(map(str, f[0]))}={str(f[1])[:12]}" for f in FAULTS]
)
def test_every_fault_names_its_entry(path, value, entry):
    with pytest.raises(EngineError) as fault:
        run_round(contract.read(broken(path, value)))
    assert fault.value.entry == entry
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("command", ["replay", "solve"])
@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "nan", '{"a": 1, "a": 2}', "[" * 5000, '{"seed": ' + "9" * 5000 + "}", '{"pref": 3, "learners": 3}',
     '{"as_of": "2026-09-14\\n", "cap": {"a": "b"}}'],
)  # fmt: skip
def test_broken_files_exit_2_with_one_line(command, text, tmp_path, capfdbinary):
    path = tmp_path / "in.json"
    path.write_text(text)
    assert main([command, str(path)]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.count(b"\n") == 1
    assert b"Traceback" not in err


def test_as_a_process_bad_input_leaves_no_traceback(tmp_path):
    found = run("replay", broken(["sites", 0, "capacity"], -1), tmp_path)
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr == b"sites[id=warme].capacity: -1 is outside 0..1000000\n"


def test_missing_binary_or_unnamed_files(tmp_path, capfdbinary):
    (tmp_path / "latin").write_bytes(b'"caf\xe9"')
    for arguments in (
        [],
        ["replay"],
        ["dance", "x"],
        ["replay", str(tmp_path / "none")],
        ["solve", str(tmp_path)],
        ["solve", str(tmp_path / "latin")],
    ):
        assert main(arguments) == 2
        assert capfdbinary.readouterr()[1].count(b"\n") == 1


def test_empty_round_is_valid():
    told = contract.answer(run_round(contract.read({"as_of": "2026-09-14"})))
    assert told["assignment"] == told["unplaced"] == {}
    assert told["certificate"] == {"blocking": 0, "infeasible": 0, "pairs": 0}


BARE = {
    "pref": {"a": ["s", "t"], "b": ["s"], "c": []},
    "prio": {"s": {"a": 2, "b": 1}, "t": {"a": 0.5}},
    "cap": {"s": 1, "t": 1, "u": 0},
}


def test_solve_levels_pins_and_forbids(tmp_path):
    found = json.loads(run("solve", {**BARE, "max_level": 0}, tmp_path).stdout)
    assert found == {"match": {"a": "s", "b": None, "c": None}, "level": {"a": 0, "b": 0, "c": 0}}
    assert solve({**BARE, "max_level": 1}) == {
        "match": {"a": "t", "b": "s", "c": None},
        "level": {"a": 0, "b": 1, "c": 0},
    }
    assert solve({**BARE, "max_level": {"a": 1, "b": 0}})["match"] == {"a": "s", "b": None, "c": None}
    assert solve({**BARE, "pins": [["b", "s"]]})["match"] == {"a": "t", "b": "s", "c": None}
    assert solve({**BARE, "forbid": [["a", "s"]], "max_level": 0})["match"] == {"a": "t", "b": "s", "c": None}
    assert solve({}) == {"match": {}, "level": {}}


def test_solve_breaks_equal_numbers_by_one_lottery():
    people = [f"l{n}" for n in range(40)]
    lists = {
        "pref": {one: ["s"] for one in people},
        "prio": {"s": dict.fromkeys(people, 1)},
        "cap": {"s": 1},
        "max_level": 0,
    }
    winners = {
        next(one for one, site in solve({**lists, "seed": seed})["match"].items() if site) for seed in range(12)
    }
    assert len(winners) > 4
    without = {**lists, "prio": {}}
    assert solve(without) == solve(lists)


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        ({"pref": {"a": ["x"]}}, "pref.a"),
        ({"pref": {"a": ["s", "s"]}}, "pref.a"),
        ({"pref": {"a": "s"}}, "pref.a"),
        ({"cap": {"s": -1}}, "cap.s"),
        ({"cap": {"s": 1.5}}, "cap.s"),
        ({"prio": {"s": {"a": 1}}}, "prio.s"),
        ({"prio": {"s": {"a": "high", "b": 1}}}, "prio.s.a"),
        ({"prio": {"x": {}}}, "prio.x"),
        ({"prio": {"s": {"zoe": 1}}}, "prio.s.zoe"),
        ({"max_level": -1}, "max_level"),
        ({"max_level": {"zoe": 1}}, "max_level.zoe"),
        ({"pins": [["a"]]}, "pins[0]"),
        ({"pins": [["a", "s"], ["a", "t"]]}, "pins"),
        ({"forbid": [["a", "x"]]}, "forbid[0]"),
        ({"sede": 1}, "sede"),
        ({"within": {"x": []}}, "within.x"),
        ({"within": {"s": {}}}, "within.s"),
        ({"within": {"s": [{"cap": 1}]}}, "within.s[0]"),
        ({"within": {"s": [{"cap": -1, "learners": []}]}}, "within.s[0].cap"),
        ({"within": {"s": [{"cap": 1, "learners": ["zoe"]}]}}, "within.s[0]"),
        ({"within": {"s": [{"cap": 1, "learners": ["a"]}, {"cap": 1, "learners": ["a"]}]}}, "within.s[1]"),
    ],
)
def test_solve_names_the_fault(change, entry):
    with pytest.raises(EngineError) as fault:
        solve({**BARE, **change})
    assert fault.value.entry == entry
