"""The signed link that makes a tablet a kiosk for one item of the agenda."""

import datetime as dt

from django.urls import reverse

from campaigns.models import AgendaItem
from catalogue.selectors import rule_value
from core import tokens
from core.links import absolute

KIOSK = "fair-kiosk"


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
