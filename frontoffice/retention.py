"""How long questions are kept."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from frontoffice.models import Question


def _asked_before(questions: Rows, before: dt.date) -> Rows:
    return questions.filter(created_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="frontoffice.questions",
        model=Question,
        purpose="Om je vraag te beantwoorden en erop terug te komen.",
        rule="retention-enquiry",
        due=_asked_before,
    ),
)
