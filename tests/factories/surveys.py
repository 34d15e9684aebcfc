"""Factories of surveys."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from knowledge.models import (
    Survey,
    SurveyAnswer,
    SurveyInvitation,
    SurveyLog,
    SurveyQuestion,
    SurveyResponse,
)
from knowledge.survey_enums import QuestionKind, SurveyAudience, SurveyState
from mailing.stopping import address_key


class SurveyFactory(DjangoModelFactory):
    """A draft for two pasted addresses; `running` took questions out, `closed` is over."""

    class Meta:
        model = Survey

    class Params:
        running = factory.Trait(state=SurveyState.OPEN, opened_at=factory.LazyFunction(timezone.now))
        closed = factory.Trait(
            state=SurveyState.CLOSED,
            opened_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=9)),
            closed_at=factory.LazyFunction(timezone.now),
        )

    title = factory.Sequence(lambda n: f"Hoe was bevraging {n}?")
    intro = "Met je antwoord doen we het beter."
    audience = SurveyAudience.LIST
    addresses = "ria@een.example\njo@twee.example"
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=21))


class SurveyQuestionFactory(DjangoModelFactory):
    class Meta:
        model = SurveyQuestion

    survey = factory.SubFactory(SurveyFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Hoe goed was deel {n}?")
    kind = QuestionKind.GOOD


class SurveyInvitationFactory(DjangoModelFactory):
    class Meta:
        model = SurveyInvitation

    survey = factory.SubFactory(SurveyFactory, running=True)
    email = factory.Sequence(lambda n: f"iemand{n}@adres.example")
    address_key = factory.LazyAttribute(lambda one: address_key(one.email))
    language = "nl"
    asked_at = factory.LazyFunction(timezone.now)


class SurveyResponseFactory(DjangoModelFactory):
    class Meta:
        model = SurveyResponse

    survey = factory.SubFactory(SurveyFactory, running=True)
    given_on = factory.LazyFunction(timezone.localdate)


class SurveyAnswerFactory(DjangoModelFactory):
    class Meta:
        model = SurveyAnswer

    question = factory.SubFactory(SurveyQuestionFactory)
    response = factory.SubFactory(SurveyResponseFactory, survey=factory.SelfAttribute("..question.survey"))
    value = "4"


class SurveyLogFactory(DjangoModelFactory):
    class Meta:
        model = SurveyLog

    survey = factory.SubFactory(SurveyFactory)
    from_state = "draft"
    to_state = "open"
    actor_label = "Ilse Baert"


def answer(question, *values):
    """Let one person per value answer a question."""
    for value in values:
        SurveyAnswerFactory(question=question, value=value)
