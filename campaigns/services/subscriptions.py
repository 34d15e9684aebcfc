"""Asking for newsletters, confirming, choosing, stopping, and addresses that do not work."""

from collections.abc import Sequence

from django.db import transaction

from accounts.actor import Actor
from campaigns import links
from campaigns.enums import SUBSCRIBER_MOVES, Count, DeliveryState, SubscriberState
from campaigns.models import Delivery, Subscriber
from campaigns.rules.newsletters import is_undeliverable
from campaigns.selectors.newsletters import most_bounces, subscriber_at
from campaigns.services.campaigns import count
from catalogue.models import Programme, Subregion
from core import clock
from core.states import require_move
from mailing.services import queue_mail
from mailing.stopping import address_key
from privacy import journal

AGAIN_AFTER = 600  # seconds: pressing twice is one mail


@transaction.atomic
def ask_subscription(
    *,
    email: str,
    role: str,
    subregion: Subregion | None,
    programmes: Sequence[Programme],
    actor: Actor,
    via: str = "",
) -> Subscriber:
    """Note that somebody wants newsletters and mail a link to confirm. Whoever confirmed already keeps the own choice:
    a stranger who types the address changes nothing, the link lets the owner do so.
    """
    address = email.strip().lower()
    row, made = Subscriber.objects.get_or_create(email=address, defaults={"role": role, "subregion": subregion})
    row = Subscriber.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if made:
        row.programmes.set(programmes)
        journal.record(actor=actor, verb="newsletter_asked", subject=row)
        if via:
            count(code=via, what=Count.REGISTRATIONS)
    elif row.state != SubscriberState.CONFIRMED:
        if row.state != SubscriberState.PENDING:
            _move(row, SubscriberState.PENDING, actor, "newsletter_asked", ended_at=None, confirmed_at=None)
        row.role, row.subregion, row.soft_bounces = role, subregion, 0
        row.save(update_fields=["role", "subregion", "soft_bounces", "updated_at"])
        row.programmes.set(programmes)
    queue_mail(
        key=f"newsletter-confirm:{row.public_id}:{int(clock.now().timestamp()) // AGAIN_AFTER}",
        template="campaigns/email/newsletter_confirm",
        to=address,
        context={"known": row.state == SubscriberState.CONFIRMED, "link": links.mine_link(row)},
    )
    return row


@transaction.atomic
def confirm_subscription(*, subscriber: Subscriber, actor: Actor) -> Subscriber:
    """Note that the owner of the mailbox wants newsletters. Twice changes nothing. Raises MoveRefused."""
    row = _locked(subscriber)
    if row.state == SubscriberState.CONFIRMED:
        return row
    return _move(row, SubscriberState.CONFIRMED, actor, "newsletter_confirmed", confirmed_at=clock.now())


@transaction.atomic
def change_subscription(
    *, subscriber: Subscriber, role: str, subregion: Subregion | None, programmes: Sequence[Programme], actor: Actor
) -> Subscriber:
    """Keep other choices of somebody who opened the own link."""
    row = _locked(subscriber)
    row.role, row.subregion = role, subregion
    row.save(update_fields=["role", "subregion", "updated_at"])
    row.programmes.set(programmes)
    journal.record(actor=actor, verb="newsletter_changed", subject=row)
    return row


@transaction.atomic
def stop_subscription(*, subscriber: Subscriber, actor: Actor) -> Subscriber:
    """Send this address no newsletter any more, also not one that is leaving now. Twice changes nothing."""
    row = _locked(subscriber)
    if row.state == SubscriberState.STOPPED:
        return row
    return _move(row, SubscriberState.STOPPED, actor, "newsletter_stopped", ended_at=clock.now())


@transaction.atomic
def note_bounce(*, email: str, kind: str, actor: Actor) -> bool:
    """Note that a mail came back. A hard one, or too many soft ones, ends the subscription. Returns whether the address
    is known. The last newsletter to it counts as undeliverable.
    """
    found = subscriber_at(email)
    if found is None:
        return False
    row = _locked(found)
    row.soft_bounces += 1
    row.save(update_fields=["soft_bounces", "updated_at"])
    journal.record(actor=actor, verb="newsletter_bounced", subject=row, kind=kind)
    last = Delivery.objects.filter(address_key=address_key(row.email), state=DeliveryState.QUEUED)
    newest = last.order_by("-left_at", "-pk").first()
    if newest is not None:
        Delivery.objects.filter(pk=newest.pk).update(state=DeliveryState.BOUNCED)
    over = is_undeliverable(kind=kind, soft_bounces=row.soft_bounces, most=most_bounces(clock.today()))
    if over and row.state == SubscriberState.CONFIRMED:
        _move(row, SubscriberState.BOUNCED, actor, "newsletter_undeliverable", ended_at=clock.now())
    return True


def _locked(subscriber: Subscriber) -> Subscriber:
    return Subscriber.objects.select_for_update(of=("self",)).get(pk=subscriber.pk)


def _move(row: Subscriber, target: str, actor: Actor, verb: str, **dates: object) -> Subscriber:
    require_move(SUBSCRIBER_MOVES, row.state, target, "Dat kan niet meer. Schrijf je opnieuw in.")
    row.state = target
    for name, value in dates.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *dates, "updated_at"])
    journal.record(actor=actor, verb=verb, subject=row)
    return row
