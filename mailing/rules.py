"""When a mail is tried again."""

import datetime as dt

RETRY_WAITS: tuple[dt.timedelta, ...] = (
    dt.timedelta(0),
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=3),
    dt.timedelta(hours=12),
)
MAX_ATTEMPTS = len(RETRY_WAITS)


def wait_before(attempts: int) -> dt.timedelta:
    """Return how long to wait after the last try, given the number of tries so far: longer each time."""
    return RETRY_WAITS[min(attempts, MAX_ATTEMPTS - 1)]


def is_last_try(attempts: int) -> bool:
    """Tell whether a mail that failed `attempts` times is given up (after some sixteen hours)."""
    return attempts >= MAX_ATTEMPTS
