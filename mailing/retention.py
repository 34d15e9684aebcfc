"""How long a mail is kept."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from mailing.models import OutboxMail

KEEP_DAYS = 62


def _made_before(mails: Rows, before: dt.date) -> Rows:
    return mails.filter(created_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="mailing.outbox",
        model=OutboxMail,
        purpose="Om een bericht opnieuw te kunnen sturen en te tonen wat iemand van ons kreeg.",
        keep_days=KEEP_DAYS,
        due=_made_before,
    ),
)
