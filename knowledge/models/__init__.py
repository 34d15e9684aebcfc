"""Training and sharing knowledge."""

from knowledge.models.courses import Course, CourseCost, CourseSession, Participant, Trainer
from knowledge.models.pairs import CoachingPair, PairLog, PairMoment
from knowledge.models.tools import Tool, ToolReview

__all__ = [
    "CoachingPair",
    "Course",
    "CourseCost",
    "CourseSession",
    "PairLog",
    "PairMoment",
    "Participant",
    "Tool",
    "ToolReview",
    "Trainer",
]
