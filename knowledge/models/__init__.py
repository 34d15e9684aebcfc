"""Training and sharing knowledge."""

from knowledge.models.articles import Article
from knowledge.models.courses import Course, CourseCost, CourseSession, Participant, Trainer
from knowledge.models.pairs import CoachingPair, PairLog, PairMoment
from knowledge.models.search import SearchEntry, UnansweredSearch
from knowledge.models.surveys import (
    Survey,
    SurveyAnswer,
    SurveyInvitation,
    SurveyLog,
    SurveyQuestion,
    SurveyResponse,
)
from knowledge.models.tools import Tool, ToolReview
from knowledge.models.web import PageRemark, WebDay

__all__ = [
    "Article",
    "CoachingPair",
    "Course",
    "CourseCost",
    "CourseSession",
    "PageRemark",
    "PairLog",
    "PairMoment",
    "Participant",
    "SearchEntry",
    "Survey",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyLog",
    "SurveyQuestion",
    "SurveyResponse",
    "Tool",
    "ToolReview",
    "Trainer",
    "UnansweredSearch",
    "WebDay",
]
