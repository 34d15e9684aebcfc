"""What comes back often in the questions to the pool, and what we already made of it."""

import datetime as dt
from dataclasses import dataclass

from expertise.selectors.requests import Recurring, recurring_topics
from knowledge.course_enums import CourseState
from knowledge.models import Course


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic that comes back, and the training about it that is planned or open."""

    asked: Recurring
    course: Course | None


def topics_to_answer(day: dt.date) -> list[TopicRow]:
    """Return the topics asked often in the year before a day, most asked first (5 queries). Raises `RuleMissing`."""
    rows = recurring_topics(day)
    planned = Course.objects.filter(state__in=(CourseState.DRAFT, CourseState.OPEN)).exclude(topic="")
    known = {course.topic: course for course in planned.order_by("-pk")}
    return [TopicRow(row, known.get(row.topic)) for row in rows]
