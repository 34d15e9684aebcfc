"""Reads of the outbox."""

from django.db.models import QuerySet

from mailing.enums import MailState
from mailing.models import OutboxMail

BATCH = 200


def waiting_mail_ids(limit: int = BATCH) -> list[int]:
    """Return the oldest waiting mails."""
    waiting = OutboxMail.objects.filter(state=MailState.WAITING).order_by("created_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:limit])


def mailbox() -> QuerySet[OutboxMail]:
    """Return all mails, newest first."""
    return OutboxMail.objects.order_by("-created_at", "-pk")
