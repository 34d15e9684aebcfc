"""Pure questions about a link: what an answer of a website means."""

from knowledge.enums import LinkHealth

FAILURES_TO_DIE = 2
REFUSES_MACHINES = (401, 403, 405, 429)


def health_of(status: int | None, failures: int) -> tuple[LinkHealth, int]:
    """Return how a link is, and how many looks in a row failed; `status` is None when no website answered.

    A website that refuses machines says nothing about people. One failure is a doubt: a server may be down for an hour.
    """
    if status is not None and status < 400:
        return LinkHealth.ALIVE, 0
    if status in REFUSES_MACHINES:
        return LinkHealth.SHY, 0
    failures += 1
    return (LinkHealth.DEAD if failures >= FAILURES_TO_DIE else LinkHealth.SHY), failures
