"""Training and sharing knowledge on the staff desk."""

from knowledge.admin import courses, tools

__all__ = ["courses", "tools"]
