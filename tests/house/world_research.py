"""Research in the small world of the house tests."""

from typing import Any

from tests.factories.research import ColumnMemoryFactory, OutsideAnswerFactory, OutsideFigureFactory


def add_research(world: Any) -> None:
    """A table from elsewhere with a figure and a row that was refused."""
    figure = OutsideFigureFactory(programme=world.programme)
    OutsideAnswerFactory(table=figure.table)
    ColumnMemoryFactory()
    world.rows |= {"outside": figure.table}


def research_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of this corner."""
    return {
        "admin:research_outsidetable_page": [world.outside.public_id],
        "admin:research_outsidetable_answers": [world.outside.public_id],
        "admin:research_outsidetable_act": [world.outside.public_id, "terug"],
    }
