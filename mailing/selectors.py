"""Reads of the outbox."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from mailing.enums import MailState
from mailing.models import MailStop, Outbound, OutboxMail, OutboxSms
from mailing.rules import MAX_ATTEMPTS, wait_before

BATCH = 200


def waiting_ids(channel: type[Outbound], *, now: dt.datetime, limit: int = BATCH) -> list[int]:
    """Return the oldest mails (or text messages) that wait and may be tried (again) at this moment."""
    due = Q(attempts=0) | Q(attempts__gte=MAX_ATTEMPTS)
    for attempts in range(1, MAX_ATTEMPTS):
        due |= Q(attempts=attempts, claimed_at__lte=now - wait_before(attempts))
    waiting = channel._default_manager.filter(due, state=MailState.WAITING).order_by("created_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:limit])


def mailbox(words: str = "") -> QuerySet[OutboxMail]:
    """Return the mails to an address or about a subject (all without words), newest first, without their bodies."""
    mails = OutboxMail.objects.order_by("-created_at", "-pk").defer("text", "html", "error")
    return mails.filter(Q(to__icontains=words) | Q(subject__icontains=words)) if words else mails


def newest_sms(limit: int) -> list[OutboxSms]:
    """Return the last text messages, newest first."""
    return list(OutboxSms.objects.order_by("-created_at", "-pk")[:limit])


def mail_to_read(public_id: uuid.UUID) -> OutboxMail | None:
    """Return one mail with its bodies, or None."""
    return OutboxMail.objects.filter(public_id=public_id).first()


def is_stopped(address_key: str) -> bool:
    """Tell whether an address (its fingerprint, see `mailing.stopping`) wants no mails it did not ask for."""
    return MailStop.objects.filter(address_key=address_key).exists()
