"""Training and sharing knowledge."""

from knowledge.models.courses import Course, CourseCost, CourseSession, Participant, Trainer
from knowledge.models.tools import Tool, ToolReview

__all__ = ["Course", "CourseCost", "CourseSession", "Participant", "Tool", "ToolReview", "Trainer"]
