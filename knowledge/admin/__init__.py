"""Training and sharing knowledge on the staff desk."""

from knowledge.admin import tools

__all__ = ["tools"]
