"""Appointments of the parties of an agreement, and the question how it goes."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from placements.enums import (
    MeetingKind,
    MeetingState,
    Party,
    PulseAnswer,
    PulseSide,
    PulseState,
    PulseWhy,
    TryOutSide,
    TryOutState,
)
from placements.follow_enums import EvaluationSide, Grade, ProofState
from placements.models import (
    Evaluation,
    EvaluationRound,
    EvaluationScore,
    Meeting,
    MeetingMoment,
    MomentTick,
    PortfolioShare,
    Proof,
    Pulse,
    PulseStop,
    PulseTask,
    ThreadMessage,
    TryOut,
    TryOutAnswer,
    Visit,
)
from tests.factories.catalogue import ActivityFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import SchoolFactory


class MeetingFactory(DjangoModelFactory):
    """Three moments that the school proposed; `chosen=True` is an appointment next week."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        chosen = factory.Trait(
            state=MeetingState.SET,
            state_due_on=None,
            starts_at=factory.LazyFunction(lambda: timezone.now().replace(microsecond=0) + dt.timedelta(days=7)),
        )

    agreement = factory.SubFactory(AgreementFactory, running=True, people=True)
    kind = MeetingKind.FIRST_VISIT
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=5))
    place = "Bakkerij Proef, Kaai 1, Brugge"
    proposed_by = Party.SCHOOL
    label = "Mira Begeleider"

    @factory.post_generation
    def moments(self, create, extracted, **kwargs):
        if create:
            for days in extracted or (6, 7, 8):
                row = MeetingMoment.objects.create(
                    meeting=self, starts_at=timezone.now().replace(microsecond=0) + dt.timedelta(days=days)
                )
                if self.proposed_by:
                    MomentTick.objects.create(moment=row, party=self.proposed_by, suits=True)


class ThreadMessageFactory(DjangoModelFactory):
    class Meta:
        model = ThreadMessage

    agreement = factory.SubFactory(AgreementFactory, running=True)
    party = Party.COMPANY
    author = "Ria Bakker"
    text = "Kom langs de achterdeur."
    once_key = factory.LazyFunction(uuid.uuid4)


class PulseFactory(DjangoModelFactory):
    """The question of the first week to the learner, asked today; `bad=True` is a bad answer."""

    class Meta:
        model = Pulse

    class Params:
        bad = factory.Trait(
            state=PulseState.ANSWERED, answer=PulseAnswer.BAD, answered_at=factory.LazyFunction(timezone.now)
        )

    agreement = factory.SubFactory(AgreementFactory, running=True, people=True)
    side = PulseSide.LEARNER
    week = 1
    asked_on = factory.LazyFunction(timezone.localdate)
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=5))


class PulseTaskFactory(DjangoModelFactory):
    class Meta:
        model = PulseTask

    agreement = factory.SubFactory(AgreementFactory, running=True, people=True)
    week = 1
    why = PulseWhy.BAD
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=1))


class PulseStopFactory(DjangoModelFactory):
    class Meta:
        model = PulseStop

    agreement = factory.SubFactory(AgreementFactory, running=True)
    side = PulseSide.MENTOR


class TryOutFactory(DjangoModelFactory):
    """Two days next week that a colleague asked; `state` moves it on."""

    class Meta:
        model = TryOut

    learner = factory.LazyFunction(
        lambda: CaseFactory(matching=True, contact=True, learner__school=SchoolFactory()).learner
    )
    workplace = factory.SubFactory(WorkplaceFactory, recognised=True)
    state = TryOutState.ASKED
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=5))
    asked_by = TryOutSide.STAFF
    first_day = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7))
    last_day = factory.LazyAttribute(lambda row: row.first_day + dt.timedelta(days=1))
    days = 2
    starts = dt.time(9)
    ends = dt.time(16)
    with_whom = "Ria Bakker"
    brings = "Stevige schoenen"


class TryOutAnswerFactory(DjangoModelFactory):
    class Meta:
        model = TryOutAnswer

    try_out = factory.SubFactory(TryOutFactory, state=TryOutState.REVIEW)
    side = TryOutSide.LEARNER
    liked = "good"
    goes_on = "yes"


class VisitFactory(DjangoModelFactory):
    """A visit planned for next week; `over=True` was two days ago and nobody noted it."""

    class Meta:
        model = Visit

    class Params:
        over = factory.Trait(visit_on=factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=2)))

    agreement = factory.SubFactory(AgreementFactory, running=True, people=True)
    visit_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7))
    state_due_on = factory.LazyAttribute(lambda row: row.visit_on + dt.timedelta(days=5))
    who = "Mira Begeleider"


class EvaluationRoundFactory(DjangoModelFactory):
    """An evaluation of the last month, to hand in within two weeks."""

    class Meta:
        model = EvaluationRound

    agreement = factory.SubFactory(AgreementFactory, running=True, people=True)
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14))
    first_day = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=30))
    last_day = factory.LazyFunction(timezone.localdate)


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = Evaluation

    round = factory.SubFactory(EvaluationRoundFactory)
    side = EvaluationSide.MENTOR
    handed_in_at = factory.LazyFunction(timezone.now)
    handed_in_by = "Ria Bakker"
    note = "Werkt net en stelt vragen."


class EvaluationScoreFactory(DjangoModelFactory):
    class Meta:
        model = EvaluationScore

    evaluation = factory.SubFactory(EvaluationFactory)
    activity = factory.SubFactory(ActivityFactory)
    grade = Grade.SUFFICIENT


class ProofFactory(DjangoModelFactory):
    """A question to the mentor; `confirmed=True` was confirmed today."""

    class Meta:
        model = Proof

    class Params:
        confirmed = factory.Trait(
            state=ProofState.CONFIRMED,
            state_due_on=None,
            confirmed_at=factory.LazyFunction(timezone.now),
            confirmed_by="Ria Bakker",
        )

    agreement = factory.SubFactory(AgreementFactory, running=True, people=True)
    activity = factory.SubFactory(ActivityFactory)
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14))


class PortfolioShareFactory(DjangoModelFactory):
    class Meta:
        model = PortfolioShare

    learner = factory.LazyFunction(lambda: CaseFactory(matching=True, contact=True).learner)
    for_whom = "Bakkerij Proef"
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=60))
