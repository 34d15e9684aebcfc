"""Signed links: a tablet that becomes a kiosk, and the page of somebody who gets our newsletters."""

import datetime as dt

from django.urls import reverse

from campaigns.models import AgendaItem, Registration, Subscriber, Testimonial
from catalogue.selectors import rule_value
from core import tokens
from core.links import absolute

KIOSK = "fair-kiosk"
NEWSLETTER = "newsletter"
EVALUATION = "evaluation"
TESTIMONIAL = "testimonial"
ALWAYS = dt.timedelta(days=365 * 30)
"""Stopping never needs a new link."""


def kiosk_hours(*, on: dt.date) -> int:
    """Return how many hours a link opens a kiosk, and a kiosk goes on. Raises RuleMissing."""
    return int(rule_value("kiosk-hours", on=on))


def kiosk_path(item: AgendaItem) -> str:
    """Return the page of this portal that starts the kiosk of an item."""
    return reverse("campaigns:kiosk_open", args=[tokens.sign(KIOSK, item.public_id)])


def kiosk_link(item: AgendaItem) -> str:
    """Return the whole address that starts the kiosk of an item."""
    return absolute(kiosk_path(item))


def kiosk_item(token: str, *, on: dt.date) -> str:
    """Return the public id of the item of a link. Raises TokenForged or TokenExpired."""
    return tokens.unsign(KIOSK, token, max_age=dt.timedelta(hours=kiosk_hours(on=on)))


def subscriber_token(subscriber: Subscriber) -> str:
    """Return the token of the pages of one subscriber."""
    return tokens.sign(NEWSLETTER, subscriber.public_id)


def subscriber_id(token: str) -> str:
    """Return the public id of the subscriber of a link, however old. Raises TokenForged."""
    return tokens.unsign(NEWSLETTER, token, max_age=ALWAYS)


def mine_link(subscriber: Subscriber) -> str:
    """Return the whole address where somebody confirms, chooses or stops."""
    return absolute(reverse("campaigns:newsletter_mine", args=[subscriber_token(subscriber)]))


def stop_link(subscriber: Subscriber) -> str:
    """Return the whole address that stops with one POST (RFC 8058)."""
    return absolute(reverse("campaigns:newsletter_stop", args=[subscriber_token(subscriber)]))


def evaluation_link(registration: Registration) -> str:
    """Return the whole address of the form afterwards."""
    return absolute(reverse("campaigns:evaluate", args=[tokens.sign(EVALUATION, registration.public_id)]))


def evaluation_id(token: str) -> str:
    """Return the public id of the registration of a link, however old. Raises TokenForged."""
    return tokens.unsign(EVALUATION, token, max_age=ALWAYS)


def day_path(item: AgendaItem) -> str:
    """Return the page of the day itself on the desk."""
    return reverse("admin:campaigns_agendaitem_day", args=[item.pk])


def testimonial_link(testimonial: Testimonial) -> str:
    """Return the whole address where somebody takes the own testimonial off the web."""
    return absolute(reverse("campaigns:testimonial_mine", args=[tokens.sign(TESTIMONIAL, testimonial.public_id)]))


def testimonial_id(token: str) -> str:
    """Return the public id of the testimonial of a link, however old. Raises TokenForged."""
    return tokens.unsign(TESTIMONIAL, token, max_age=ALWAYS)
