"""Before when we answer, and questions by their code."""

import datetime as dt

from django.db.models import QuerySet

from catalogue.rules import add_working_hours
from catalogue.selectors import office_hours, public_holidays, rule_value
from frontoffice.enums import QuestionState
from frontoffice.models import Question


def answer_due(start: dt.datetime) -> dt.datetime:
    """Return before when we promise to answer a question, on the clock of Brussels.

    Raises `catalogue.rules.RuleMissing` when the promise or the office hours are not filled in.
    """
    day = start.date()
    hours = float(rule_value("question-answer-hours", on=day))
    return add_working_hours(start, hours, public_holidays(), office=office_hours(on=day))


def question_with_code(code: str) -> Question | None:
    """Return the question with this code, or None."""
    return Question.objects.filter(code=code).first()


def open_questions() -> QuerySet[Question]:
    """Return the questions nobody answered yet, the one promised first on top."""
    return Question.objects.filter(state=QuestionState.NEW).order_by("promised_by", "pk")
