"""Rows of the action plan."""

import datetime as dt

import factory

from actionplan.enums import FoundingKind, PlanState
from actionplan.models import (
    Action,
    ActionLog,
    Evidence,
    FoundingItem,
    Indicator,
    Milestone,
    OperationalGoal,
    PlanVersion,
    StrategicGoal,
    SuccessFactor,
)


class PlanVersionFactory(factory.django.DjangoModelFactory):
    """The version that holds now; every goal and factor of a test stands in it unless told otherwise."""

    class Meta:
        model = PlanVersion
        django_get_or_create = ("key",)

    key = "2021-2022"
    title = factory.LazyAttribute(lambda plan: f"Actieplan {plan.key}")
    starts_on = dt.date(2021, 1, 1)
    ends_on = dt.date(2022, 12, 31)
    state = PlanState.CURRENT


class StrategicGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StrategicGoal

    version = factory.SubFactory(PlanVersionFactory)
    number = factory.Sequence(lambda n: str(n + 100))
    title = factory.Sequence(lambda n: f"Doelstelling {n}")


class OperationalGoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OperationalGoal

    strategic_goal = factory.SubFactory(StrategicGoalFactory)
    number = factory.Sequence(lambda n: f"90.{n + 1}")
    title = factory.Sequence(lambda n: f"Operationeel doel {n}")


class SuccessFactorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SuccessFactor

    version = factory.SubFactory(PlanVersionFactory)
    number = factory.Sequence(lambda n: str(n + 100))
    title = factory.Sequence(lambda n: f"Succesfactor {n}")


class ActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Action

    operational_goal = factory.SubFactory(OperationalGoalFactory)
    number = factory.Sequence(lambda n: f"1.1.1.{n + 1}")
    title = factory.Sequence(lambda n: f"Actie {n}")


class ActionLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ActionLog

    action = factory.SubFactory(ActionFactory)
    from_state = "planned"
    to_state = "started"
    actor_label = "Mira"


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A report for everybody."""

    class Meta:
        model = Evidence

    action = factory.SubFactory(ActionFactory)
    kind = "report"
    label = factory.Sequence(lambda n: f"Verslag {n}")
    url = "https://voorbeeld.be/verslag.pdf"
    is_public = True


class FoundingItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FoundingItem

    number = factory.Sequence(lambda n: f"9.9.{n}")
    kind = FoundingKind.ROLE
    text = "een samenwerking"
    source = "hoofdstuk 7"


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    number = factory.Sequence(lambda n: f"9.{n}")
    kind = "output"
    title = factory.Sequence(lambda n: f"Meer van {n}")


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    number = factory.Sequence(lambda n: 100 + n)
    short = "visienota"
    timing = "Eind 2020"
    what = "Een visienota."
    source = "hoofdstuk 7"
