"""Every write to the outbox of text messages. The same promises as for mails, see `mailing.delivery`."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from core.languages import DUTCH
from core.queue import enqueue
from mailing import delivery
from mailing.models import OutboxSms


@transaction.atomic
def queue_sms(*, key: str, template: str, to: str, context: Mapping[str, Any], language: str = DUTCH) -> OutboxSms:
    """Store one text message and start sending it when the transaction commits.

    `key` names the news: the same key twice returns the first row unchanged. `template` is a path without extension
    ("placements/sms/sign_code") of which `.txt` exists; `to` is a mobile number such as '+32470123456'.
    """
    with translation.override(language):
        found: Any = get_template(f"{template}.txt")
        text = " ".join(found.template.render(Context(dict(context), autoescape=False)).split())
    row, created = OutboxSms.objects.get_or_create(key=key, defaults={"verb": template, "to": to, "text": text})
    if created:
        enqueue("mailing.tasks.send_sms", sms_id=row.pk)
    return row


def claim_sms(*, sms_id: int) -> OutboxSms | None:
    """Take a waiting text message for sending; None when another worker has it or it is gone."""
    return delivery.claim(OutboxSms, sms_id)


def mark_sms_sent(*, sms: OutboxSms) -> None:
    """Note that the gateway accepted the text message."""
    delivery.mark_sent(sms)


def mark_sms_failed(*, sms: OutboxSms, error: str) -> None:
    """Note that sending failed; the text message waits for another try unless this was the last."""
    delivery.mark_failed(sms, error)


def release_stuck_sms(*, claimed_before: dt.datetime) -> int:
    """Put text messages back that a worker took and never finished. Returns how many."""
    return delivery.release_stuck(OutboxSms, claimed_before)


@transaction.atomic
def resend_sms(*, sms: OutboxSms) -> None:
    """Send a sent or failed text message once more, on request of a colleague.

    Raises `MoveRefused` when it is still on its way.
    """
    delivery.wait_again(sms)
    enqueue("mailing.tasks.send_sms", sms_id=sms.pk)
