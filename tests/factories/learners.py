"""Factories for learners, their cases and hand-overs."""

import datetime as dt
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.codes import new_code
from core.db import fold
from learners.enums import (
    AppointmentKind,
    Approach,
    BreakOffOutcome,
    CaseState,
    Cause,
    EventVerb,
    Meeting,
    PauseReason,
    ReferralReason,
    ReferralState,
    Reporter,
    Route,
    Situation,
    Who,
    Wish,
)
from learners.models import (
    Appointment,
    BreakOff,
    CallTry,
    Case,
    CaseEvent,
    ClockPause,
    ContactDetails,
    CoView,
    FormerFile,
    HandIn,
    Intake,
    InterestEntry,
    Interview,
    Learner,
    Referral,
    RoutePartner,
    SchoolLink,
    TwoPeople,
)
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.schools import SchoolFactory


class LearnerFactory(DjangoModelFactory):
    """Somebody of 17 at school, with a programme and a municipality; `bare=True` makes neither."""

    class Meta:
        model = Learner

    class Params:
        bare = factory.Trait(municipality=None, programme=None)

    birth_year = factory.LazyFunction(lambda: timezone.localdate().year - 17)
    situation = Situation.AT_SCHOOL
    municipality = factory.SubFactory(MunicipalityFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    modes = factory.LazyFunction(lambda: ["bicycle"])


class ContactDetailsFactory(DjangoModelFactory):
    class Meta:
        model = ContactDetails

    learner = factory.SubFactory(LearnerFactory)
    first_name = factory.Sequence(lambda n: f"Yoran{n}")
    last_name = "Baert"
    search_text = factory.LazyAttribute(lambda o: fold(o.first_name, o.last_name, o.learner.code))
    phone = "+32470112233"
    email = factory.Sequence(lambda n: f"lerende{n}@example.be")


class CaseFactory(DjangoModelFactory):
    """A new case with contact details and an owner; traits put it in another state, with what that state needs."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    class Params:
        contacted = factory.Trait(state=CaseState.CONTACTED)
        matching = factory.Trait(state=CaseState.MATCHING)
        placed = factory.Trait(state=CaseState.PLACED)
        introduced = factory.Trait(state=CaseState.INTRODUCED, state_due_on=dt.date(2027, 1, 15))
        parked = factory.Trait(state=CaseState.PARKED, state_due_on=dt.date(2027, 1, 15))
        referred = factory.Trait(state=CaseState.REFERRED, state_due_on=dt.date(2027, 1, 15))
        closed = factory.Trait(
            state=CaseState.CLOSED, closed_at=factory.LazyFunction(timezone.now), closed_reason="Heeft werk"
        )

    learner = factory.SubFactory(LearnerFactory)
    route = Route.DUAL
    owner = factory.SubFactory(UserFactory, staff=True, phone="+3251000000")
    promised_by = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(hours=8))

    @factory.post_generation
    def contact(self, create, extracted, **kwargs):
        if create and extracted is not False:
            ContactDetailsFactory(learner=self.learner, **kwargs)


class IntakeFactory(DjangoModelFactory):
    class Meta:
        model = Intake

    draft_key = factory.Sequence(lambda n: f"draft-{n}")
    learner = factory.SubFactory(LearnerFactory)
    who = Who.LEARNER
    route = Route.DUAL
    consent_contact = True


class CaseEventFactory(DjangoModelFactory):
    class Meta:
        model = CaseEvent

    case = factory.SubFactory(CaseFactory)
    verb = EventVerb.NOTE
    text = "Iets genoteerd"
    actor_label = "Mira (Steunpunt)"


class ReferralFactory(DjangoModelFactory):
    """A hand-over that was just sent, on a referred case; `withdrawn=True`: the learner took consent back."""

    class Meta:
        model = Referral

    class Params:
        withdrawn = factory.Trait(
            state=ReferralState.CLOSED, outcome="declined", withdrawn_at=factory.LazyFunction(timezone.now)
        )

    case = factory.SubFactory(CaseFactory, referred=True)
    partner = factory.SubFactory(PartnerOrganisationFactory)
    reason = ReferralReason.NOT_YET
    approach = Approach.YOU_CALL
    consent_by = "de lerende"
    consent_on = factory.LazyFunction(timezone.localdate)
    state = ReferralState.SENT
    closed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == ReferralState.CLOSED else None)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=5))
    sent_by = factory.SubFactory(UserFactory, staff=True)


class CallTryFactory(DjangoModelFactory):
    """A second try tomorrow from nine to twelve."""

    class Meta:
        model = CallTry

    case = factory.SubFactory(CaseFactory)
    number = 2
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(hours=23))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + dt.timedelta(hours=3))


class FormerFileFactory(DjangoModelFactory):
    class Meta:
        model = FormerFile

    learner = factory.SubFactory(LearnerFactory)
    code = factory.LazyFunction(new_code)
    learner_public_id = factory.LazyFunction(uuid.uuid4)
    case_public_id = factory.LazyFunction(uuid.uuid4)
    old_pk = factory.Sequence(lambda n: 900_000 + n)


class TwoPeopleFactory(DjangoModelFactory):
    class Meta:
        model = TwoPeople

    first = factory.SubFactory(LearnerFactory)
    second = factory.SubFactory(LearnerFactory)


class AppointmentFactory(DjangoModelFactory):
    """A visit in three days."""

    class Meta:
        model = Appointment

    case = factory.SubFactory(CaseFactory)
    kind = AppointmentKind.TALK
    starts_at = factory.LazyFunction(lambda: (timezone.now() + dt.timedelta(days=3)).replace(microsecond=0))
    meeting = Meeting.VISIT
    place = "Sint-Jansstraat 1, Brugge"
    with_whom = "Mira (Steunpunt)"


class CoViewFactory(DjangoModelFactory):
    """A link for a month that shows nothing but the steps."""

    class Meta:
        model = CoView

    learner = factory.SubFactory(LearnerFactory)
    for_whom = factory.Sequence(lambda n: f"ouder {n}")
    parts = factory.LazyFunction(lambda: ["steps"])
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=31))


class RoutePartnerFactory(DjangoModelFactory):
    """A partner that helps on the run-up route in the whole province."""

    class Meta:
        model = RoutePartner

    route = Route.RUN_UP
    partner = factory.SubFactory(PartnerOrganisationFactory)
    source = "visienota"
    certainty = "gelezen"
    last_checked = dt.date(2026, 11, 23)


class InterestEntryFactory(DjangoModelFactory):
    """Somebody who waits until the spring of 2028, with a case that waits too."""

    class Meta:
        model = InterestEntry

    learner = factory.LazyFunction(
        lambda: (
            CaseFactory(
                learner=LearnerFactory(birth_year=2012, birth_month=5, bare=True),
                route=Route.TOO_YOUNG,
                state=CaseState.PARKED,
                state_due_on=dt.date(2028, 5, 31),
            ).learner
        )
    )
    next_mail_on = dt.date(2027, 11, 23)
    ends_on = dt.date(2028, 5, 31)


class SchoolLinkFactory(DjangoModelFactory):
    """A school waits for the answer of a learner."""

    class Meta:
        model = SchoolLink

    school = factory.SubFactory(SchoolFactory)
    learner = factory.LazyFunction(lambda: CaseFactory(contact=True).learner)
    code_typed = factory.LazyAttribute(lambda link: link.learner.code)
    state_due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14))


class HandInFactory(DjangoModelFactory):
    """What a referrer filled in and has not confirmed yet; `confirmed=True` gives it a case."""

    class Meta:
        model = HandIn

    class Params:
        confirmed = factory.Trait(
            confirmed_at=factory.LazyFunction(timezone.now), case=factory.SubFactory(CaseFactory)
        )

    once_key = factory.Sequence(lambda n: f"{n:032x}")
    referrer_name = "Rita Raadgever"
    organisation = "CLB De Kaap"
    referrer_email = factory.Sequence(lambda n: f"rita{n}@example.be")
    first_name = "Jef"
    last_name = "Maes"
    birth_year = factory.LazyFunction(lambda: timezone.localdate().year - 17)
    situation = Situation.AT_SCHOOL
    phone = "+32470112233"
    reason = ReferralReason.READY
    approach = Approach.YOU_CALL
    consent_by = "Jef zelf"
    consent_medium = "talk"
    consent_on = factory.LazyFunction(timezone.localdate)
    may_tell_back = True


class ClockPauseFactory(DjangoModelFactory):
    """A pause that goes on, of a learner who searches; give `last_day` for one that ended."""

    class Meta:
        model = ClockPause

    learner = factory.LazyFunction(
        lambda: CaseFactory(matching=True, learner__clock_started_on=timezone.localdate()).learner
    )
    reason = PauseReason.ILLNESS
    first_day = factory.LazyFunction(timezone.localdate)
    noted_by = "Mira (Steunpunt)"


class InterviewFactory(DjangoModelFactory):
    class Meta:
        model = Interview

    learner = factory.LazyFunction(lambda: CaseFactory(matching=True).learner)
    on = factory.LazyFunction(timezone.localdate)
    company = factory.Sequence(lambda n: f"Bakkerij {n}")
    company_key = factory.LazyAttribute(lambda row: fold(row.company))
    noted_by = "Mira (Steunpunt)"


class BreakOffFactory(DjangoModelFactory):
    """A report that just came in, of a learner who had a place; `undone=True` was taken back."""

    class Meta:
        model = BreakOff
        skip_postgeneration_save = True

    class Params:
        undone = factory.Trait(outcome=BreakOffOutcome.UNDONE, settled_at=factory.LazyFunction(timezone.now))

    case = factory.SubFactory(CaseFactory, matching=True)
    cause = Cause.NO_WORK
    ended_on = factory.LazyFunction(timezone.localdate)
    wish = Wish.SAME
    reporter = Reporter.SCHOOL
    reported_by = "Lies (VTI)"
    state_before = CaseState.PLACED

    @factory.post_generation
    def created_at(self, create, extracted, **kwargs):
        if create and extracted:
            BreakOff.objects.filter(pk=self.pk).update(created_at=extracted)
