"""Pure questions about newsletters."""

import datetime as dt

from campaigns.enums import BounceKind, NewsletterState
from core.verdict import YES, Verdict, no

LONGEST = dt.timedelta(minutes=1)


def piece_size(*, per_minute: int, since: dt.timedelta | None) -> int:
    """Return how many mails may leave now, given how long ago the last piece left (None: nothing left yet).

    A pause is not made up for: at most the number of one minute leaves at once.
    """
    passed = dt.timedelta(seconds=10) if since is None else max(min(since, LONGEST), dt.timedelta(0))
    return int(per_minute * passed.total_seconds() // 60)


def may_start(*, state: str, recipients: int, body: str) -> Verdict:
    """Tell whether a newsletter may leave."""
    if state != NewsletterState.DRAFT:
        return no("Deze nieuwsbrief vertrok al.")
    if not body.strip():
        return no("Er staat nog geen tekst in.")
    if not recipients:
        return no("Niemand past bij deze keuze. Kies ruimer.")
    return YES


def is_undeliverable(*, kind: str, soft_bounces: int, most: int) -> bool:
    """Tell whether an address gets nothing more: it does not exist, or it failed `most` times."""
    return kind == BounceKind.HARD or soft_bounces >= most
