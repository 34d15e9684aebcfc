"""What people send back. Without names nothing ties an answer to an address: not a row, not a moment, not the journal."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from core import clock
from core.states import MoveRefused
from knowledge.models import SurveyAnswer, SurveyInvitation, SurveyResponse
from knowledge.rules import surveys as rules

Answers = Mapping[int, Sequence[str]]
"""Number of a question -> the values of its answer."""


@transaction.atomic
def give_answers(*, invitation: SurveyInvitation, answers: Answers) -> None:
    """Keep what somebody filled in, once. Raises `MoveRefused` the second time and after the last day."""
    row = SurveyInvitation.objects.select_for_update(of=("self",)).select_related("survey").get(pk=invitation.pk)
    survey = row.survey
    verdict = rules.may_answer(
        state=survey.state, closes_on=survey.closes_on, has_answered=row.has_answered, today=clock.today()
    )
    # The update decides, also where a database knows no row lock: of two at once only one changes a row.
    if not verdict or not SurveyInvitation.objects.filter(pk=row.pk, has_answered=False).update(has_answered=True):
        raise MoveRefused(verdict.reasons[0] if verdict.reasons else "Je antwoord is er al. Bedankt!")
    known = set(survey.questions.values_list("pk", flat=True))
    response = SurveyResponse.objects.create(
        survey=survey, invitation=None if survey.is_anonymous else row, given_on=clock.today()
    )
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(response=response, question_id=number, value=value[:600])
        for number, values in answers.items()
        for value in dict.fromkeys(values)
        if number in known and value
    )


@transaction.atomic
def decline_survey(*, invitation: SurveyInvitation) -> None:
    """Remind somebody no more who does not want to answer; answering stays possible. Twice is once."""
    SurveyInvitation.objects.filter(pk=invitation.pk).update(has_declined=True)
