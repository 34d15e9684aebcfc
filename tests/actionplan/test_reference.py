"""The action plan in files, against the numbering of the founding note."""

import csv
import re
from pathlib import Path

DATA = Path("actionplan/data")


def rows(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_six_goals_with_their_operational_goals():
    per_goal = {}
    for row in rows("operational_goals.csv"):
        per_goal.setdefault(row["strategic_goal"], []).append(row["number"])
    counts = {"1": 5, "2": 3, "3": 6, "4": 3, "5": 8, "6": 4}
    assert per_goal == {goal: [f"{goal}.{n}" for n in range(1, count + 1)] for goal, count in counts.items()}
    assert [row["number"] for row in rows("strategic_goals.csv")] == list(counts)


def test_actions_have_the_numbers_of_the_note():
    note = [
        "1.1.1.1",
        "1.1.1.2",
        "1.2.1.1",
        "1.4.1.1",
        "1.4.1.2",
        "1.4.1.3",
        "1.5.1.1",
        "1.5.1.2",
        "2.1.1.1",
        "2.2.1.1",
        "2.3.1.1",
        "3.1.1.1",
        "3.2.1.2",
        "3.3.1.1",
        "3.3.1.2",
        "3.5.1.1",
        "3.5.1.2",
        "4.1.1.1",
        "4.1.1.2",
        "4.1.1.3",
        "4.2.1.1",
        "5.1.1.1",
        "5.1.1.2",
        "5.3.1.1",
        "5.4.1.1",
        "5.5.1.1",
        "5.6.1.1",
        "5.6.1.2",
    ]
    actions = [row for row in rows("actions.csv") if row["operational_goal"]]
    assert [row["number"] for row in actions] == note
    assert all(row["number"].startswith(row["operational_goal"] + ".1.") for row in actions)
    assert [row["number"] for row in actions if not row["title"]] == ["3.2.1.2"]


def test_success_factors_and_their_actions():
    factors = {}
    for row in rows("actions.csv"):
        if row["success_factor"]:
            factors.setdefault(row["success_factor"], []).append(row["number"])
    counts = {"1": 4, "2": 3, "3": 4, "4": 3}
    assert factors == {factor: [f"{factor}.{n}" for n in range(1, count + 1)] for factor, count in counts.items()}
    odd = next(row for row in rows("actions.csv") if row["success_factor"] and row["number"] == "1.1")
    assert odd["open_steps"] == "1.1.1, 1.2.2"


def test_spot_checks_of_the_words():
    actions = {(row["operational_goal"], row["number"]): row["title"] for row in rows("actions.csv")}
    assert actions["3.5", "3.5.1.1"].startswith("Quick-scan app: hoe klaar bent u voor duaal")
    assert actions["1.2", "1.2.1.1"] == "Pilot voor de textielsector"
    goals = {row["number"]: row["title"] for row in rows("operational_goals.csv")}
    assert goals["3.6"] == "De connectie maken met de aanloopfase"
    assert "maximaal duaal" in goals["3.4"]
    assert not any(re.search(r"\b(ikv|ivm|dmv)\b", title) for title in goals.values())


def test_strands_and_indicators():
    strands = ["Campagneontwikkeling", "Operationeel onderzoek", "Pool van expertise", "Vorming en kennisdeling"]
    assert [row["name"] for row in rows("strands.csv")] == strands
    kinds = [(row["number"], row["kind"]) for row in rows("indicators.csv") if row["kind"] != "own"]
    assert kinds == [(f"5.2.{letter}", "output") for letter in "abcd"] + [
        (f"5.3.{letter}", "impact") for letter in "abc"
    ]
