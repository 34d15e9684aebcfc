"""Training and sharing knowledge."""

from knowledge.models.tools import Tool, ToolReview

__all__ = ["Tool", "ToolReview"]
