"""Agenda items and registrations."""

import datetime as dt

import factory
from django.utils import timezone

from campaigns.enums import (
    AgendaKind,
    AgendaState,
    CampaignState,
    ChannelKind,
    MaterialKind,
    NewsletterState,
    PostState,
    PressKind,
    RegistrationState,
    SubscriberState,
    TestimonialState,
)
from campaigns.models import (
    AgendaItem,
    BudgetLine,
    Campaign,
    Channel,
    ChannelDay,
    CheckItem,
    Delivery,
    Evaluation,
    ItemMaterial,
    Material,
    MaterialOrder,
    MaterialVersion,
    Newsletter,
    PlanItem,
    Post,
    PressItem,
    Registration,
    Subscriber,
    Testimonial,
)
from mailing.stopping import address_key


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


class SubscriberFactory(factory.django.DjangoModelFactory):
    """An address that confirmed."""

    class Meta:
        model = Subscriber

    email = factory.Sequence(lambda n: f"lezer{n}@voorbeeld.be")
    state = SubscriberState.CONFIRMED
    confirmed_at = factory.LazyFunction(timezone.now)

    class Params:
        pending = factory.Trait(state=SubscriberState.PENDING, confirmed_at=None)


class NewsletterFactory(factory.django.DjangoModelFactory):
    """A draft for everybody."""

    class Meta:
        model = Newsletter

    slug = factory.Sequence(lambda n: f"nieuwsbrief-{n}")
    title = factory.Sequence(lambda n: f"Nieuws nummer {n}")
    summary = "Wat er te doen is deze maand."
    body = "## Kom kijken\n\nOp de **beurs** zie je [alle opleidingen](https://voorbeeld.be/opleidingen)."

    class Params:
        sent = factory.Trait(
            state=NewsletterState.SENT,
            started_at=factory.LazyFunction(timezone.now),
            finished_at=factory.LazyFunction(timezone.now),
        )


class DeliveryFactory(factory.django.DjangoModelFactory):
    """An address that still has to get a newsletter."""

    class Meta:
        model = Delivery

    newsletter = factory.SubFactory(NewsletterFactory)
    subscriber = factory.SubFactory(SubscriberFactory)
    address_key = factory.LazyAttribute(lambda row: address_key(row.subscriber.email))


class CampaignFactory(factory.django.DjangoModelFactory):
    """A campaign that runs this month."""

    class Meta:
        model = Campaign

    title = factory.Sequence(lambda n: f"Campagne {n}")
    goal = "Meer jongeren kennen duaal leren."
    state = CampaignState.RUNNING
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=10))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=20))


class ChannelFactory(factory.django.DjangoModelFactory):
    """A flyer that brings to the questions."""

    class Meta:
        model = Channel

    campaign = factory.SubFactory(CampaignFactory)
    kind = ChannelKind.FLYER
    name = factory.Sequence(lambda n: f"Flyer {n}")


class BudgetLineFactory(factory.django.DjangoModelFactory):
    """What a flyer cost."""

    class Meta:
        model = BudgetLine

    campaign = factory.SubFactory(CampaignFactory)
    label = "Drukwerk"
    planned = 200
    spent = 120


class CheckItemFactory(factory.django.DjangoModelFactory):
    """A point that is not ready."""

    class Meta:
        model = CheckItem

    campaign = factory.SubFactory(CampaignFactory)
    text = "Tekst nagelezen"


class ChannelDayFactory(factory.django.DjangoModelFactory):
    """One day of counts."""

    class Meta:
        model = ChannelDay

    channel = factory.SubFactory(ChannelFactory)
    day = factory.LazyFunction(timezone.localdate)


class EvaluationFactory(factory.django.DjangoModelFactory):
    """An answer with words."""

    class Meta:
        model = Evaluation

    item = factory.SubFactory(AgendaItemFactory)
    stars = 4
    good = "Heldere uitleg."
    given_on = factory.LazyFunction(timezone.localdate)


class ItemMaterialFactory(factory.django.DjangoModelFactory):
    """A presentation."""

    class Meta:
        model = ItemMaterial

    item = factory.SubFactory(AgendaItemFactory)
    title = "De presentatie"
    link = "https://voorbeeld.be/presentatie"


class StoryFactory(factory.django.DjangoModelFactory):
    """Somebody on the web who agreed until next year."""

    class Meta:
        model = Testimonial

    name = factory.Sequence(lambda n: f"Noor {n}")
    role = "leert lasser duaal in Roeselare"
    quote = "Op mijn werkplek leer ik elke dag iets wat ik morgen gebruik."
    consent_by = "Noor en haar moeder"
    consent_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=5))
    consent_until = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=300))
    state = TestimonialState.PUBLISHED

    class Params:
        draft = factory.Trait(state=TestimonialState.DRAFT)


class PostFactory(factory.django.DjangoModelFactory):
    """News on the web since yesterday."""

    class Meta:
        model = Post

    slug = factory.Sequence(lambda n: f"bericht-{n}")
    title = factory.Sequence(lambda n: f"Bericht {n}")
    summary = "Er beweegt iets in de streek."
    body = "## Wat er beweegt\n\nKom **kijken**."
    owner = factory.SubFactory("tests.factories.accounts.UserFactory", is_staff=True)
    publish_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))
    state = PostState.PUBLISHED

    class Params:
        draft = factory.Trait(state=PostState.DRAFT)


class MaterialFactory(factory.django.DjangoModelFactory):
    """A flyer that is also there on paper."""

    class Meta:
        model = Material

    title = factory.Sequence(lambda n: f"Flyer voor ouders {n}")
    kind = MaterialKind.FLYER
    about = "Wat duaal leren is, op één blad."
    on_paper = True


class MaterialVersionFactory(factory.django.DjangoModelFactory):
    """A first version as pdf."""

    class Meta:
        model = MaterialVersion

    material = factory.SubFactory(MaterialFactory)
    number = 1
    file = factory.django.FileField(filename="flyer.pdf", data=b"%PDF-1.4 flyer %%EOF")
    content_type = "application/pdf"
    size = 20


class MaterialOrderFactory(factory.django.DjangoModelFactory):
    """Fifty flyers for a school."""

    class Meta:
        model = MaterialOrder

    material = factory.SubFactory(MaterialFactory)
    copies = 50
    organisation = "De Voorbeeldschool"
    name = "An Peeters"
    email = "an@voorbeeld.be"
    address = "Voorbeeldstraat 1, 8800 Roeselare"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=14))
    once_key = factory.Sequence(lambda n: f"bestelling-nummer-{n:04}")


class PressItemFactory(factory.django.DjangoModelFactory):
    """An article."""

    class Meta:
        model = PressItem

    kind = PressKind.PRESS
    title = "Leren op de werkvloer"
    published_on = factory.LazyFunction(timezone.localdate)


class PlanItemFactory(factory.django.DjangoModelFactory):
    """A line of the plan that is not done."""

    class Meta:
        model = PlanItem

    title = "Persmoment op de beurs"
    owner = factory.SubFactory("tests.factories.accounts.UserFactory", is_staff=True)
    starts_on = factory.LazyFunction(timezone.localdate)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))
