"""Reads of newsletters and subscribers."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from campaigns.enums import Audience, DeliveryState, NewsletterState, SubscriberState
from campaigns.models import Delivery, Newsletter, Subscriber
from catalogue.selectors import rule_value


@dataclass(frozen=True, slots=True)
class NewsletterPage:
    """How far a newsletter is: what became of its addresses, and how many would get it now."""

    newsletter: Newsletter
    recipients: int
    counts: list[tuple[str, int]]
    per_minute: int

    @property
    def minutes(self) -> int:
        """How long sending takes, in whole minutes, at least one."""
        return max(1, -(-self.recipients // self.per_minute))

    @property
    def has_rows(self) -> bool:
        """Whether we still know what became of each address."""
        return any(number for _label, number in self.counts)

    @property
    def is_busy(self) -> bool:
        """True while pieces leave."""
        return self.newsletter.state == NewsletterState.SENDING


def per_minute(on: dt.date) -> int:
    """Return how many newsletters may leave in a minute. Raises RuleMissing."""
    return int(rule_value("newsletter-per-minute", on=on))


def most_bounces(on: dt.date) -> int:
    """Return after how many mails that came back for now an address gets no more. Raises RuleMissing."""
    return int(rule_value("newsletter-bounces", on=on))


def recipients(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """Return who gets a newsletter: confirmed, and with a role, sub-region and programme that fit.

    Who chose no sub-region or no programme wants to hear about all of them.
    """
    found = Subscriber.objects.filter(state=SubscriberState.CONFIRMED)
    if newsletter.roles:
        found = found.filter(role__in=[*newsletter.roles, Audience.EVERYONE])
    regions = list(newsletter.subregions.values_list("pk", flat=True))
    if regions:
        found = found.filter(Q(subregion=None) | Q(subregion__in=regions))
    programmes = list(newsletter.programmes.values_list("pk", flat=True))
    if programmes:
        found = found.filter(Q(programmes=None) | Q(programmes__in=programmes))
    return found.distinct().order_by("pk")


def newsletters() -> QuerySet[Newsletter]:
    """Return all newsletters for the desk, newest first."""
    return Newsletter.objects.select_related("owner").order_by("-created_at", "-pk")


def newsletter_named(public_id: UUID) -> Newsletter | None:
    """Return one newsletter."""
    return Newsletter.objects.filter(public_id=public_id).first()


def newsletter_page(newsletter: Newsletter, on: dt.date) -> NewsletterPage:
    """Return what the desk shows of a newsletter."""
    rows = newsletter.deliveries.values_list("state").annotate(number=Count("pk"))
    counted = Counter(dict(rows))
    counts = [(str(state.label), counted[state]) for state in DeliveryState]
    asked = recipients(newsletter).count() if newsletter.state == NewsletterState.DRAFT else newsletter.total
    return NewsletterPage(newsletter, asked, counts, per_minute(on))


def sending_ids() -> list[int]:
    """Return the newsletters of which pieces have to leave."""
    sending = Newsletter.objects.filter(state=NewsletterState.SENDING).order_by("started_at", "pk")
    return list(sending.values_list("pk", flat=True))


def next_deliveries(newsletter: Newsletter, number: int) -> list[Delivery]:
    """Return the next addresses, in the order in which they were written down."""
    waiting = newsletter.deliveries.select_related("subscriber").filter(state=DeliveryState.WAITING)
    return list(waiting.order_by("pk")[:number])


def archive() -> QuerySet[Newsletter]:
    """Return what anybody may read, newest first, without the texts."""
    return Newsletter.objects.public().defer("body").order_by("-started_at", "-pk")


def archived(slug: str) -> QuerySet[Newsletter]:
    """Return the public newsletter with this name in the address (zero or one row)."""
    return Newsletter.objects.public().filter(slug=slug)


def subscriber_named(public_id: str) -> QuerySet[Subscriber]:
    """Return the subscriber with this public id (zero or one row)."""
    return Subscriber.objects.select_related("subregion").filter(public_id=public_id)


def subscriber_at(email: str) -> Subscriber | None:
    """Return the subscriber with this address."""
    return Subscriber.objects.filter(email=email.strip().lower()).first()
