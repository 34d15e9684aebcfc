"""Every write to the outbox."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string

from core import clock
from core.queue import enqueue
from mailing.enums import MailState
from mailing.models import OutboxMail


@transaction.atomic
def queue_mail(*, key: str, template: str, to: str, context: Mapping[str, Any]) -> OutboxMail:
    """Store one mail and start sending it when the transaction commits.

    `key` names the news ("proposal-sent:<public_id>:learner"): the same key twice returns the first row unchanged.
    `template` is a path without extension ("learners/email/intake_received"); `.subject`, `.txt` and `.html` exist.
    """
    subject = " ".join(render_to_string(f"{template}.subject", context).split())
    mail, created = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "verb": template,
            "to": to,
            "subject": subject[:200],
            "text": render_to_string(f"{template}.txt", context),
            "html": render_to_string(f"{template}.html", context),
        },
    )
    if created:
        enqueue("mailing.tasks.send_mail", mail_id=mail.pk)
    return mail


def claim_mail(*, mail_id: int) -> OutboxMail | None:
    """Take a waiting mail for sending; None when another worker has it or it is gone.

    A conditional UPDATE decides, because SQLite ignores `skip_locked`.
    """
    taken = OutboxMail.objects.filter(pk=mail_id, state=MailState.WAITING).update(
        state=MailState.SENDING, claimed_at=clock.now(), attempts=F("attempts") + 1
    )
    return OutboxMail.objects.get(pk=mail_id) if taken else None


def mark_sent(*, mail: OutboxMail) -> None:
    """Note that the server accepted the mail."""
    OutboxMail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(
        state=MailState.SENT, sent_at=clock.now(), error=""
    )


def mark_failed(*, mail: OutboxMail, error: str, final: bool) -> None:
    """Note that sending failed; the mail waits for another try unless `final`."""
    OutboxMail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(
        state=MailState.FAILED if final else MailState.WAITING, error=error[:300]
    )


def release_stuck_mails(*, claimed_before: dt.datetime) -> int:
    """Put mails back that a worker took and never finished. Returns how many."""
    return OutboxMail.objects.filter(state=MailState.SENDING, claimed_at__lt=claimed_before).update(
        state=MailState.WAITING
    )


@transaction.atomic
def resend_mail(*, mail: OutboxMail) -> None:
    """Send a sent or failed mail once more, on request of a colleague."""
    moved = OutboxMail.objects.filter(pk=mail.pk, state__in=(MailState.SENT, MailState.FAILED)).update(
        state=MailState.WAITING, attempts=0, error=""
    )
    if moved:
        enqueue("mailing.tasks.send_mail", mail_id=mail.pk)
