"""The action plan as files: see `actionplan/data/README.md`."""

from pathlib import Path

from actionplan.models import Action, Indicator, OperationalGoal, Strand, StrategicGoal, SuccessFactor
from catalogue.reference.parsing import ids_by, plain, refer, refer_or_none
from catalogue.services.reference import Parse, ReferenceTable, Row, Values

DATA = Path(__file__).resolve().parent / "data"
EMPTY_TITLE = "(in de nota niet ingevuld)"


def _operational_goal_parser() -> Parse:
    goals = ids_by(StrategicGoal, "number")

    def parse(row: Row) -> list[Values]:
        goal = refer(goals, "de strategische doelstelling", row["strategic_goal"])
        return [{"number": row["number"], "title": row["title"], "strategic_goal_id": goal}]

    return parse


def _action_parser() -> Parse:
    goals, factors = ids_by(OperationalGoal, "number"), ids_by(SuccessFactor, "number")

    def parse(row: Row) -> list[Values]:
        return [
            {
                "number": row["number"],
                "title": row["title"] or EMPTY_TITLE,
                "operational_goal_id": refer_or_none(goals, "de operationele doelstelling", row["operational_goal"]),
                "success_factor_id": refer_or_none(factors, "de succesfactor", row["success_factor"]),
                "from_note": True,
            }
        ]

    return parse


TABLES = (
    ReferenceTable(
        name="krachtlijnen",
        path=DATA / "strands.csv",
        columns=("number", "name", "description"),
        model=Strand,
        key=("number",),
        parser=lambda: plain("number", "name", "description"),
        staff_edits=True,
    ),
    ReferenceTable(
        name="strategische doelstellingen",
        path=DATA / "strategic_goals.csv",
        columns=("number", "title"),
        model=StrategicGoal,
        key=("number",),
        parser=lambda: plain("number", "title"),
        staff_edits=True,
    ),
    ReferenceTable(
        name="operationele doelstellingen",
        path=DATA / "operational_goals.csv",
        columns=("number", "title", "strategic_goal"),
        model=OperationalGoal,
        key=("number",),
        parser=_operational_goal_parser,
        staff_edits=True,
    ),
    ReferenceTable(
        name="kritieke succesfactoren",
        path=DATA / "success_factors.csv",
        columns=("number", "title"),
        model=SuccessFactor,
        key=("number",),
        parser=lambda: plain("number", "title"),
        staff_edits=True,
    ),
    ReferenceTable(
        name="acties",
        path=DATA / "actions.csv",
        columns=("number", "title", "operational_goal", "success_factor"),
        model=Action,
        key=("number", "operational_goal_id", "success_factor_id"),
        parser=_action_parser,
        staff_edits=True,
    ),
    ReferenceTable(
        name="indicatoren",
        path=DATA / "indicators.csv",
        columns=("number", "kind", "title"),
        model=Indicator,
        key=("number",),
        parser=lambda: plain("number", "kind", "title"),
        staff_edits=True,
    ),
)
