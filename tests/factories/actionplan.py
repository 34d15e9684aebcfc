"""Rows of the action plan."""

import factory

from actionplan.models import Action, OperationalGoal, StrategicGoal, SuccessFactor


class StrategicGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StrategicGoal

    number = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: f"Doelstelling {n}")


class OperationalGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OperationalGoal

    strategic_goal = factory.SubFactory(StrategicGoalFactory)
    number = factory.Sequence(lambda n: f"1.{n + 1}")
    title = factory.Sequence(lambda n: f"Operationeel doel {n}")


class SuccessFactorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SuccessFactor

    number = factory.Sequence(lambda n: str(n + 1))
    title = factory.Sequence(lambda n: f"Succesfactor {n}")


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    operational_goal = factory.SubFactory(OperationalGoalFactory)
    number = factory.Sequence(lambda n: f"1.1.1.{n + 1}")
    title = factory.Sequence(lambda n: f"Actie {n}")
