"""The promises every channel keeps: taken by one worker, tried again later and later, never lost. Writes for the services."""

import datetime as dt
from typing import TypeVar

from django.db.models import Case, F, Value, When

from core import clock
from core.states import MoveRefused
from mailing.enums import MailState
from mailing.models import Outbound
from mailing.rules import MAX_ATTEMPTS, is_last_try

Row = TypeVar("Row", bound=Outbound)
RESENDABLE = (MailState.SENT, MailState.FAILED)


def claim(channel: type[Row], row_id: int) -> Row | None:
    """Take a waiting message for sending; None when another worker has it or it is gone.

    A conditional UPDATE decides, because SQLite ignores `skip_locked`.
    """
    taken = channel._default_manager.filter(pk=row_id, state=MailState.WAITING).update(
        state=MailState.SENDING, claimed_at=clock.now(), attempts=F("attempts") + 1
    )
    return channel._default_manager.get(pk=row_id) if taken else None


def mark_sent(row: Outbound) -> None:
    """Note that the server accepted the message."""
    type(row)._default_manager.filter(pk=row.pk, state=MailState.SENDING).update(
        state=MailState.SENT, sent_at=clock.now(), error=""
    )


def mark_failed(row: Outbound, error: str) -> None:
    """Note that sending failed; the message waits for another try unless this was the last."""
    type(row)._default_manager.filter(pk=row.pk, state=MailState.SENDING).update(
        state=MailState.FAILED if is_last_try(row.attempts) else MailState.WAITING, error=error[:300]
    )


def release_stuck(channel: type[Outbound], claimed_before: dt.datetime) -> int:
    """Put messages back that a worker took and never finished; one tried too often fails. Returns how many."""
    return channel._default_manager.filter(state=MailState.SENDING, claimed_at__lt=claimed_before).update(
        state=Case(When(attempts__gte=MAX_ATTEMPTS, then=Value(MailState.FAILED)), default=Value(MailState.WAITING)),
        error="Het versturen werd onderbroken.",
    )


def wait_again(row: Outbound) -> None:
    """Put a sent or failed message back to wait. Raises `MoveRefused` when it is still on its way."""
    moved = type(row)._default_manager.filter(pk=row.pk, state__in=RESENDABLE)
    if not moved.update(state=MailState.WAITING, attempts=0, error=""):
        raise MoveRefused("Dit bericht is nog onderweg. Wacht tot het verstuurd of mislukt is.")
