"""A survey with many hands at the same moment, on a database with real row locks."""

import pytest
from django.db import connection

from core.states import MoveRefused
from knowledge.models import SurveyAnswer, SurveyInvitation, SurveyResponse
from knowledge.services import survey_answers, surveys
from mailing.models import OutboxMail
from tests.factories.surveys import SurveyFactory, SurveyInvitationFactory, SurveyQuestionFactory
from tests.learners.test_concurrency import TOGETHER, at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("terms"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_filled_in_many_times_at_once_counts_once():
    question = SurveyQuestionFactory(survey__running=True)
    row = SurveyInvitationFactory(survey=question.survey)
    results = at_once(lambda: survey_answers.give_answers(invitation=row, answers={question.pk: ["4"]}))
    assert sum(isinstance(result, MoveRefused) for result in results) == TOGETHER - 1
    assert (SurveyResponse.objects.count(), SurveyAnswer.objects.count()) == (1, 1)


def test_workers_together_ask_each_address_once(monkeypatch):
    monkeypatch.setattr(surveys, "PIECE", 3)
    addresses = [f"nummer{n}@een.example" for n in range(3 * TOGETHER)]
    survey = SurveyFactory(running=True, addresses="\n".join(addresses))
    results = at_once(lambda: surveys.ask_piece(survey_id=survey.pk))
    assert [result for result in results if isinstance(result, Exception)] == []
    assert sum(results) == 3 * TOGETHER
    assert sorted(OutboxMail.objects.values_list("to", flat=True)) == sorted(addresses)
    assert SurveyInvitation.objects.count() == 3 * TOGETHER
