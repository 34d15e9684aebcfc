"""How long a mail is kept."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from mailing.models import MailStop, OutboxMail, OutboxSms

KEEP_DAYS = 62


def _made_before(mails: Rows, before: dt.date) -> Rows:
    return mails.filter(created_at__date__lt=before)


def _stopped_before(stops: Rows, before: dt.date) -> Rows:
    return stops.filter(stopped_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="mailing.stops",
        model=MailStop,
        purpose="Om te weten dat een adres geen mails van ons wil.",
        rule="retention-mail-stop",
        due=_stopped_before,
    ),
    RetentionPolicy(
        key="mailing.outbox",
        model=OutboxMail,
        purpose="Om een bericht opnieuw te kunnen sturen en te tonen wat iemand van ons kreeg.",
        keep_days=KEEP_DAYS,
        due=_made_before,
    ),
    RetentionPolicy(
        key="mailing.sms",
        model=OutboxSms,
        purpose="Om een sms opnieuw te kunnen sturen en te tonen wat iemand van ons kreeg.",
        keep_days=KEEP_DAYS,
        due=_made_before,
    ),
)
