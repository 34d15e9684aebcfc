"""A round as JSON, in and out: for audits, for replays, and for anybody who wants to check a result on their own.

`read` and `write` are each other's reverse up to the names: a problem made from tables is written with numbers for names.
"""

import json
from datetime import date
from typing import Any

import numpy as np

from matchmaking.engine.bits import FAR
from matchmaking.engine.document import MODE_NAMES, read
from matchmaking.engine.problem import Problem
from matchmaking.engine.result import ENGINE_VERSION, Result
from matchmaking.engine.rules import Reason
from matchmaking.engine.score import Part, explain
from matchmaking.engine.travel import StraightLine, ZoneMatrix
from matchmaking.engine.types import Kind

__all__ = ["answer", "dumps", "read", "write"]


def dumps(document: Any) -> str:
    """Canonical JSON: sorted keys, one line, ends in a newline. The same document gives the same bytes."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def answer(result: Result) -> dict[str, Any]:
    """The result of a round as a document, by the ids of the problem (always texts)."""
    people = [str(one) for one in result.packed.problem.learners.id.tolist()]
    sites = [str(one) for one in result.packed.problem.sites.id.tolist()]
    outcome, report = result.assignment, result.certificate
    level0 = [sites[site] if site >= 0 else None for site in outcome.level0_site.tolist()]
    return {
        "assignment": {people[row]: _seat(result, row, sites) for row in np.flatnonzero(outcome.site >= 0).tolist()},
        "level0": dict(zip(people, level0, strict=True)),
        "unplaced": {people[row]: removed for row, removed in result.unplaced.items()},
        "warnings": [
            {"learner": people[one], "site": sites[site], "reasons": _reason_names(found)}
            for one, site, found in outcome.warnings
        ],
        "certificate": {"blocking": report.blocking, "infeasible": report.infeasible, "pairs": len(result.pairs)},
        "metrics": result.metrics,
        "engine": ENGINE_VERSION,
        "fingerprint": result.fingerprint,
    }


def _seat(result: Result, row: int, sites: list[str]) -> dict[str, Any]:
    outcome = result.assignment
    offer = int(outcome.offer[row])
    seat: dict[str, Any] = {
        "site": sites[outcome.site[row]],
        "level": int(outcome.level[row]),
        "learner_score": int(outcome.learner_score[row]),
        "site_score": int(outcome.site_score[row]),
        "pinned": bool(outcome.pinned[row]),
        "parts": [],
        "site_parts": [],
    }
    if offer >= 0:
        told = explain(result.packed, row, offer)
        seat["parts"], seat["site_parts"] = _part_lists(told.learner_parts), _part_lists(told.site_parts)
        seat["minutes"] = told.minutes
        seat["mode"] = str(told.mode.name).lower() if told.mode else None
    return seat


def _part_lists(parts: tuple[Part, ...]) -> list[list[Any]]:
    return [list(part) for part in parts]


def _reason_names(found: Reason) -> list[str]:
    return [str(reason.name).lower() for reason in Reason if reason in found]


def write(problem: Problem) -> dict[str, Any]:
    """The problem as a document that `read` takes back; its round has the same fingerprint."""
    people, places = problem.learners.id.tolist(), problem.sites.id.tolist()
    decided = problem.decisions
    kinds = [str(Kind(kind).name).lower() for kind in decided.kind.tolist()]
    return {
        "as_of": _date(problem.as_of),
        "seed": problem.seed,
        "max_level": problem.max_level,
        "weights": problem.weights.as_mapping(),
        "policy": {name: getattr(problem.policy, name) for name in type(problem.policy).__slots__},
        "travel": _travel(problem),
        "learners": _learner_rows(problem),
        "sites": _site_rows(problem),
        "offers": _offer_rows(problem, places),
        "decisions": [
            {"learner": people[one], "site": places[site], "kind": kind}
            for one, site, kind in zip(decided.learner.tolist(), decided.site.tolist(), kinds, strict=True)
        ],
        "orders": _orders(problem, people, places),
    }


def _orders(problem: Problem, people: list[Any], places: list[Any]) -> list[dict[str, Any]]:
    made = problem.decisions
    lists: dict[int, list[tuple[int, int]]] = {}
    for site, one, place in zip(
        made.order_site.tolist(), made.order_learner.tolist(), made.order_place.tolist(), strict=True
    ):
        lists.setdefault(site, []).append((place, one))
    return [{"site": places[site], "learners": [people[one] for _, one in sorted(row)]} for site, row in lists.items()]


def _travel(problem: Problem) -> dict[str, Any]:
    travel = problem.travel
    if isinstance(travel, StraightLine):
        return {"kind": "straight", "overhead": list(travel.overhead), "minutes_per_km": list(travel.minutes_per_km)}
    if isinstance(travel, ZoneMatrix):
        minutes = {mode: travel.matrix[:, :, place].tolist() for place, mode in enumerate(MODE_NAMES)}
        return {"kind": "zones", "zones": [str(zone) for zone in range(travel.matrix.shape[0])], "minutes": minutes}
    raise TypeError(f"cannot write {type(travel).__name__}")


def _date(day: int, none: int = -1) -> str | None:
    """ISO date; None for the day number that stands for "unknown" or "no end"."""
    return None if day in (none, FAR) else date.fromordinal(day).isoformat()


def _names(bits: int) -> list[str]:
    return [str(bit) for bit in range(bits.bit_length()) if bits >> bit & 1]


def _activity_names(words: list[int]) -> list[str]:
    return _names(sum(word << (64 * place) for place, word in enumerate(words)))


def _km(value: float) -> float | None:
    return None if np.isnan(value) else value


def _zone(problem: Problem, zone: int) -> str | None:
    """Zones count only with a matrix; one outside it is an unknown location."""
    travel = problem.travel
    return str(zone) if isinstance(travel, ZoneMatrix) and 0 <= zone < travel.matrix.shape[0] else None


def _learner_rows(problem: Problem) -> list[dict[str, Any]]:
    table = problem.learners
    columns = {name: getattr(table, name).tolist() for name in ("id", *table.COLUMNS)}
    return [_learner(problem, dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def _learner(problem: Problem, row: dict[str, Any]) -> dict[str, Any]:
    sets = {name: _names(row[name]) for name in ("languages", "has", "needs", "tags")}
    return {
        **row,
        **sets,
        "programme": None if row["programme"] < 0 else row["programme"],
        "zone": _zone(problem, row["zone"]),
        "x": _km(row["x"]),
        "y": _km(row["y"]),
        "modes": [MODE_NAMES[int(bit)] for bit in _names(row["modes"])],
        "begin": _date(row["begin"]),
        "until": _date(row["until"]),
        "turns": [_date(one) for one in row["turns"]],
        "to_learn": _activity_names(row["to_learn"]),
        "wants": _activity_names(row["wants"]),
    }


def _site_rows(problem: Problem) -> list[dict[str, Any]]:
    table = problem.sites
    columns = {name: getattr(table, name).tolist() for name in ("id", *table.COLUMNS)}
    listed = []
    for line in zip(*columns.values(), strict=True):
        row = dict(zip(columns, line, strict=True))
        shift = None if row["shift_begin"] < 0 else row["shift_begin"]
        told = {"tags": _names(row["tags"]), "zone": _zone(problem, row["zone"]), "shift_begin": shift}
        listed.append({**row, **told, "x": _km(row["x"]), "y": _km(row["y"])})
    return listed


def _offer_rows(problem: Problem, places: list[Any]) -> list[dict[str, Any]]:
    table = problem.offers
    columns = {name: getattr(table, name).tolist() for name in table.COLUMNS}
    listed = []
    for line in zip(*columns.values(), strict=True):
        row = dict(zip(columns, line, strict=True))
        sets = {name: _names(row[name]) for name in ("requires", "provides", "languages")}
        dates = {name: _date(row[name], none=0) for name in ("valid_from", "valid_until", "until")}
        begin = _date(row["begin"])
        listed.append(
            {
                **row,
                **sets,
                **dates,
                "capacity": None if row["capacity"] < 0 else row["capacity"],
                "shift_begin": None if row["shift_begin"] < 0 else row["shift_begin"],
                "begin": begin,
                "site": places[row["site"]],
                "teaches": _activity_names(row["teaches"]),
            }
        )
    return listed
