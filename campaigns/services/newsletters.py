"""The life of a newsletter: tried out, started, stopped, resumed, closed, and sent piece by piece.

Starting writes one row for each address. A piece takes the next rows and puts their mails in the outbox in one
transaction: a worker that dies anywhere leaves either both or neither. No worker owns a newsletter: the beat asks for
the next piece every few seconds, and whoever comes first takes it.
"""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.actor import SYSTEM, Actor
from campaigns import links
from campaigns.enums import NEWSLETTER_MOVES, DeliveryState, NewsletterState, SubscriberState
from campaigns.models import Delivery, Newsletter, NewsletterLog, Subscriber
from campaigns.rules import newsletters as rules
from campaigns.selectors import newsletters as selectors
from core import clock
from core.links import absolute
from core.markdown import to_html, to_text
from core.queue import enqueue
from core.states import MoveRefused, require_move
from mailing.services import queue_mail
from mailing.stopping import address_key
from privacy import journal

RUN = "campaigns.tasks.send_newsletters"
TEMPLATE = "campaigns/email/newsletter"
STOP_WORDS = "Geen nieuwsbrief meer? Schrijf je hier uit."


@transaction.atomic
def start_newsletter(*, newsletter: Newsletter, actor: Actor) -> Newsletter:
    """Write down who gets it and let the first piece leave. Raises MoveRefused with the reason."""
    row = _locked(newsletter)
    people = list(selectors.recipients(row).only("pk", "email"))
    verdict = rules.may_start(state=row.state, recipients=len(people), body=row.body)
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    Delivery.objects.bulk_create(
        Delivery(newsletter=row, subscriber=one, address_key=address_key(one.email)) for one in people
    )
    row.total, row.started_at = len(people), clock.now()
    return _move(row, NewsletterState.SENDING, actor, columns=("total", "started_at"))


@transaction.atomic
def stop_newsletter(*, newsletter: Newsletter, actor: Actor) -> Newsletter:
    """Stop after the piece that is leaving now. Raises MoveRefused."""
    return _move(_locked(newsletter), NewsletterState.STOPPED, actor)


@transaction.atomic
def resume_newsletter(*, newsletter: Newsletter, actor: Actor) -> Newsletter:
    """Go on after the last address that got it. Raises MoveRefused."""
    row = _locked(newsletter)
    if row.state == NewsletterState.DRAFT:
        raise MoveRefused("Deze nieuwsbrief is nog niet vertrokken.")
    return _move(row, NewsletterState.SENDING, actor)


@transaction.atomic
def close_newsletter(*, newsletter: Newsletter, actor: Actor) -> Newsletter:
    """Call a stopped newsletter finished: who did not get it yet, will not. Raises MoveRefused."""
    row = _locked(newsletter)
    if row.state != NewsletterState.STOPPED:
        raise MoveRefused("Stop eerst het versturen.")
    row.deliveries.filter(state=DeliveryState.WAITING).update(state=DeliveryState.SKIPPED)
    row.done, row.finished_at = row.total, clock.now()
    return _move(row, NewsletterState.SENT, actor, columns=("done", "finished_at"))


@transaction.atomic
def send_piece(*, newsletter_id: int) -> int:
    """Put the mails of the next addresses in the outbox, as many as may leave now. Returns how many rows were handled.

    Two workers at once: the second waits for the lock and finds that a piece just left.
    """
    row = Newsletter.objects.select_for_update(of=("self",)).get(pk=newsletter_id)
    if row.state != NewsletterState.SENDING:
        return 0
    now = clock.now()
    size = rules.piece_size(
        per_minute=selectors.per_minute(clock.today()), since=now - row.piece_at if row.piece_at else None
    )
    if size == 0:
        return 0
    piece = selectors.next_deliveries(row, size)
    content = content_of(row)
    for delivery in piece:
        _deliver(row, delivery, content, now)
    row.done, row.piece_at = row.done + len(piece), now
    row.save(update_fields=["done", "piece_at", "updated_at"])
    if not row.deliveries.filter(state=DeliveryState.WAITING).exists():
        row.finished_at = now
        _move(row, NewsletterState.SENT, SYSTEM, columns=("finished_at",))
    return len(piece)


def _deliver(newsletter: Newsletter, delivery: Delivery, content: dict[str, Any], now: dt.datetime) -> None:
    """Put one mail in the outbox; who stopped meanwhile is passed over."""
    person = delivery.subscriber
    if person is None or person.state != SubscriberState.CONFIRMED:
        delivery.state = DeliveryState.SKIPPED
    else:
        delivery.state = DeliveryState.QUEUED
        _queue(f"newsletter:{newsletter.public_id}:{delivery.address_key}", person, content)
    delivery.left_at = now
    delivery.save(update_fields=["state", "left_at"])


def _queue(key: str, person: Subscriber, content: dict[str, Any]) -> None:
    stop = links.stop_link(person)
    queue_mail(
        key=key,
        template=TEMPLATE,
        to=person.email,
        context={**content, "mine_link": links.mine_link(person), "stop_link": stop, "stop_words": STOP_WORDS},
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # The same news has the same name, also when it has to be handed over a second time.
            "Message-ID": f"<{address_key(key)[:40]}@{urlsplit(settings.PUBLIC_URL).hostname or 'localhost'}>",
        },
    )


def content_of(newsletter: Newsletter) -> dict[str, Any]:
    """Return what every copy of a newsletter has in common."""
    web = absolute(reverse("campaigns:newsletter_read", args=[newsletter.slug]))
    return {
        "newsletter": newsletter,
        "body_html": to_html(newsletter.body),
        "body_text": to_text(newsletter.body),
        "web_link": web,
    }


@transaction.atomic
def send_trial(*, newsletter: Newsletter, to: str, actor: Actor) -> None:
    """Mail one copy to a colleague, marked as a trial. Pressing twice within a second is one mail."""
    stamp = f"{clock.now():%Y%m%d%H%M%S}"
    queue_mail(
        key=f"newsletter-trial:{newsletter.public_id}:{address_key(to)[:16]}:{stamp}",
        template=TEMPLATE,
        to=to,
        context={**content_of(newsletter), "is_trial": True},
    )
    journal.record(actor=actor, verb="newsletter_tried", subject=newsletter)


def _locked(newsletter: Newsletter) -> Newsletter:
    return Newsletter.objects.select_for_update(of=("self",)).get(pk=newsletter.pk)


def _move(row: Newsletter, target: str, actor: Actor, columns: tuple[str, ...] = ()) -> Newsletter:
    source = row.state
    require_move(
        NEWSLETTER_MOVES, source, target, f"Dat kan niet: de nieuwsbrief staat op ‘{row.get_state_display()}’."
    )
    row.state = target
    row.save(update_fields=["state", *columns, "updated_at"])
    NewsletterLog.objects.create(newsletter=row, from_state=source, to_state=target, actor_label=actor.label)
    journal.record(actor=actor, verb=f"newsletter_{target}", subject=row)
    if target == NewsletterState.SENDING:
        enqueue(RUN)
    return row
