"""Work that one worker at a time owns: taken with a key, kept with signs of life, free again after a silence.

A table of such work has the fields `state`, `claim` (the key of its worker) and `heartbeat_at`. Whoever writes the next
piece locks the row with the key first: a worker that was stopped or replaced finds nothing any more.
"""

import datetime as dt
import secrets
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from core import clock

Work = TypeVar("Work", bound=Model)
SILENCE = dt.timedelta(minutes=5)


def take(rows: QuerySet[Any], *, waiting: str, running: str) -> str | None:
    """Take the one row of `rows` if it waits; return the key, None when it is not there to take."""
    key = secrets.token_hex(16)
    taken = rows.filter(state=waiting).update(state=running, claim=key, heartbeat_at=clock.now())
    return key if taken else None


def owned(rows: QuerySet[Work], *, running: str, claim: str) -> Work | None:
    """Return the one row of `rows` locked, if it still runs with this key."""
    return rows.select_for_update().filter(state=running, claim=claim).first()


def is_silent(heartbeat: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether a worker gave no sign of life for too long."""
    return heartbeat is None or now - heartbeat > SILENCE


def waiting_ids(rows: QuerySet[Any], *, waiting: str) -> list[int]:
    """Return the rows that no worker took, the oldest first."""
    return list(rows.filter(state=waiting).order_by("pk").values_list("pk", flat=True))


def silent_ids(rows: QuerySet[Any], now: dt.datetime, *, running: str) -> list[int]:
    """Return the rows whose worker fell silent."""
    silent = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - SILENCE)
    return list(rows.filter(silent, state=running).order_by("pk").values_list("pk", flat=True))
