"""Training and sharing knowledge on the staff desk."""

from knowledge.admin import courses, pairs, tools

__all__ = ["courses", "pairs", "tools"]
