"""Every write to the agenda."""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from campaigns import links
from campaigns.enums import AGENDA_MOVES, AgendaState, Count, RegistrationState
from campaigns.models import AgendaItem, Registration
from campaigns.rules import agenda as rules
from campaigns.selectors import agenda as selectors
from campaigns.services.campaigns import count
from core import clock
from core.languages import DUTCH
from core.links import absolute
from core.states import MoveRefused, require_move
from mailing.services import queue_mail
from privacy import journal


@transaction.atomic
def register(
    *,
    item: AgendaItem,
    name: str,
    email: str,
    organisation: str,
    persons: int,
    actor: Actor,
    via: str = "",
    language: str = DUTCH,
) -> Registration:
    """Register people, or put them on the waiting list. The same address twice returns the first registration.
    `via` is the code of a channel: it is counted, not kept. Every mail about it goes out in `language`.

    Raises `MoveRefused` with a Dutch sentence when registering is closed.
    """
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    verdict = rules.may_register(
        state=item.state, starts_at=item.starts_at, registration_until=item.registration_until, now=clock.now()
    )
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    address = email.strip().lower()
    known = Registration.objects.filter(item=item, email=address).first()
    if known and known.state != RegistrationState.CANCELLED:
        return known
    state = rules.seat_for(persons, selectors.seats_of(item))
    values = {"name": name, "organisation": organisation, "persons": persons, "state": state, "language": language}
    registration, _created = Registration.objects.update_or_create(item=item, email=address, defaults=values)
    journal.record(actor=actor, verb="registered", subject=registration, state=str(state))
    if via:
        count(code=via, what=Count.REGISTRATIONS)
    _tell(registration, "registered", stamp=f"{registration.updated_at:%Y%m%d%H%M%S%f}")
    return registration


@transaction.atomic
def cancel_registration(*, registration: Registration, actor: Actor) -> Registration:
    """Cancel and give the seat to who waits. Cancelling twice changes nothing."""
    item = AgendaItem.objects.select_for_update().get(pk=registration.item_id)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state == RegistrationState.CANCELLED:
        return registration
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb="registration_cancelled", subject=registration)
    _tell(registration, "cancelled", stamp=f"{registration.updated_at:%Y%m%d%H%M%S%f}")
    _move_up(item)
    return registration


@transaction.atomic
def publish_item(*, item: AgendaItem, actor: Actor) -> None:
    """Show a draft on the agenda."""
    _move(item, AgendaState.PUBLISHED, actor)


@transaction.atomic
def withdraw_item(*, item: AgendaItem, actor: Actor) -> None:
    """Take an item off the agenda to work on it again."""
    _move(item, AgendaState.DRAFT, actor)


@transaction.atomic
def cancel_item(*, item: AgendaItem, actor: Actor) -> None:
    """Call an item off and tell everybody who registered."""
    item = _move(item, AgendaState.CANCELLED, actor)
    for registration in item.registrations.exclude(state=RegistrationState.CANCELLED).select_related("item"):
        _tell(registration, "called_off")


def _move(item: AgendaItem, target: AgendaState, actor: Actor) -> AgendaItem:
    item = AgendaItem.objects.select_for_update().get(pk=item.pk)
    require_move(AGENDA_MOVES, item.state, target)
    item.state = target
    item.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"agenda_{target}", subject=item)
    return item


def _move_up(item: AgendaItem) -> None:
    queue = item.registrations.filter(state=RegistrationState.WAITING_LIST).order_by("created_at", "pk")
    lucky = rules.moves_up(list(queue.values_list("pk", "persons")), selectors.seats_of(item))
    for registration in queue.filter(pk__in=lucky).select_related("item"):
        registration.state = RegistrationState.REGISTERED
        registration.save(update_fields=["state", "updated_at"])
        _tell(registration, "moved_up")


def _tell(registration: Registration, news: str, stamp: str = "") -> None:
    link = absolute(reverse("campaigns:registration", args=[registration.code]))
    queue_mail(
        key=f"agenda-{news}:{registration.public_id}:{stamp}",
        template=f"campaigns/email/{news}",
        to=registration.email,
        context={"registration": registration, "item": registration.item, "link": link},
        language=registration.language,
    )


@transaction.atomic
def start_kiosk(*, item: AgendaItem, actor: Actor) -> dt.datetime:
    """Note that a tablet becomes a kiosk. Returns until when. Raises `MoveRefused` when the item is over or called off."""
    now = clock.now()
    verdict = rules.may_open_kiosk(state=item.state, ends_at=item.ends_at, now=now)
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    journal.record(actor=actor, verb="kiosk_started", subject=item)
    return now + dt.timedelta(hours=links.kiosk_hours(on=clock.today()))
