"""Factories for questions and for each list of the work queue."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from frontoffice.enums import QuestionState, Topic
from frontoffice.models import Question


class QuestionFactory(DjangoModelFactory):
    """A new question, promised for tomorrow; `late=True` for one whose promise was broken."""

    class Meta:
        model = Question

    class Params:
        late = factory.Trait(promised_by=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=2)))
        answered = factory.Trait(
            state=QuestionState.ANSWERED, answer="Ja, dat kan.", answered_at=factory.LazyFunction(timezone.now)
        )

    once_key = factory.Sequence(lambda n: f"{n:032x}")
    topic = Topic.OTHER
    body = "Kan ik ook in de zomer beginnen?"
    name = factory.Sequence(lambda n: f"Jef Vraagmaar {n}")
    email = factory.Sequence(lambda n: f"vraag{n}@example.be")
    promised_by = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))
