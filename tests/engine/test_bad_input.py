"""Every kind of bad or borderline input, one after another: refused with one line that names it, or worked out in full.

What only the database can bring (a decline after a pin, a place that closes) stands in `tests/matchmaking/test_bad_input.py`;
wrong columns of tables in `test_tables.py`.
"""

import json
import tracemalloc

import pytest

from matchmaking.engine import EngineError, contract, run_round
from matchmaking.engine.__main__ import main
from tests.engine.test_contract import BARE, FAULTS, broken

HUGE = 1_000_000


def document(*, learner=None, site=None, offer=None, **top):
    """Anna, one bakery three kilometres away and its offer, with changes; None leaves a field out."""
    rows = {
        "learners": {"id": "anna", "programme": "bakker", "x": 0, "y": 0, "modes": ["bicycle"], "max_minutes": 45,
                     "birth_date": "2009-02-01", "to_learn": ["kneden"]},
        "sites": {"id": "warme", "x": 3, "y": 0, "capacity": 1},
        "offers": {"site": "warme", "programme": "bakker", "teaches": ["kneden"], "min_age": 15},
    }  # fmt: skip
    for name, change in (("learners", learner), ("sites", site), ("offers", offer)):
        rows[name] = {key: value for key, value in (rows[name] | (change or {})).items() if value is not None}
    return {"as_of": "2026-09-14", **{name: [row] for name, row in rows.items()}, **top}


def answer(given):
    return contract.answer(run_round(contract.read(given)))


def placed(given):
    """{learner: site} of a document, whose certificate must be clean."""
    told = answer(given)
    assert told["certificate"]["blocking"] == told["certificate"]["infeasible"] == 0
    return {one: seat["site"] for one, seat in told["assignment"].items()}


def test_the_document_the_cases_start_from_is_a_good_one():
    assert placed(document()) == {"anna": "warme"}


@pytest.mark.parametrize(("path", "value", "entry"), FAULTS, ids=[f"{'.'.join(map(str, f[0]))}" for f in FAULTS])
def test_replay_exits_with_2_and_one_line_that_begins_with_the_entry(path, value, entry, tmp_path, capfdbinary):
    file = tmp_path / "in.json"
    file.write_text(json.dumps(broken(path, value)))
    assert main(["replay", str(file)]) == 2
    out, err = capfdbinary.readouterr()
    assert (out, err.count(b"\n")) == (b"", 1)
    if value == value and value != float("inf"):  # JSON has no NaN or infinity: the file itself is refused
        assert err.decode().startswith(f"{entry}: ")


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        ({"cap": {"s": -1}}, "cap.s"),
        ({"cap": {"s": 10**30}}, "cap.s"),
        ({"pref": {"a": ["x"]}}, "pref.a"),
        ({"pref": {"a": ["s", "s"]}}, "pref.a"),
        ({"pins": [["a", "s"], ["a", "t"]]}, "pins"),
        ({"prio": {"s": {"a": 1}}}, "prio.s"),
        ({"max_level": {"zoe": 1}}, "max_level.zoe"),
    ],
)
def test_solve_exits_with_2_and_one_line_that_begins_with_the_entry(change, entry, tmp_path, capfdbinary):
    file = tmp_path / "in.json"
    file.write_text(json.dumps({**BARE, **change}))
    assert main(["solve", str(file)]) == 2
    out, err = capfdbinary.readouterr()
    assert (out, err.count(b"\n")) == (b"", 1)
    assert err.decode().startswith(f"{entry}: ")


@pytest.mark.parametrize("empty", [["learners"], ["sites", "offers"], ["offers"], ["learners", "sites", "offers"]])
def test_empty_tables_are_a_round_in_which_nobody_is_placed(empty):
    given = document(**{name: [] for name in empty})
    told = answer(given)
    assert told["assignment"] == {}
    assert told["certificate"] == {"blocking": 0, "infeasible": 0, "pairs": 0}
    assert set(told["unplaced"]) == {row["id"] for row in given["learners"]}


@pytest.mark.parametrize("change", [{"site": {"capacity": 0}}, {"offer": {"capacity": 0}}])
def test_no_place_is_the_reason_where_the_capacity_is_zero(change):
    told = answer(document(**change))
    assert told["unplaced"] == {"anna": {"no_place": 1}}


def test_a_huge_capacity_takes_everybody_and_costs_no_memory_for_empty_chairs():
    people = [{"id": f"l{n:03}", "programme": "bakker", "x": 0, "y": 0} for n in range(40)]
    sites = [{"id": f"s{n}", "x": 0.1, "y": 0, "capacity": HUGE} for n in range(8)]
    offers = [{"site": one["id"], "programme": "bakker", "capacity": HUGE} for one in sites]
    problem = contract.read(document(learners=people, sites=sites, offers=offers))
    tracemalloc.start()
    result = run_round(problem)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (result.assignment.site >= 0).all()
    assert result.certificate.clean
    assert peak < 8 * HUGE, "a byte per chair would be as much"


def test_more_than_a_huge_capacity_is_refused_by_row():
    for table, change in (("sites", {"site": {"capacity": HUGE + 1}}), ("offers", {"offer": {"capacity": HUGE + 1}})):
        with pytest.raises(EngineError) as fault:
            contract.read(document(**change))
        assert fault.value.entry.startswith(table)
        assert fault.value.entry.endswith(".capacity")


