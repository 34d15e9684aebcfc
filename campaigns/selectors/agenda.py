"""Reads of the agenda."""

import datetime as dt

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from campaigns.enums import Audience, RegistrationState
from campaigns.models import AgendaItem, ItemMaterial, Registration
from campaigns.rules.agenda import Seats


def audience_of(slug: str) -> Audience | None:
    """Return the audience of a feed; None for a word that is none."""
    return Audience(slug) if slug in Audience else None


def agenda(*, now: dt.datetime, kind: str = "", audience: str = "") -> QuerySet[AgendaItem]:
    """Return what is coming, soonest first, with the seats taken as `taken`."""
    items = with_taken(AgendaItem.objects.public().upcoming(now)).select_related("municipality")
    if kind:
        items = items.filter(kind=kind)
    if audience:
        items = items.filter(audience__in=(audience, Audience.EVERYONE))
    return items.order_by("starts_at", "pk")


def with_taken(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Add `taken` (persons with a seat) and `waiting` (persons on the waiting list) to each item."""
    seated = Q(registrations__state=RegistrationState.REGISTERED)
    waiting = Q(registrations__state=RegistrationState.WAITING_LIST)
    return items.annotate(
        taken=Coalesce(Sum("registrations__persons", filter=seated), 0),
        waiting=Coalesce(Sum("registrations__persons", filter=waiting), 0),
    )


def agenda_item(slug: str) -> QuerySet[AgendaItem]:
    """Return the public item with this name in the address (zero or one row)."""
    return with_taken(AgendaItem.objects.public()).select_related("municipality").filter(slug=slug)


def item_by_id(public_id: str) -> QuerySet[AgendaItem]:
    """Return the item with this public id, whatever its state (zero or one row)."""
    return AgendaItem.objects.filter(public_id=public_id)


def item_of_desk(pk: int) -> QuerySet[AgendaItem]:
    """Return the item with this number for a page of the desk (zero or one row)."""
    return AgendaItem.objects.select_related("municipality__subregion").filter(pk=pk)


def materials_of(item: AgendaItem, now: dt.datetime) -> list[ItemMaterial]:
    """Return what there is to look at afterwards: nothing before the end."""
    return list(item.materials.order_by("pk")) if item.ends_at <= now else []


def seats_of(item: AgendaItem) -> Seats:
    """Return how full an item is now."""
    taken = item.registrations.filter(state=RegistrationState.REGISTERED).aggregate(total=Sum("persons"))["total"]
    return Seats(capacity=item.capacity, taken=taken or 0)


def registration_by_code(code: str) -> QuerySet[Registration]:
    """Return the registration with this code (zero or one row)."""
    return Registration.objects.select_related("item", "item__municipality").filter(code=code)
