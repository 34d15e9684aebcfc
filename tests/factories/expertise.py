"""Factories of the pool of expertise."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from expertise.enums import ContactChannel, ExpertKind, ProjectKind, RelationKind, RequestState, SignalSource, Topic
from expertise.models import (
    ContactMoment,
    Expert,
    ExpertiseRequest,
    ExpertSkill,
    HourLine,
    MeetingAction,
    NetworkContact,
    NetworkGroup,
    NetworkMeeting,
    OrganisationRelation,
    PolicySignal,
    PolicySignalLog,
    Project,
    RequestLog,
    Signal,
)
from tests.factories.accounts import PartnerOrganisationFactory
from tests.factories.schools import SchoolFactory


class ExpertFactory(DjangoModelFactory):
    """An expert with ten hours; `skill` gives one topic."""

    class Meta:
        model = Expert
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Els Expert {n}")
    kind = ExpertKind.SECTOR
    email = factory.Sequence(lambda n: f"expert{n}@example.be")
    hours_bought = 10

    @factory.post_generation
    def skill(self, create, extracted, **kwargs):
        if create and extracted:
            ExpertSkill.objects.create(expert=self, topic=extracted)


class ExpertSkillFactory(DjangoModelFactory):
    class Meta:
        model = ExpertSkill

    expert = factory.SubFactory(ExpertFactory)
    topic = Topic.MENTOR


class ExpertiseRequestFactory(DjangoModelFactory):
    """A new request of a school."""

    class Meta:
        model = ExpertiseRequest

    class Params:
        busy = factory.Trait(
            state=RequestState.IN_PROGRESS,
            route="expert",
            due_on=factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14)),
            expert=factory.SubFactory(ExpertFactory),
        )
        done = factory.Trait(
            state=RequestState.DONE,
            outcome="solved",
            answer="Zo doe je dat.",
            done_at=factory.LazyFunction(timezone.now),
        )

    once_key = factory.Sequence(lambda n: f"{n:032x}")
    school = factory.SubFactory(SchoolFactory)
    topic = Topic.MENTOR
    body = "Hoe vinden we een mentoropleiding in de buurt?"
    name = factory.Sequence(lambda n: f"Dirk Directeur {n}")
    email = factory.Sequence(lambda n: f"directeur{n}@example.be")
    promised_by = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))


class RequestLogFactory(DjangoModelFactory):
    class Meta:
        model = RequestLog

    request = factory.SubFactory(ExpertiseRequestFactory)
    to_state = RequestState.NEW
    actor_label = "Bezoeker"


class HourLineFactory(DjangoModelFactory):
    class Meta:
        model = HourLine

    once_key = factory.Sequence(lambda n: f"{n:032x}")
    request = factory.SubFactory(ExpertiseRequestFactory, busy=True)
    expert = factory.LazyAttribute(lambda o: o.request.expert)
    on = factory.LazyFunction(timezone.localdate)
    minutes = 60
    what = "Gesprek met de mentor"
    noted_by = "Kim Collega"


class NetworkGroupFactory(DjangoModelFactory):
    class Meta:
        model = NetworkGroup

    key = factory.Sequence(lambda n: f"groep-{n}")
    name = factory.Sequence(lambda n: f"Groep {n}")


class NetworkContactFactory(DjangoModelFactory):
    class Meta:
        model = NetworkContact

    name = factory.Sequence(lambda n: f"Nele Netwerk {n}")
    function = "Sectorconsulent"
    organisation = factory.SubFactory(PartnerOrganisationFactory)
    email = factory.Sequence(lambda n: f"netwerk{n}@example.be")


class ContactMomentFactory(DjangoModelFactory):
    class Meta:
        model = ContactMoment

    contact = factory.SubFactory(NetworkContactFactory)
    on = factory.LazyFunction(timezone.localdate)
    channel = ContactChannel.CALL
    note = "Over de startdag"


class OrganisationRelationFactory(DjangoModelFactory):
    class Meta:
        model = OrganisationRelation

    organisation = factory.SubFactory(PartnerOrganisationFactory)
    kind = RelationKind.WORKS_WITH
    other = factory.SubFactory(PartnerOrganisationFactory)


class NetworkMeetingFactory(DjangoModelFactory):
    class Meta:
        model = NetworkMeeting

    group = factory.SubFactory(NetworkGroupFactory)
    title = factory.Sequence(lambda n: f"Overleg {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now().replace(microsecond=0) + dt.timedelta(days=7))


class MeetingActionFactory(DjangoModelFactory):
    class Meta:
        model = MeetingAction

    meeting = factory.SubFactory(NetworkMeetingFactory)
    what = "De lijst met mentoren nakijken"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=7))


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    title = factory.Sequence(lambda n: f"Project {n}")
    kind = ProjectKind.PROJECT
    aim = "Meer mentoren opleiden"


class PolicySignalFactory(DjangoModelFactory):
    class Meta:
        model = PolicySignal

    title = factory.Sequence(lambda n: f"Signaal {n}")
    topic = Topic.RECOGNITION
    what_is_wrong = "De erkenning duurt lang."


class PolicySignalLogFactory(DjangoModelFactory):
    class Meta:
        model = PolicySignalLog

    policy_signal = factory.SubFactory(PolicySignalFactory)
    to_state = "open"
    actor_label = "Kim Collega"


class SignalFactory(DjangoModelFactory):
    class Meta:
        model = Signal

    once_key = factory.Sequence(lambda n: f"{n:032x}")
    topic = Topic.RECOGNITION
    source = SignalSource.MEETING
    text = "De erkenning duurt te lang voor kleine zaken."
    heard_on = factory.LazyFunction(timezone.localdate)