def test_an_id_that_occurs_twice_is_named_in_every_table():
    base = document()
    twice = {name: [base[name][0]] * 2 for name in ("learners", "sites", "offers")}
    for name, entry in (
        ("learners", "learners[id=anna]"),
        ("sites", "sites[id=warme]"),
        ("offers", "offers[site=warme]"),
    ):
        with pytest.raises(EngineError) as fault:
            contract.read({**base, name: twice[name]})
        assert fault.value.entry == entry
    pin = {"learner": "anna", "site": "warme", "kind": "pin"}
    with pytest.raises(EngineError) as fault:
        contract.read({**base, "decisions": [pin, pin]})
    assert fault.value.entry == "decisions[learner=anna]"


@pytest.mark.parametrize(
    "change", [{"learner": {"x": None, "y": None}}, {"site": {"x": None}}, {"learner": {"y": None}}]
)
def test_an_unknown_point_is_told_and_never_matched(change):
    told = answer(document(**change))
    assert (told["assignment"], told["unplaced"]) == ({}, {"anna": {"location_unknown": 1}})


def test_a_point_far_outside_the_province_is_too_far_and_disturbs_nobody():
    base = document()
    far = {**base["learners"][0], "id": "verre", "x": -19_999, "y": 19_999}
    there = {**base["sites"][0], "id": "ginder", "x": 19_999, "y": -19_999}
    offers = [*base["offers"], {**base["offers"][0], "site": "ginder"}]
    given = {**base, "learners": [*base["learners"], far], "sites": [*base["sites"], there], "offers": offers}
    assert placed(given) == {"anna": "warme"}
    assert answer(given)["unplaced"] == {"verre": {"too_far": 2}}


def test_without_a_programme_nothing_is_taught():
    assert answer(document(learner={"programme": None}))["unplaced"] == {"anna": {"programme_not_taught": 1}}


@pytest.mark.parametrize("change", [{"learner": {"to_learn": None}}, {"offer": {"teaches": None}}])
def test_without_activities_a_place_still_has_a_score_that_adds_up(change):
    seat = answer(document(**change))["assignment"]["anna"]
    assert sum(part[3] for part in seat["parts"]) == seat["learner_score"] > 0
    assert sum(part[3] for part in seat["site_parts"]) == seat["site_score"]


@pytest.mark.parametrize(
    ("age", "begin", "may"),
    [
        (15, "2023-02-28", False),
        (15, "2023-03-01", True),
        (16, "2024-02-28", False),
        (16, "2024-02-29", True),
        (18, "2026-02-28", False),
        (18, "2026-03-01", True),
    ],
)
def test_who_was_born_on_29_february_has_a_birthday_on_1_march_in_other_years(age, begin, may):
    given = document(learner={"birth_date": "2008-02-29", "begin": begin}, offer={"min_age": age}, as_of="2023-01-01")
    told = answer(given)
    assert told["unplaced"] == ({} if may else {"anna": {"too_young": 1}})


def test_29_february_is_a_day_to_begin_and_to_end_in_a_leap_year_only():
    leap = "2028-02-29"
    given = document(as_of=leap, learner={"begin": leap}, offer={"valid_from": leap, "valid_until": leap})
    assert placed(given) == {"anna": "warme"}
    with pytest.raises(EngineError) as fault:
        contract.read(document(learner={"begin": "2027-02-29"}))
    assert fault.value.entry == "learners[id=anna].begin"


@pytest.mark.parametrize(("until", "recognised"), [("2026-09-15", True), ("2026-09-14", True), ("2026-09-13", False)])
def test_a_recognition_that_ends_on_the_first_day_still_counts_that_day(until, recognised):
    told = answer(document(learner={"begin": "2026-09-14"}, offer={"valid_until": until}))
    assert told["unplaced"] == ({} if recognised else {"anna": {"not_recognised": 1}})


@pytest.mark.parametrize(
    ("change", "kinds", "reasons"),
    [
        ({}, ["pin", "decline"], ["declined"]),
        ({}, ["pin", "forbid"], ["forbidden"]),
        ({}, ["decline", "forbid", "pin"], ["declined", "forbidden"]),
        ({"site": {"capacity": 0}}, ["pin"], ["no_place"]),
        ({"offer": {"capacity": 0}}, ["pin"], ["no_place"]),
        ({"learner": {"programme": "kapper"}}, ["pin"], ["programme_not_taught"]),
        ({"site": {"x": 300}}, ["pin"], ["too_far"]),
        ({"offer": {"min_age": 18}}, ["pin", "forbid"], ["too_young", "forbidden"]),
    ],
)
def test_a_pin_that_cannot_be_stands_and_every_broken_rule_is_told(change, kinds, reasons):
    made = [{"learner": "anna", "site": "warme", "kind": kind} for kind in kinds]
    told = answer(document(**change, decisions=made))
    assert told["assignment"]["anna"]["site"] == "warme"
    assert told["assignment"]["anna"]["pinned"]
    assert told["warnings"] == [{"learner": "anna", "site": "warme", "reasons": reasons}]
    assert told["certificate"]["infeasible"] == 0


def test_of_two_pins_on_one_place_the_second_is_told_and_nobody_else_gets_in():
    base = document()
    people = [{**base["learners"][0], "id": one} for one in ("anna", "bram", "cas")]
    pins = [{"learner": one, "site": "warme", "kind": "pin"} for one in ("bram", "anna")]
    told = answer({**base, "learners": people, "decisions": pins})
    assert set(told["assignment"]) == {"anna", "bram"}
    assert told["warnings"] == [{"learner": "bram", "site": "warme", "reasons": ["no_place"]}]
    assert told["unplaced"] == {"cas": {"all_taken": 1}}
