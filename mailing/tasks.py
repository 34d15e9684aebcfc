"""Sending the outbox."""

import datetime as dt
import logging

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from core import clock
from mailing import selectors, services, services_sms, sms
from mailing.models import OutboxMail, OutboxSms

log = logging.getLogger(__name__)
STUCK_AFTER = dt.timedelta(minutes=15)


@shared_task
def send_mail(*, mail_id: int) -> None:
    """Send one waiting mail. Safe to run twice: only the first claim sends."""
    mail = services.claim_mail(mail_id=mail_id)
    if mail is None:
        return
    message = EmailMultiAlternatives(
        mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=mail.headers
    )
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:  # every mail backend has errors of its own; the row keeps what went wrong
        log.exception("mail %s not sent", mail.public_id)
        services.mark_failed(mail=mail, error=f"{type(error).__name__}: {error}")
    else:
        services.mark_sent(mail=mail)


@shared_task
def send_waiting_mails() -> None:
    """Send what waits and what a stopped worker left behind (beat, every minute)."""
    now = clock.now()
    services.release_stuck_mails(claimed_before=now - STUCK_AFTER)
    for mail_id in selectors.waiting_ids(OutboxMail, now=now):
        send_mail(mail_id=mail_id)


@shared_task
def send_sms(*, sms_id: int) -> None:
    """Send one waiting text message. Safe to run twice: only the first claim sends."""
    row = services_sms.claim_sms(sms_id=sms_id)
    if row is None:
        return
    try:
        sms.send(to=row.to, text=row.text)
    except (OSError, sms.SmsRefused) as error:  # a network fault is an OSError
        log.exception("sms %s not sent", row.public_id)
        services_sms.mark_sms_failed(sms=row, error=f"{type(error).__name__}: {error}")
    else:
        services_sms.mark_sms_sent(sms=row)


@shared_task
def send_waiting_sms() -> None:
    """Send the text messages that wait and what a stopped worker left behind (beat, every minute)."""
    now = clock.now()
    services_sms.release_stuck_sms(claimed_before=now - STUCK_AFTER)
    for sms_id in selectors.waiting_ids(OutboxSms, now=now):
        send_sms(sms_id=sms_id)
