"""Factories of training and sharing knowledge."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from campaigns.enums import AgendaKind
from knowledge.course_enums import CourseState
from knowledge.enums import ToolKind, ToolMoment, ToolStatus
from knowledge.models import (
    CoachingPair,
    Course,
    CourseCost,
    CourseSession,
    PairLog,
    PairMoment,
    Participant,
    Tool,
    ToolReview,
    Trainer,
)
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import AgendaItemFactory
from tests.factories.companies import CompanyFactory


class ToolFactory(DjangoModelFactory):
    """A tool for everybody that works."""

    class Meta:
        model = Tool

    slug = factory.Sequence(lambda n: f"hulp-{n}")
    name = factory.Sequence(lambda n: f"Hulpmiddel {n}")
    kind = ToolKind.TOOL
    moment = ToolMoment.MATCH
    status = ToolStatus.WORKS
    what = "Brengt een lerende en een bedrijf bij elkaar."
    owner = "Iemand"
    website = factory.LazyAttribute(lambda o: f"https://{o.slug}.example/")
    last_checked = dt.date(2026, 11, 23)
    search_text = factory.LazyAttribute(lambda o: f"{o.name} {o.what}".lower())


class ToolReviewFactory(DjangoModelFactory):
    class Meta:
        model = ToolReview

    tool = factory.SubFactory(ToolFactory)
    user = factory.SubFactory(UserFactory)
    stars = 4
    text = "Vlot in gebruik."
    given_on = factory.LazyFunction(timezone.localdate)


class CourseFactory(DjangoModelFactory):
    """An open training for companies; `sessions` is how many of two hours it has, each a week later."""

    class Meta:
        model = Course
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"vorming-{n}")
    title = factory.Sequence(lambda n: f"Vorming {n}")
    kind = AgendaKind.TRAINING
    audience = "bedrijven"
    state = CourseState.OPEN
    summary = "Leer iemand begeleiden op de werkvloer."
    price = 0

    @factory.post_generation
    def sessions(self, create, extracted, **kwargs):
        if create:
            for number in range(1 if extracted is None else extracted):
                start = timezone.now().replace(microsecond=0) + dt.timedelta(days=21 + 7 * number)
                CourseSessionFactory(course=self, item__starts_at=start)


class CourseSessionFactory(DjangoModelFactory):
    class Meta:
        model = CourseSession

    course = factory.SubFactory(CourseFactory, sessions=0)
    item = factory.SubFactory(AgendaItemFactory, kind=AgendaKind.TRAINING)


class TrainerFactory(DjangoModelFactory):
    class Meta:
        model = Trainer

    course = factory.SubFactory(CourseFactory)
    name = factory.Sequence(lambda n: f"Lies Lesgever {n}")
    organisation = "De Voorbeeldschool"


class CourseCostFactory(DjangoModelFactory):
    class Meta:
        model = CourseCost

    course = factory.SubFactory(CourseFactory)
    label = "Zaal"
    planned = 150


class ParticipantFactory(DjangoModelFactory):
    """Somebody who follows a course; `certified` has the certificate."""

    class Meta:
        model = Participant

    class Params:
        certified = factory.Trait(certified_on=factory.LazyFunction(timezone.localdate), hours=6)

    course = factory.SubFactory(CourseFactory)
    name = factory.Sequence(lambda n: f"Mia Mentor {n}")
    email = factory.Sequence(lambda n: f"mentor{n}@example.be")
    organisation = "Bakkerij Test"


class CoachingPairFactory(DjangoModelFactory):
    """Two companies that are at it."""

    class Meta:
        model = CoachingPair

    giver_company = factory.SubFactory(CompanyFactory)
    receiver_company = factory.SubFactory(CompanyFactory)
    goal = "De eerste lerende goed ontvangen."
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=90))
    state = "running"


class PairMomentFactory(DjangoModelFactory):
    class Meta:
        model = PairMoment

    pair = factory.SubFactory(CoachingPairFactory)
    on = factory.LazyFunction(timezone.localdate)
    note = factory.Sequence(lambda n: f"Het onthaal doorgenomen, deel {n}.")
    noted_by = "An Contact"


class PairLogFactory(DjangoModelFactory):
    class Meta:
        model = PairLog

    pair = factory.SubFactory(CoachingPairFactory)
    from_state = "planned"
    to_state = "running"
    actor_label = "Kim Collega"
