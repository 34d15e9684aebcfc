"""Agenda items and registrations."""

import datetime as dt

import factory
from django.utils import timezone

from campaigns.enums import AgendaKind, AgendaState, RegistrationState
from campaigns.models import AgendaItem, Registration


class AgendaItemFactory(factory.django.DjangoModelFactory):
    """A published info session in three weeks, 10 seats."""

    class Meta:
        model = AgendaItem

    slug = factory.Sequence(lambda n: f"infosessie-{n}")
    title = factory.Sequence(lambda n: f"Infosessie {n}")
    kind = AgendaKind.INFO_SESSION
    state = AgendaState.PUBLISHED
    summary = "Alles over duaal leren in één uur."
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=21))
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + dt.timedelta(hours=2))
    place = "De Voorbeeldzaal"
    capacity = 10

    class Params:
        draft = factory.Trait(state=AgendaState.DRAFT)
        past = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=7)))


class RegistrationFactory(factory.django.DjangoModelFactory):
    """One person with a seat."""

    class Meta:
        model = Registration

    item = factory.SubFactory(AgendaItemFactory)
    name = factory.Sequence(lambda n: f"Bezoeker {n}")
    email = factory.Sequence(lambda n: f"bezoeker{n}@voorbeeld.be")
    state = RegistrationState.REGISTERED
