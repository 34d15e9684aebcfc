"""The action plan as files: see `actionplan/data/README.md`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import models

from actionplan.models import (
    Action,
    Formula,
    FoundingItem,
    Indicator,
    Measure,
    Milestone,
    OperationalGoal,
    PlanVersion,
    Strand,
    StrategicGoal,
    SuccessFactor,
)
from catalogue.reference.parsing import ids_by, plain, refer, refer_or_none
from catalogue.services.reference import Parse, ReferenceTable, Row, Values

DATA = Path(__file__).resolve().parent / "data"
EMPTY_TITLE = "(in de nota niet ingevuld)"
NOTE = ("note_text", "source")


def _by_plan(model: type[models.Model], plan: str) -> dict[Any, int]:
    """Return the primary keys of a table by "<plan> <number>"."""
    rows = model._default_manager.values_list(plan, "number", "pk")
    return {f"{key} {number}": pk for key, number, pk in rows}


def _goal_parser() -> Parse:
    plans = ids_by(PlanVersion, "key")
    return lambda row: [_copied(row, "number", "title", *NOTE) | {"version_id": refer(plans, "het plan", row["plan"])}]


def _copied(row: Row, *names: str) -> Values:
    return {name: row[name] for name in names}


def _operational_goal_parser() -> Parse:
    goals = _by_plan(StrategicGoal, "version__key")

    def parse(row: Row) -> list[Values]:
        goal = refer(goals, "de strategische doelstelling", f"{row['plan']} {row['strategic_goal']}")
        return [_copied(row, "number", "title", *NOTE) | {"strategic_goal_id": goal}]

    return parse


def _factor_parser() -> Parse:
    plans, lines = ids_by(PlanVersion, "key"), ids_by(FoundingItem, "number")

    def parse(row: Row) -> list[Values]:
        links = {
            "version_id": refer(plans, "het plan", row["plan"]),
            "critical_factor_id": refer_or_none(lines, "de factor uit 5.1", row["critical_factor"]),
        }
        return [_copied(row, "number", "title", *NOTE) | links]

    return parse


def _action_parser() -> Parse:
    goals = _by_plan(OperationalGoal, "strategic_goal__version__key")
    factors = _by_plan(SuccessFactor, "version__key")

    def parent(known: dict[Any, int], what: str, row: Row, column: str) -> int | None:
        return refer_or_none(known, what, f"{row['plan']} {row[column]}" if row[column] else "")

    def parse(row: Row) -> list[Values]:
        return [
            _copied(row, "number", "open_steps", *NOTE)
            | {
                "title": row["title"] or EMPTY_TITLE,
                "operational_goal_id": parent(goals, "de operationele doelstelling", row, "operational_goal"),
                "success_factor_id": parent(factors, "de succesfactor", row, "success_factor"),
                "from_note": True,
            }
        ]

    return parse


def _indicator_goal_parser() -> Parse:
    indicators, goals = ids_by(Indicator, "number"), _by_plan(StrategicGoal, "version__key")
    first = PlanVersion.objects.order_by("starts_on").values_list("key", flat=True).first() or ""

    def parse(row: Row) -> list[Values]:
        indicator = refer(indicators, "de indicator", row["number"])
        found = [refer(goals, "de strategische doelstelling", f"{first} {each}") for each in row["goals"].split(";")]
        return [{"indicator_id": indicator, "strategicgoal_id": goal} for goal in found]

    return parse


def _founding_parser() -> Parse:
    strands = ids_by(Strand, "number")

    def parse(row: Row) -> list[Values]:
        strand = refer_or_none(strands, "de krachtlijn", row["strand"])
        return [_copied(row, "number", "kind", "text", "source") | {"strand_id": strand}]

    return parse


def _founding_part_parser() -> Parse:
    lines = ids_by(FoundingItem, "number")

    def parse(row: Row) -> list[Values]:
        return (
            [{"number": row["number"], "parent_id": refer(lines, "de regel", row["parent"])}] if row["parent"] else []
        )

    return parse


def _milestone(row: Row) -> list[Values]:
    days = {name: row[name] or None for name in ("starts_on", "due_on")}
    return [_copied(row, "number", "short", "timing", "what", "aim", "funding", "source") | days]


def _measure_parser() -> Parse:
    indicators = ids_by(Indicator, "number")

    def parse(row: Row) -> list[Values]:
        links = {"indicator_id": refer(indicators, "de indicator", row["indicator"])}
        about = {"about_people": row["about_people"] == "ja"}
        return [_copied(row, "code", "title", "unit", "origin", "timing", "direction") | about | links]

    return parse


def _formula_parser() -> Parse:
    measures = ids_by(Measure, "code")
    words = ("number", "definition", "numerator", "denominator", "source", "function", "valid_from")
    return lambda row: [_copied(row, *words) | {"measure_id": refer(measures, "het cijfer", row["code"])}]


def _table(
    name: str, file: str, columns: str, model: type[models.Model], key: str, parser: Callable[[], Parse], **more: Any
) -> ReferenceTable:
    more = {"staff_edits": True} | more
    return ReferenceTable(name, DATA / file, tuple(columns.split()), model, tuple(key.split()), parser, **more)


PLAN = "key title starts_on ends_on state"
STRAND = "number name description"
GOAL = "plan number title note_text source"
ACTION = "plan number title operational_goal success_factor open_steps note_text source"
MILESTONE = "number short timing starts_on due_on what aim funding source"
FOUNDING = "number kind text parent strand source"
MEASURE = "code indicator title unit origin timing direction about_people"
FORMULA = "code number definition numerator denominator source function valid_from"
INDICATOR = "number kind title note_text source goals"
TABLES = (
    _table("actieplannen", "plans.csv", PLAN, PlanVersion, "key", lambda: plain(*PLAN.split())),
    _table("krachtlijnen", "strands.csv", STRAND, Strand, "number", lambda: plain(*STRAND.split())),
    _table("regels uit de visienota", "founding_items.csv", FOUNDING, FoundingItem, "number", _founding_parser),
    _table(
        "delen van regels uit de visienota",
        "founding_items.csv",
        FOUNDING,
        FoundingItem,
        "number",
        _founding_part_parser,
        staff_edits=False,
        owned=models.Q(number__regex=r"^7\.2\.[a-d]\.[0-9]+$"),
    ),
    _table(
        "strategische doelstellingen", "strategic_goals.csv", GOAL, StrategicGoal, "version_id number", _goal_parser
    ),
    _table(
        "operationele doelstellingen",
        "operational_goals.csv",
        f"{GOAL} strategic_goal",
        OperationalGoal,
        "strategic_goal_id number",
        _operational_goal_parser,
    ),
    _table(
        "kritieke succesfactoren",
        "success_factors.csv",
        f"{GOAL} critical_factor",
        SuccessFactor,
        "version_id number",
        _factor_parser,
    ),
    _table("acties", "actions.csv", ACTION, Action, "number operational_goal_id success_factor_id", _action_parser),
    _table(
        "indicatoren",
        "indicators.csv",
        INDICATOR,
        Indicator,
        "number",
        lambda: plain("number", "kind", "title", *NOTE),
    ),
    _table(
        "doelen van indicatoren",
        "indicators.csv",
        INDICATOR,
        Indicator.goals.through,
        "indicator_id strategicgoal_id",
        _indicator_goal_parser,
    ),
    _table("cijfers", "measures.csv", MEASURE, Measure, "code", _measure_parser),
    _table("formules", "formulas.csv", FORMULA, Formula, "measure_id number", _formula_parser),
    _table("mijlpalen", "milestones.csv", MILESTONE, Milestone, "number", lambda: _milestone),
)
