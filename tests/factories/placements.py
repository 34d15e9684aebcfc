"""Agreements in every state, with what that state needs."""

import datetime as dt
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from placements.enums import AgreementState, ContractKind, Party, PauseCause, PersonRole, SignMethod, WatchTerm
from placements.models import (
    Agreement,
    AgreementPause,
    AgreementPerson,
    PlanLine,
    Sharing,
    SharingMember,
    Signature,
    SignCode,
    WatchedTerm,
)
from tests.factories.catalogue import ActivityFactory, ProgrammeFactory, store_rules
from tests.factories.companies import WorkplaceFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import make_terms
from tests.factories.schools import SchoolFactory

TERMS = (
    ("dual-week-min-hours", "", 28),
    ("oao-min-workplace-hours", "", 20),
    ("workday-earliest-hour", "", 6),
    ("workday-latest-hour", "", 20),
    ("workplace-target-share", "", 60),
    ("adult-workplace-min-share", "", 50),
    ("company-week-max-hours", "pc-311", 36),
    ("agreement-term", "turn", 7),
    ("agreement-term", "sign", 10),
    ("agreement-term", "link", 30),
    ("agreement-term", "sharing", 30),
    ("contract-registration-term", "", 3),
    ("company-premium", "unpaid", 600),
    ("company-premium", "paid", 1000),
    ("company-premium-max-times", "", 3),
    ("company-premium-min-contract", "", 4),
    ("learner-premium", "", 500),
    ("learner-premium-max-times", "", 3),
    ("premium-watch", "first", 30),
    ("premium-watch", "second", 14),
    ("premium-watch", "third", 3),
    ("premium-watch", "after", 14),
    ("sign-code", "minutes", 10),
    ("sign-code", "tries", 5),
    ("meeting-term", "moments", 3),
    ("meeting-term", "answer", 5),
    ("pulse-week", "first", 1),
    ("pulse-week", "second", 3),
    ("pulse-week", "third", 6),
    ("pulse-week", "fourth", 10),
    ("pulse-term", "silent", 5),
    ("pulse-term", "window", 21),
    ("try-out", "days", 3),
    ("try-out", "companies", 2),
    ("try-out", "answer", 5),
    ("try-out", "school", 3),
    ("try-out", "review", 4),
    ("try-out", "smallest", 5),
    ("visit-term", "note", 5),
    ("evaluation-term", "answer", 14),
    ("evaluation-term", "remind", 4),
    ("evaluation-term", "every", 70),
    ("proof-term", "answer", 14),
    ("portfolio-share", "days", 60),
)


def make_agreement_terms():
    """Store every dated rule that agreements and cases read."""
    make_terms()
    make_own_terms()


def make_own_terms():
    """Store the dated rules of agreements alone."""
    store_rules(TERMS)


class AgreementFactory(DjangoModelFactory):
    """An agreement in the company's turn of a placed learner of 17; `filled=True` has both parts and all people.

    `signing`, `signed`, `running`, `paused`, `ended` and `cancelled` put it in that state.
    """

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    class Params:
        whole = factory.Trait(
            starts_on=factory.LazyFunction(timezone.localdate),
            ends_on=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=200)),
            workplace_hours=Decimal(24),
            workdays=[2, 3, 4],
            shift_start=dt.time(8),
            shift_end=dt.time(16, 30),
            work="Brood bakken en de klanten helpen.",
            school_hours=Decimal(14),
            school_days=[0, 1],
            allowance_tier=1,
            kind=ContractKind.OAO,
        )
        signing = factory.Trait(whole=True, state=AgreementState.SIGNING)
        signed = factory.Trait(
            whole=True, state=AgreementState.SIGNED, state_due_on=None, signed_at=factory.LazyFunction(timezone.now)
        )
        running = factory.Trait(signed=True, state=AgreementState.RUNNING)
        paused = factory.Trait(
            signed=True,
            state=AgreementState.PAUSED,
            state_due_on=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7)),
        )
        ended = factory.Trait(
            signed=True, state=AgreementState.ENDED, ended_on=factory.LazyFunction(timezone.localdate)
        )
        cancelled = factory.Trait(state=AgreementState.CANCELLED, state_due_on=None)

    learner = factory.LazyFunction(lambda: CaseFactory(matching=True, contact=True).learner)
    school = factory.SubFactory(SchoolFactory)
    workplace = factory.SubFactory(WorkplaceFactory, recognised=True)
    programme = factory.SelfAttribute("workplace.programme")
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7))

    @factory.post_generation
    def people(self, create, extracted, **kwargs):
        if create and extracted:
            for role in PersonRole.values:
                AgreementPersonFactory(agreement=self, role=role)


class AgreementPersonFactory(DjangoModelFactory):
    class Meta:
        model = AgreementPerson

    agreement = factory.SubFactory(AgreementFactory)
    role = PersonRole.MENTOR
    name = factory.Sequence(lambda n: f"Ria Ondertekenaar {n}")
    function = "Zaakvoerder"
    email = factory.Sequence(lambda n: f"tekent{n}@example.be")


class PlanLineFactory(DjangoModelFactory):
    class Meta:
        model = PlanLine

    agreement = factory.SubFactory(AgreementFactory)
    activity = factory.SubFactory(ActivityFactory)
    position = factory.Sequence(int)


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = Signature

    agreement = factory.SubFactory(AgreementFactory, signing=True)
    party = Party.COMPANY
    name = "Ria Ondertekenaar"
    method = SignMethod.OUTSIDE
    fingerprint = "0" * 64
    signed_at = factory.LazyFunction(timezone.now)


class SignCodeFactory(DjangoModelFactory):
    class Meta:
        model = SignCode

    agreement = factory.SubFactory(AgreementFactory, signing=True)
    party = Party.COMPANY
    method = SignMethod.MAIL
    sent_to = "tekent@example.be"
    hash = "0" * 64
    fingerprint = "0" * 64
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(minutes=10))


class AgreementPauseFactory(DjangoModelFactory):
    class Meta:
        model = AgreementPause

    agreement = factory.SubFactory(AgreementFactory, paused=True)
    cause = PauseCause.ILLNESS
    first_day = factory.LazyFunction(timezone.localdate)
    expected_until = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7))


class WatchedTermFactory(DjangoModelFactory):
    class Meta:
        model = WatchedTerm

    agreement = factory.SubFactory(AgreementFactory, running=True)
    term = WatchTerm.REGISTRATION
    last_day = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=20))


class SharingFactory(DjangoModelFactory):
    class Meta:
        model = Sharing

    learner = factory.LazyFunction(lambda: CaseFactory(matching=True, contact=True).learner)
    school = factory.SubFactory(SchoolFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))


class SharingMemberFactory(DjangoModelFactory):
    class Meta:
        model = SharingMember

    sharing = factory.SubFactory(SharingFactory)
    workplace = factory.SubFactory(
        WorkplaceFactory, recognised=True, programme=factory.SelfAttribute("..sharing.programme")
    )
