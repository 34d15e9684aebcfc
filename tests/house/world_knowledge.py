"""Training and sharing knowledge in the small world of the house tests."""

from typing import Any

from tests.factories.knowledge import ToolFactory, ToolReviewFactory


def add_knowledge(world: Any) -> None:
    """A tool that was reviewed."""
    tool = ToolFactory()
    world.rows |= {"tool": tool, "tool_review": ToolReviewFactory(tool=tool)}


def knowledge_arguments(world: Any) -> dict[str, list[Any]]:
    """Return the arguments of the addresses of this corner."""
    return {
        "knowledge:tool": [world.tool.slug],
        "knowledge:review_drop": [world.tool.slug],
    }
