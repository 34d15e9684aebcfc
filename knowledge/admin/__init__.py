"""Training and sharing knowledge on the staff desk."""

from knowledge.admin import articles, courses, pairs, surveys, tools, web

__all__ = ["articles", "courses", "pairs", "surveys", "tools", "web"]
